import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

const LIMIT_MS = 10_000;

/** Polls until `condition` gives something; what it gives. @param {string} what for the error @param {() => unknown} condition */
export async function until(what, condition) {
  const limit = Date.now() + LIMIT_MS;
  while (Date.now() < limit) {
    const found = await condition();
    if (found) return found;
    await delay(20);
  }
  assert.fail(`in ${LIMIT_MS} ms: ${what}`);
}
