import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../gate/chromium.mjs';

const BUILT = new URL('../../dist/cdn/', import.meta.url);

/** After a reload nobody has touched the page yet: tones would wait for a gesture. */
const FLAGS = ['--autoplay-policy=no-user-gesture-required'];

/** What a host's page shows by itself: whoever comes first pays for Japanese fonts. */
const HOST = '<h1>顧客情報</h1><p>山田太郎 様 090-1234-5678</p>';

/**
 * `window.ready` resolves with when the phone was registered and the whole softphone painted, whichever came last, epoch ms. A host takes `window.account` as its configuration, where the section put one into the page;
 * its Firebase token is `window.account.token`.
 */
const OURS = (elements) => `<!doctype html><html lang="ja"><meta charset="utf-8"><link rel="icon" href="data:,"><title>ours</title>
<script>
  const registered = new Promise((resolve) => document.addEventListener('it-line-change',
    ({ detail: { line } }) => line.state === 'registered' && resolve(performance.timeOrigin + performance.now())));
  const drawn = window.probe.painted(() => window.probe.shows('.key'));
  window.ready = Promise.all([registered, drawn]).then((moments) => Math.max(...moments));
</script>
<script src="/it-widgets.js" async></script>
<body>${HOST}<it-provider>${elements}</it-provider>
<script>
  if (window.account) {
    const { token, ...config } = window.account;
    if (config.firebase) config.firebase.token = () => Promise.resolve(token);
    (window.itWidgets ??= { q: [] }).q.push(() => { document.querySelector('it-provider').config = config; });
  }
</script>`;
const BARE = (script) => `<!doctype html><html lang="ja"><meta charset="utf-8"><link rel="icon" href="data:,"><title>bare</title>
<body>${HOST}<script src="${script}"></script>`;

/** Pages by path: ours with more and more elements, and the peers that do one thing without us. */
const PAGES = {
  '/blank': '<!doctype html>',
  '/launcher': OURS('<it-softphone launcher></it-softphone>'),
  '/dial-pad': OURS('<it-softphone></it-softphone>'),
  '/ours': OURS('<it-agent-status></it-agent-status><it-softphone></it-softphone><it-call-popup></it-call-popup>'),
  '/history': OURS('<it-call-popup></it-call-popup><it-call-history></it-call-history>'),
  '/calls': OURS('<it-softphone></it-softphone><it-call-popup></it-call-popup>'),
  '/calls-and-history': OURS('<it-softphone></it-softphone><it-call-popup></it-call-popup><it-call-history></it-call-history>'),
  '/everything': OURS('<it-agent-status></it-agent-status><it-softphone></it-softphone><it-call-popup></it-call-popup><it-chat-outside></it-chat-outside>'),
  '/bare-jssip': BARE('/bare-jssip.js'),
  '/bare-firestore': BARE('/bare-firestore.js'),
  '/bare-take-over': BARE('/bare-take-over.js'),
  '/far-end': BARE('/far-end.js'),
};

/** Scripts of the peers' pages, by the file of `page/` that they are made from. */
const PEERS = ['bare-jssip', 'bare-firestore', 'bare-take-over', 'far-end'];

/**
 * @typedef {object} Bench a browser and the pages that are compared in it, in the network of this process
 * @property {string} origin of the pages
 * @property {(path: string, account?: object, options?: { speaksTone?: boolean }) => Promise<import('playwright').Page>} open a page in a browser context of
 *   its own, with the microphone allowed and `page/probe.ts` in it; `account` is a configuration without functions, or `window.account` of a peer's page;
 *   `speaksTone`: its microphone is a steady tone (`page/tone.ts`)
 * @property {number} roundTripMs how long the server waits before it answers; 0 at first
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the browser and serves the built script tag (`npm run build:cdn`) and the pages.
 * @returns {Promise<Bench>}
 */
export async function openBench() {
  const [probe, tone, ...peers] = await Promise.all(['probe', 'tone', ...PEERS].map(bundle));
  const scripts = { ...(await builtScripts()), ...Object.fromEntries(PEERS.map((name, index) => [`/${name}.js`, peers[index]])) };
  const server = createServer((request, response) => setTimeout(() => serve(request, response, scripts), bench.roundTripMs));
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const origin = `http://localhost:${server.address().port}`;
  const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_FLAGS, ...FLAGS] });
  const bench = {
    origin,
    roundTripMs: 0,
    open: async (path, account, { speaksTone = false } = {}) => {
      const context = await browser.newContext({ permissions: ['microphone'], locale: 'ja-JP' });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`${path}: ${error.message}`));
      await page.addInitScript({ content: probe });
      if (speaksTone) await page.addInitScript({ content: tone });
      if (account) await page.addInitScript((given) => Object.assign(window, { account: given }), account);
      await page.goto(origin + path);
      return page;
    },
    stop: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return bench;
}

async function bundle(name) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    target: 'es2022',
  });
  return outputFiles[0].text;
}

/** The built script tag by path, read once: many small files cost the server no more than one. */
async function builtScripts() {
  const files = (await readdir(BUILT, { recursive: true })).filter((file) => file.endsWith('.js'));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [`/${file}`, await readFile(new URL(file, BUILT))])));
}

/** As the README asks hosts to serve it: what carries a hash is kept for ever, and so are the peers' scripts, the script tag for some minutes, pages not. */
function serve(request, response, scripts) {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const [kind, content] = path in PAGES ? ['html', PAGES[path]] : ['javascript', scripts[path]];
  const cached = kind === 'html' ? 'no-cache' : path === '/it-widgets.js' ? 'max-age=300' : 'max-age=31536000, immutable';
  if (content === undefined) response.writeHead(404).end();
  else response.setHeader('content-type', `text/${kind}; charset=utf-8`).setHeader('cache-control', cached).end(content);
}

/** A built file of the script tag, by the path that a page asks for. @param {string} path */
export function builtFile(path) {
  return readFile(new URL(`.${path}`, BUILT));
}
