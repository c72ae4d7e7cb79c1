import { bareAccount, ourAccount } from '../accounts.mjs';
import { held, median } from '../figures.mjs';

const ROUNDS = 10;
/** The browser keeps the compiled code of a script that it met twice. */
const VISITS = 4;

export const needs = ['asterisk'];

/**
 * Navigation → registered, ours with the whole softphone painted, beside a page that does nothing but JsSIP: on the first visit, with nothing cached, and
 * on a page like all that follow it in an agent's day. Every round is a browser context of its own.
 */
export async function run(bench, { asterisk, wishes, print }) {
  const rounds = wishes.rounds ?? ROUNDS;
  const times = { bare: [], ours: [] };
  // The first round warms the machine, not the page.
  for (let round = -1; round < rounds; round++) {
    const bare = await visit(bench, '/bare-jssip', bareAccount(asterisk, '1002'), () => window.registered);
    const ours = await visit(bench, '/ours', ourAccount(asterisk, '1001'), () => window.ready);
    if (round < 0) continue;
    times.bare.push(bare);
    times.ours.push(ours);
  }
  for (const [title, of] of [
    ['first visit', (visits) => visits[0]],
    ['later pages', (visits) => visits.at(-1)],
  ]) {
    const reference = median(times.bare.map(of));
    print(`navigation → registered, ${title}, median of ${rounds}`, [
      { name: 'JsSIP alone', value: reference, unit: 'ms' },
      held('the widgets, softphone, status and pop-up drawn', median(times.ours.map(of)), 'ms', {
        reference,
        times: 1.1,
        budget: 'at most × 1.1 of JsSIP alone',
      }),
    ]);
  }
}

/** Milliseconds from each navigation to `moment`, which a page resolves to in epoch ms. */
async function visit(bench, path, account, moment) {
  const page = await bench.open(path, account);
  const since = [];
  for (let visits = 0; visits < VISITS; visits++) {
    if (visits > 0) await page.goto(bench.origin + path);
    since.push((await page.evaluate(moment)) - (await page.evaluate(() => performance.timeOrigin)));
  }
  await page.context().close();
  return since;
}
