import { readFile, readdir } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { rollup } from 'rollup';
import { bundling } from '../../../rollup.config.mjs';
import { held } from '../figures.mjs';
import { ACCOUNT, loadedInAll, loadedUntil } from '../loaded.mjs';

const KB = 1024;

/** The libraries that everything loads, by how the source names them in its imports; libphonenumber-js comes with the first number that is drawn. */
const LIBRARIES = {
  'lit and @lit/context': /^(?:lit|@lit)(?:\/|$)/,
  jssip: /^jssip$/,
  'firebase: app, auth, firestore': /^firebase\//,
  'lucide: the icons': /^lucide\//,
};
const SOURCE = new URL('../../../src/', import.meta.url);

/** Emulators that do not answer: everything is loaded, and nothing else happens. */
const NO_ANSWER = { options: { projectId: 'demo-it', apiKey: 'demo' }, emulator: { firestore: 'localhost:9', auth: 'localhost:9' } };

export const needs = [];

/** Bytes of brotli that a page loads until it shows something, beside the libraries as they come, bundled and minified in the same way. */
export async function run(bench, { print }) {
  const imports = await readImports();
  const floors = [];
  for (const [name, pattern] of Object.entries(LIBRARIES))
    floors.push({ name, value: await bundledSize(imports.filter(({ from }) => pattern.test(from))), unit: 'bytes' });
  const floor = floors.reduce((sum, { value }) => sum + value, 0);
  const launcher = await loadedUntil(bench, '/launcher', '.launch');
  const dialPad = await loadedUntil(bench, '/dial-pad', '[role=group] .key');
  const everything = await loadedInAll(bench, '/everything', { ...ACCOUNT, firebase: NO_ANSWER, token: 'x' });
  print('script tag → shown, bytes of brotli', [
    ...floors,
    { name: 'the libraries together (floor)', value: floor, unit: 'bytes' },
    held('script tag → launcher', launcher.bytes, 'bytes', { limit: 12 * KB, budget: 'at most 12 KB' }),
    { name: 'script tag → dial pad, SIP included', value: dialPad.bytes, unit: 'bytes' },
    held('all elements with jssip and Firebase', everything.bytes, 'bytes', { reference: floor, plus: 30 * KB, budget: 'at most the floor + 30 KB' }),
  ]);
}

/** What the widgets import of libraries as values, so that the floor is what they cost by themselves. */
async function readImports() {
  const found = new Map();
  for (const file of await readdir(SOURCE, { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    const text = await readFile(new URL(file, SOURCE), 'utf8');
    for (const [, names = 'default', from] of text.matchAll(/^import (?:\w+|\{([^}]*)\}) from '([^.][^']*)';/gm)) {
      const values = names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name && !name.startsWith('type '));
      found.set(from, new Set([...(found.get(from) ?? []), ...values]));
    }
  }
  return [...found].map(([from, names]) => ({ from, names: [...names] }));
}

/** Bytes of brotli of these imports and nothing else, with all that the libraries bring along. */
async function bundledSize(imports) {
  const ENTRY = 'floor.js';
  const exported = (name, index) => (name === 'default' ? `default as icon${index}` : name);
  const text = imports.map(({ from, names }, index) => `export { ${names.map((name) => exported(name, index)).join(', ')} } from '${from}';`).join('\n');
  const entry = { name: 'floor', resolveId: (id) => (id === ENTRY ? ENTRY : undefined), load: (id) => (id === ENTRY ? text : undefined) };
  // The libraries import in circles among themselves.
  const bundle = await rollup({ input: ENTRY, plugins: [entry, bundling({ whole: true })], onwarn: () => {} });
  const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
  await bundle.close();
  return brotliCompressSync(output[0].code).length;
}
