import { mkdirSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { build } from 'esbuild';
import { CHROMIUM_FLAGS, findChromium } from './test/gate/chromium.mjs';
import { countsReporter } from './test/gate/wtr-counts.mjs';

const CACHE = 'node_modules/.cache/it-widgets';
const JSSIP = `${CACHE}/jssip.js`;
const { IT_COUNTS_FILE, IT_COVERAGE } = process.env;

// jssip is CommonJS, which a browser cannot import and @rollup/plugin-commonjs does not manage here.
mkdirSync(CACHE, { recursive: true });
await build({
  stdin: { contents: "export * from 'jssip'; export { default } from 'jssip';", resolveDir: '.' },
  bundle: true,
  format: 'esm',
  target: 'es2022',
  outfile: JSSIP,
  logLevel: 'error',
});

export default {
  files: 'test/unit/**/*.test.ts',
  nodeResolve: { exportConditions: ['production', 'browser'] },
  concurrency: 2,
  testsFinishTimeout: 120_000,
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: { executablePath: await findChromium(), args: CHROMIUM_FLAGS } })],
  plugins: [
    { name: 'jssip', resolveImport: ({ source }) => (source === 'jssip' ? `/${JSSIP}` : undefined) },
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' }),
  ],
  testFramework: { config: { timeout: 10_000 } },
  coverage: IT_COVERAGE !== undefined,
  coverageConfig: { include: ['src/**/*.ts'], reporters: ['text', 'lcovonly'] },
  reporters: [defaultReporter({ reportTestProgress: false }), ...(IT_COUNTS_FILE ? [countsReporter(IT_COUNTS_FILE)] : [])],
};
