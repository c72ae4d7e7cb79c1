import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { build } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { templateWhitespace } from './.rollup/template-whitespace.mjs';
import { trimmedLibraries, UNSEEN_CALLS } from './.rollup/trimmed-libraries.mjs';

const DIST = 'dist/cdn';
const LOADER = 'it-widgets.js';
const FOLDER = 'it-widgets';
const TARGET = 'es2022';
const ENTRY = join(import.meta.dirname, 'src', 'index.ts');

/**
 * What is loaded together lies in one file, by path from here: fewer requests, and text compresses better in one piece. All that the entry imports is
 * in the entry; Lit with it, because a second copy on a page would break Trusted Types.
 */
const CHUNKS = [
  ['firestore', /^src\/adapters\/firestore\/|^node_modules\/(?:@firebase|firebase|idb)\//],
  ['device-tests', /^src\/adapters\/media\/device-tests\.ts/],
  ['devices', /^src\/(?:elements\/devices\/|i18n\/localize-devices\.ts)/],
  ['live', /^src\/adapters\/live\//],
  ['in-call', /^src\/(?:diagnostics\/|adapters\/media\/announcement)/],
  // What is drawn, and what is loaded once the line has begun: apart it would weigh 1.5 KB more.
  [
    'views',
    /^src\/(?:elements\/(?!devices|history|softphone\/quality-view)|connect-(?:chat|attention)\.ts|chat\/)|^src\/adapters\/browser\/(?:headset|media-keys|page-badge|page-shortcuts|ring-notification)|^node_modules\/(?:lucide|lit|lit-html)\//,
  ],
  ['connect', /^src\/(?!elements\/|i18n\/|adapters\/sip\/(?!early-socket|server-address))/],
  ['history', /^src\/elements\/history\//],
  ['quality', /^src\/elements\/softphone\/quality-view/],
];

/** The chunk of a module; undefined: rollup's own choice. */
function chunkOf(id, { getModuleInfo }) {
  const path = relative(import.meta.dirname, id).replaceAll('\\', '/');
  return ofEntry(getModuleInfo).has(id) ? 'elements' : CHUNKS.find(([, pattern]) => pattern.test(path))?.[0];
}

/** Modules that the entry imports by statement, directly or not. */
function ofEntry(getModuleInfo) {
  const found = new Set();
  const follow = (id) => {
    if (found.has(id)) return;
    found.add(id);
    getModuleInfo(id).importedIds.forEach(follow);
  };
  follow(ENTRY);
  return found;
}

/** How everything is bundled. `whole`: with all that the libraries bring by themselves, which is what the bench compares with. */
export function bundling({ whole = false } = {}) {
  return [
    !whole && trimmedLibraries(),
    nodeResolve({ browser: true, preferBuiltins: false, exportConditions: ['production', 'browser'] }),
    commonjs(),
    json(),
    esbuild({ target: TARGET, tsconfig: 'tsconfig.json' }),
    templateWhitespace(),
    // Notices are in LICENSES.txt.
    terser({ ecma: 2020, compress: { passes: 2, pure_funcs: whole ? [] : UNSEEN_CALLS }, format: { comments: false } }),
  ];
}

/** Chunks that a phone drawn open needs at once, whatever its language and data source, in the order in which they are of use: the first one opens the line's WebSocket. */
const PHONE = ['connect', 'sip-line', 'views'];
const LANGUAGES = ['ja', 'en', 'vi'];

/** Builds the script tag itself, once the hashed names of its files are known: a classic script without import or export statements. */
function loader() {
  return {
    name: 'loader',
    async generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry);
      const addressOf = (name) => `./${Object.values(bundle).find((chunk) => chunk.name === name).fileName}`;
      const { outputFiles } = await build({
        entryPoints: ['src/cdn.ts'],
        bundle: true,
        write: false,
        format: 'iife',
        minify: true,
        target: TARGET,
        define: {
          __IT_ENTRY__: JSON.stringify(`./${entry.fileName}`),
          __IT_PHONE__: JSON.stringify(PHONE.map(addressOf)),
          __IT_WORDS__: JSON.stringify(Object.fromEntries(LANGUAGES.map((language) => [language, addressOf(language)]))),
        },
      });
      this.emitFile({ type: 'asset', fileName: LOADER, source: outputFiles[0].text });
    },
  };
}

/** Puts the licence notices of everything that is bundled beside it, as MIT, BSD and Apache licences ask. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const ids = chunks.flatMap(({ modules }) => Object.keys(modules).filter((id) => modules[id].renderedLength > 0));
      const folders = new Set(ids.map((id) => id.match(/^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/)?.[1]).filter(Boolean));
      const notices = [...folders].sort().map((folder) => {
        const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
        return `${name} ${version} (${license})\n${file ? `\n${readFileSync(join(folder, file), 'utf8').trim()}\n` : ''}`;
      });
      this.emitFile({ type: 'asset', fileName: `${FOLDER}/LICENSES.txt`, source: notices.join(`\n${'-'.repeat(80)}\n`) });
    },
  };
}

/** Takes away chunks of earlier builds; those of this one stay in place, so that a page being served never misses them. */
function removeStale() {
  return {
    name: 'remove-stale',
    writeBundle(_options, bundle) {
      for (const file of readdirSync(join(DIST, FOLDER))) {
        if (!(`${FOLDER}/${file}` in bundle)) rmSync(join(DIST, FOLDER, file), { recursive: true });
      }
    },
  };
}

/** Prints what a page downloads: up to the launcher (the script tag and all that its entry imports at once), and everything. */
function sizes() {
  return {
    name: 'sizes',
    writeBundle(_options, bundle) {
      const brotli = (file) => brotliCompressSync(file.type === 'chunk' ? file.code : file.source).length;
      const path = new Set([LOADER]);
      const follow = (fileName) => {
        if (path.has(fileName)) return;
        path.add(fileName);
        bundle[fileName].imports.forEach(follow);
      };
      follow(Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry).fileName);
      const sum = (fileNames) => [...fileNames].reduce((total, fileName) => total + brotli(bundle[fileName]), 0);
      const files = Object.keys(bundle).filter((fileName) => fileName.endsWith('.js'));
      for (const fileName of files) console.log(`${String(brotli(bundle[fileName])).padStart(8)}  ${fileName}${path.has(fileName) ? '' : '  (when needed)'}`);
      console.log(`${String(sum(path)).padStart(8)}  script tag to launcher (brotli bytes)`);
      console.log(`${String(sum(files)).padStart(8)}  everything (brotli bytes)`);
    },
  };
}

export default {
  input: { elements: ENTRY },
  // Else the entry is a file of its own that only imports another.
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir: DIST,
    format: 'es',
    entryFileNames: `${FOLDER}/[name]-[hash].js`,
    chunkFileNames: `${FOLDER}/[name]-[hash].js`,
    onlyExplicitManualChunks: true,
    manualChunks: chunkOf,
  },
  plugins: [bundling(), loader(), licences(), removeStale(), sizes()],
  onwarn(warning, warn) {
    // Lit and jssip import in circles; both are known to work so.
    if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
    warn(warning);
  },
};
