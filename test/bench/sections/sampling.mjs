import { bareAccount, openBare, openOurs, ourAccount } from '../accounts.mjs';
import { cpuOf } from '../cpu.mjs';
import { held } from '../figures.mjs';

const ROUNDS = 3;

export const needs = ['asterisk'];

/** What a talking call costs with its statistics read each second, beside the same without, and a call of JsSIP alone. */
export async function run(bench, { asterisk, wishes, print }) {
  const bare = await openBare(bench, bareAccount(asterisk, '1001'));
  const sampled = await openOurs(bench, ourAccount(asterisk, '1002'));
  const unsampled = await openOurs(bench, ourAccount(asterisk, '1003'));
  await unsampled.evaluate(() => (RTCPeerConnection.prototype.getStats = () => new Promise(() => {})));
  await bare.evaluate(() => window.bare.talk('600'));
  await Promise.all([sampled, unsampled].map((page) => page.evaluate(talk)));
  const cpu = await cpuOf({ bare, unsampled, sampled }, wishes.rounds ?? ROUNDS);
  const measured = await sampled.evaluate(() => document.querySelector('it-provider').phone.snapshot.calls[0].quality?.verdict);
  if (measured === undefined) throw new Error('the call was not measured');
  print('CPU of a talking call, share of a core', [
    { name: 'JsSIP alone', value: cpu.bare, unit: '%' },
    { name: 'the widgets without sampling', value: cpu.unsampled, unit: '%', ratio: cpu.unsampled / cpu.bare },
    { name: 'the widgets, sampled each second', value: cpu.sampled, unit: '%', ratio: cpu.sampled / cpu.bare },
    held('what sampling adds', cpu.sampled - cpu.unsampled, '%', { limit: 1, budget: 'at most 1 % of a core' }),
  ]);
  await Promise.all([bare, sampled, unsampled].map((page) => page.context().close()));
}

/** Runs in the page: a call to the echo, which goes on. */
async function talk() {
  const { phone } = document.querySelector('it-provider');
  await phone.dial('600');
  while (phone.snapshot.calls[0].phase !== 'active') await new Promise((resolve) => setTimeout(resolve, 50));
}
