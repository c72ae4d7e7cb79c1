import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { build } from 'esbuild';
import { CHROMIUM_FLAGS, findChromium } from './test/gate/chromium.mjs';
import { countsReporter } from './test/gate/wtr-counts.mjs';

const CACHE = 'node_modules/.cache/it-widgets';
const JSSIP = ['jssip', 'jssip/lib/RequestSender.js', 'jssip/lib/SIPMessage.js'];
const { IT_COUNTS_FILE, IT_COVERAGE } = process.env;

// jssip is CommonJS, which a browser cannot import and @rollup/plugin-commonjs does not manage here. Its parts share their classes.
mkdirSync(CACHE, { recursive: true });
for (const part of JSSIP) {
  mkdirSync(dirname(bundled(part)), { recursive: true });
  // esbuild sees no names in CommonJS: they are asked of the module itself.
  const names = Object.keys((await import(part)).default).filter((name) => /^[A-Z]/.test(name));
  writeFileSync(`${bundled(part)}.entry.js`, `import part from '${part}'; export default part; export const { ${names.join(', ')} } = part;`);
}
await build({
  entryPoints: Object.fromEntries(JSSIP.map((part) => [part.replace(/\.js$/, ''), `${bundled(part)}.entry.js`])),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  outdir: CACHE,
  logLevel: 'error',
});

function bundled(part) {
  return `${CACHE}/${part.replace(/(?:\.js)?$/, '.js')}`;
}

export default {
  files: 'test/unit/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'browser'] },
  concurrency: 2,
  testsFinishTimeout: 120_000,
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: { executablePath: await findChromium(), args: CHROMIUM_FLAGS } })],
  plugins: [
    { name: 'jssip', resolveImport: ({ source }) => (JSSIP.includes(source) ? `/${bundled(source)}` : undefined) },
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' }),
  ],
  testFramework: { config: { timeout: 10_000 } },
  coverage: IT_COVERAGE !== undefined,
  coverageConfig: { include: ['src/**/*.ts'], reporters: ['text', 'lcovonly'] },
  reporters: [defaultReporter({ reportTestProgress: false }), ...(IT_COUNTS_FILE ? [countsReporter(IT_COUNTS_FILE)] : [])],
};
