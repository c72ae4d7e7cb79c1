import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBench } from './bench.mjs';
import { loadedUntil } from './loaded.mjs';

/** What a host's page pays for us before anybody has opened the phone. */
const BUDGET = 12 * 1024;

let bench;
before(async () => (bench = await openBench()));
after(() => bench.stop());

test('a page has loaded at most 12 KB (brotli) of us when the launcher is painted', async () => {
  const { files, bytes } = await loadedUntil(bench, '/launcher', '.launch');
  assert.equal(files.length, 2, `${files.join(', ')}: expected the script tag and the entry alone`);
  assert.ok(bytes <= BUDGET, `${bytes} bytes of brotli, expected at most ${BUDGET}`);
});
