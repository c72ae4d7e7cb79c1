import { after } from '../browser/timer.js';

/** How long a server may take to answer, ms. */
export const PROBE_LIMIT_MS = 4000;

/** What a question came to. `failed`: no connection, or no certificate that the browser trusts; it does not say which. `silent`: nothing in time. */
export type Probed = 'answered' | 'failed' | 'silent';

/** Where a server of this WebSocket address answers plain HTTP: `wss://a:8089/ws` → `https://a:8089/ws`. */
export function httpAddress(url: string): string {
  return url.replace(/^ws/, 'http');
}

/**
 * Asks by HTTP whether a WebSocket's server is there: browsers hold back WebSockets that failed often, by up to 5 s (Chromium) or a minute (Firefox), and no
 * other request. What it answers is of no interest, and cannot be read.
 */
export async function probe(url: string, signal: AbortSignal): Promise<Probed> {
  const asking = new AbortController();
  const stop = (): void => asking.abort();
  signal.addEventListener('abort', stop);
  let late = false;
  const cancelLimit = after(PROBE_LIMIT_MS, () => {
    late = true;
    stop();
  });
  try {
    await fetch(httpAddress(url), {
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: asking.signal,
    });
    return 'answered';
  } catch {
    return late ? 'silent' : 'failed';
  } finally {
    cancelLimit();
    signal.removeEventListener('abort', stop);
  }
}
