import { bareAccount, openBare, openOurs, ourAccount } from '../accounts.mjs';
import { openPath } from '../breakable-path.mjs';
import { held, median } from '../figures.mjs';

const ROUNDS = 5;
const OUTAGE_MS = 10_000;
const LIMIT_MS = 60_000;

export const needs = ['asterisk'];

/** The network is away for 10 s; from when it is back until the phone is registered again, beside JsSIP as it comes. */
export async function run(bench, { asterisk, wishes, print }) {
  const rounds = wishes.rounds ?? ROUNDS;
  const { hostname, port } = new URL(asterisk.wsUrl);
  const path = await openPath({ host: hostname, port: Number(port) });
  const through = { ...asterisk, wsUrl: `ws://${hostname}:${path.port}/ws` };
  const ours = await openOurs(bench, ourAccount(through, '1001'));
  const bare = await openBare(bench, bareAccount(through, '1002'));
  const times = { ours: [], bare: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      await path.break();
      await Promise.all([ours, bare].map((page) => page.waitForFunction(() => !window.probe.registered)));
      await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
      const back = performance.now();
      await path.mend();
      const again = async (page) => {
        await page.waitForFunction(() => window.probe.registered, undefined, { polling: 20, timeout: LIMIT_MS });
        return performance.now() - back;
      };
      const [own, other] = await Promise.all([again(ours), again(bare)]);
      times.ours.push(own);
      times.bare.push(other);
    }
  } finally {
    await path.stop();
  }
  print(`network back after 10 s → registered again, of ${rounds}`, [
    { name: 'JsSIP alone, median', value: median(times.bare), unit: 'ms' },
    { name: 'the widgets, median', value: median(times.ours), unit: 'ms', ratio: median(times.ours) / median(times.bare) },
    held('the widgets, slowest', Math.max(...times.ours), 'ms', { limit: 2000, budget: 'at most 2 s' }),
  ]);
  await Promise.all([ours, bare].map((page) => page.context().close()));
}
