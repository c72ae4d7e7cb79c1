import { bareAccount, openOurs, ourAccount } from '../accounts.mjs';
import { held, median, percentile } from '../figures.mjs';

const ROUNDS = 30;
const TONE_HZ = 730;
const LIMIT_MS = 300;
/** The agent's voice has to have been there for so long before the next reload, ms, or a gap would be counted twice. */
const STEADY_MS = 400;
/** And for so long after it, ms: within this time the call has been taken over, and the far end has played what it had buffered. */
const TAKEN_OVER_MS = 2000;

export const needs = ['asterisk'];

/** A page is reloaded in a call: how long the far end hears nothing of the agent, beside a page that does nothing but JsSIP and INVITE with Replaces. */
export async function run(bench, { asterisk, wishes, print }) {
  const rounds = wishes.rounds ?? ROUNDS;
  const ours = await openOurs(bench, ourAccount(asterisk, '1001'), { speaksTone: true });
  const bare = await bench.open('/bare-take-over', bareAccount(asterisk, '1003'), { speaksTone: true });
  const hearsOurs = await openFarEnd(bench, asterisk, '2001');
  const hearsBare = await openFarEnd(bench, asterisk, '1002');
  await bare.evaluate(() => window.registered);

  const answered = ours.evaluate(answer);
  await hearsOurs.evaluate((hz) => window.farEnd.call('1001', hz), TONE_HZ);
  await answered;
  await hearsBare.evaluate((hz) => window.farEnd.call('1003', hz), TONE_HZ);

  const gaps = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    gaps.bare.push(await gapOfReload(bare, hearsBare));
    gaps.ours.push(await gapOfReload(ours, hearsOurs));
  }
  const reference = median(gaps.bare);
  const budget = `at most ${LIMIT_MS} ms, and no more than the bare page`;
  const row = held('the widgets', median(gaps.ours), 'ms', { reference, limit: Math.min(LIMIT_MS, reference), budget });
  print(`a page reloaded in a call: gap at the far end, median of ${rounds}`, [
    { name: 'JsSIP and Replaces', value: reference, unit: 'ms' },
    { name: 'JsSIP and Replaces, 95th percentile', value: percentile(gaps.bare, 95), unit: 'ms' },
    row,
    { name: 'the widgets, 95th percentile', value: percentile(gaps.ours, 95), unit: 'ms' },
  ]);
  await Promise.all([ours, bare, hearsOurs, hearsBare].map((page) => page.context().close()));
}

async function openFarEnd(bench, asterisk, extension) {
  const page = await bench.open('/far-end', bareAccount(asterisk, extension));
  await page.evaluate(() => window.registered);
  return page;
}

async function gapOfReload(page, farEnd) {
  await farEnd.evaluate(hearsSteadily, STEADY_MS);
  await farEnd.evaluate(() => window.farEnd.reset());
  await page.reload();
  // A gap may be too short to wait for: a voice that stays tells that it is over.
  await farEnd.evaluate(hearsSteadily, TAKEN_OVER_MS);
  const { longestGapMs } = await farEnd.evaluate(() => window.farEnd.read());
  return longestGapMs;
}

/** Runs in the page. */
async function hearsSteadily(ms) {
  for (let since = performance.now(); performance.now() - since < ms;) {
    if (!window.farEnd.read().now) since = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs in the page: answers the next call. */
async function answer() {
  const { phone } = document.querySelector('it-provider');
  while (!phone.snapshot.calls.some(({ phase }) => phase === 'ringing')) await new Promise((resolve) => setTimeout(resolve, 20));
  await phone.answer();
}
