import { held, percentile } from '../figures.mjs';
import { longestTask, watchTasks } from '../long-tasks.mjs';
import { callWrite, deskAccount, openTenant } from '../tenant.mjs';

const CALLS = 10_000;
const PER_WRITE = 500;
const TASK_MS = 50;
const FRAMES_MS = 34;

export const needs = ['firebase'];

/** A history of 10,000 calls: reading it to its end, then scrolling through it, a bit every frame and in leaps. */
export async function run(bench, { firebase, print }) {
  const server = await openTenant(firebase, ['1001']);
  const writes = Array.from({ length: CALLS }, (_, index) => past(index));
  for (let from = 0; from < CALLS; from += PER_WRITE) await server.commit(writes.slice(from, from + PER_WRITE));
  const page = await bench.open('/history', deskAccount(firebase, '1001'));
  await page.waitForFunction(() => document.querySelector('it-call-history').shadowRoot.querySelector('.row.call'));

  await watchTasks(page);
  const readMs = await page.evaluate(readAll);
  const whileReading = await longestTask(page);
  await watchTasks(page);
  const steady = await page.evaluate(scroll, { frames: 300, px: 120 });
  const leaps = await page.evaluate(scroll, { frames: 120, px: 37_000 });
  const budget = { limit: TASK_MS, budget: `at most ${TASK_MS} ms` };
  const frames = { limit: FRAMES_MS, budget: 'two frames' };
  print(`a history of ${CALLS} calls, read to its end in ${Math.round(readMs)} ms`, [
    { name: 'rows in the snapshot', value: await page.evaluate(() => document.querySelector('it-provider').history.snapshot.calls.length), unit: '' },
    {
      name: 'rows drawn',
      value: await page.evaluate(() => document.querySelector('it-call-history').shadowRoot.querySelectorAll('.row.call').length),
      unit: '',
    },
    held('longest task while reading', whileReading, 'ms', budget),
    held('scrolled 120 px a frame: frame, 95th percentile', percentile(steady, 95), 'ms', frames),
    { name: 'longest frame', value: Math.max(...steady), unit: 'ms' },
    held('leaps through all of it: frame, 95th percentile', percentile(leaps, 95), 'ms', frames),
    held('longest task while scrolling', await longestTask(page), 'ms', budget),
  ]);
  await page.context().close();
}

function past(index) {
  const startedAt = Date.now() - (CALLS - index) * 60_000;
  const times = { startedAt, answeredAt: startedAt + 1000, endedAt: startedAt + 60_000 };
  return callWrite(`past-${index}`, { ...times, extensions: ['1900'], answeredBy: '1900', state: 'ended', cause: 16 });
}

/** Runs in the page; ms. */
async function readAll() {
  const { history } = document.querySelector('it-provider');
  const begun = performance.now();
  while (history.snapshot.more) await history.older();
  return performance.now() - begun;
}

/** Runs in the page: scrolls so far every frame, over again from the top at the end; resolves with how long each frame took, ms. */
async function scroll({ frames, px }) {
  const scroller = document.querySelector('it-call-history').shadowRoot.querySelector('.scroller');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const took = [];
  scroller.scrollTop = 0;
  let before = await frame();
  for (let count = 0; count < frames; count++) {
    scroller.scrollTop = (scroller.scrollTop + px) % (scroller.scrollHeight - scroller.clientHeight);
    const now = await frame();
    took.push(now - before);
    before = now;
  }
  return took;
}
