import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const DEMO = fileURLToPath(new URL('.', import.meta.url));

/** Files that are served as they are written. */
const PLAIN = [
  ['start-page/index.html', 'index.html'],
  ['start-page/start.css', 'start-page/start.css'],
  ['page/page.css', 'page/page.css'],
  ['page/icon.svg', 'page/icon.svg'],
  ['crm/index.html', 'crm/index.html'],
  ['crm/crm.css', 'crm/crm.css'],
  ['customer/index.html', 'customer/index.html'],
  ['chat/index.html', 'chat/index.html'],
  ['text-service/index.html', 'text-service/index.html'],
  ['text-service/text-service.css', 'text-service/text-service.css'],
];

/**
 * Builds the demo's pages into `outDir`: `/`, `/text-service/`, `/crm/`, `/customer/` and `/chat/` as folders with an index.html each.
 * Scripts and styles are files of their own, so that a policy of `script-src 'self'; style-src 'self'` serves them.
 * text-service takes the widgets from the sources, as an npm user would; the plain pages load `/it-widgets.js`, which is the server's to provide.
 * @param {string} outDir a folder, made when missing
 * @returns {Promise<void>}
 * @throws when a source does not compile; esbuild's message names file and line
 */
export async function buildPages(outDir) {
  await mkdir(outDir, { recursive: true });
  await Promise.all([
    build({
      absWorkingDir: DEMO,
      entryPoints: {
        'start-page/start': 'start-page/start.ts',
        'crm/crm': 'crm/crm.ts',
        'customer/customer': 'customer/customer.ts',
        'chat/chat': 'chat/chat.ts',
        'text-service/main': 'text-service/main.tsx',
      },
      outdir: resolve(outDir),
      bundle: true,
      splitting: true,
      chunkNames: 'page/chunk-[hash]',
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      minify: true,
      legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"' },
      // package.json names the side effects of dist only; these are the sources.
      ignoreAnnotations: true,
      logLevel: 'silent',
    }),
    ...PLAIN.map(([from, to]) => cp(join(DEMO, from), join(outDir, to))),
  ]);
}
