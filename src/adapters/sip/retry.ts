/** In the first five minutes of an outage tries are at most this far apart (ms); jitter spreads a whole call centre after a restart. */
const EAGER_MS = 1200;
const EAGER_FOR_MS = 5 * 60_000;
const SLOWEST_MS = 30_000;

/** How long to wait before the next try, ms. `outageMs` is the age of the outage, `random` 0 to 1. */
export function retryDelay(outageMs: number, random: number): number {
  if (outageMs < EAGER_FOR_MS) return 200 + random * (EAGER_MS - 200);
  const ceiling = Math.min(SLOWEST_MS, EAGER_MS * 2 ** ((outageMs - EAGER_FOR_MS) / 60_000));
  return ceiling / 2 + (random * ceiling) / 2;
}
