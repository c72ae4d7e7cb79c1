import { median } from './figures.mjs';

/** One look, s: long enough that a garbage collection does not decide it. */
const LOOK_S = 8;

/**
 * How much of a core each page's process uses, percent, the median of the rounds; all at the same time, so that what else the machine does is the same for all.
 * @param {Readonly<Record<string, import('playwright').Page>>} pages
 * @param {number} rounds
 * @returns {Promise<Record<string, number>>}
 */
export async function cpuOf(pages, rounds) {
  const sessions = Object.fromEntries(await Promise.all(Object.entries(pages).map(async ([name, page]) => [name, await page.context().newCDPSession(page)])));
  const used = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  await Promise.all(Object.values(sessions).map((session) => session.send('Performance.enable')));
  for (let round = 0; round < rounds; round++) {
    const before = await times(sessions);
    await new Promise((resolve) => setTimeout(resolve, LOOK_S * 1000));
    const after = await times(sessions);
    for (const name of Object.keys(pages)) used[name].push(((after[name].cpu - before[name].cpu) / (after[name].at - before[name].at)) * 100);
  }
  await Promise.all(Object.values(sessions).map((session) => session.detach()));
  return Object.fromEntries(Object.entries(used).map(([name, shares]) => [name, median(shares)]));
}

/** CPU time of each page's process, and the clock, s. */
async function times(sessions) {
  const read = async ([name, session]) => {
    const { metrics } = await session.send('Performance.getMetrics');
    const valueOf = (metric) => metrics.find((candidate) => candidate.name === metric).value;
    return [name, { cpu: valueOf('ProcessTime'), at: valueOf('Timestamp') }];
  };
  return Object.fromEntries(await Promise.all(Object.entries(sessions).map(read)));
}
