import { brotliCompressSync } from 'node:zlib';
import { builtFile } from './bench.mjs';

/** Of a page on a very distant server: what is asked for only now has not come by the time that something is painted, on a busy machine either. */
const ROUND_TRIP_MS = 400;

/** An account whose PBX does not answer: everything that such an account needs is loaded, and nothing else happens. */
export const ACCOUNT = {
  agent: { id: '1001', name: '1001', role: 'operator', groupCodes: ['G01'] },
  contract: { agreementId: 'A0001', customerId: 'C0001' },
  licenses: ['softphone'],
  sip: { extension: '1001', domain: 'localhost', network: 'vpn', port: 9, password: 'x' },
};

/** Loading is over when nothing more has come for so long. */
const QUIET_MS = 1000;

/**
 * What a browser has loaded of the script tag when `selector` is first painted.
 * @param {import('./bench.mjs').Bench} bench
 * @param {string} path the page
 * @param {string} selector of what is waited for, also in shadow trees
 * @returns {Promise<{ files: string[], bytes: number }>} paths below the origin, and their size as brotli
 */
export function loadedUntil(bench, path, selector) {
  return loaded(bench, path, ACCOUNT, (page) =>
    page.evaluate(async (wanted) => (await window.probe.painted(() => window.probe.shows(wanted))) - performance.timeOrigin, selector),
  );
}

/** What it has loaded in the end. @param {import('./bench.mjs').Bench} bench @param {string} path @param {object} account as {@link ACCOUNT} */
export function loadedInAll(bench, path, account) {
  return loaded(bench, path, account, (page) =>
    page.evaluate(async (quiet) => {
      const count = () => performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(location.origin)).length;
      for (let before = -1; before < count(); await new Promise((resolve) => setTimeout(resolve, quiet))) before = count();
      return performance.now();
    }, QUIET_MS),
  );
}

/** `until` resolves to a moment of the page's clock. */
async function loaded(bench, path, account, until) {
  bench.roundTripMs = ROUND_TRIP_MS;
  const page = await bench.open(path, account);
  try {
    const files = await page.evaluate(
      (at) => {
        const entries = performance.getEntriesByType('resource').filter(({ name, responseEnd }) => name.startsWith(location.origin) && responseEnd <= at);
        return entries.map(({ name }) => new URL(name).pathname);
      },
      await until(page),
    );
    return { files, bytes: await brotliBytes(files) };
  } finally {
    bench.roundTripMs = 0;
    await page.context().close();
  }
}

/** Each file compressed by itself, as it is served. */
async function brotliBytes(files) {
  const sizes = await Promise.all(files.map(async (file) => brotliCompressSync(await builtFile(file)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}
