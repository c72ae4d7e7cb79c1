import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache');

/**
 * The product's own modules for Node; firebase stays one with the test's.
 * @param {readonly string[]} modules paths from the root, e.g. `src/chat/chat.js`
 * @returns {Promise<Record<string, any>>} everything that they export
 */
export async function loadProduct(modules) {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'product-'));
  try {
    const outfile = join(folder, 'product.mjs');
    const contents = modules.map((module) => `export * from './${module}';`).join('\n');
    await build({ stdin: { contents, resolveDir: ROOT }, bundle: true, format: 'esm', platform: 'node', packages: 'external', outfile });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
