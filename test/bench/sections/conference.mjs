import { bareAccount, openBare, openOurs, ourAccount } from '../accounts.mjs';
import { cpuOf } from '../cpu.mjs';
import { held } from '../figures.mjs';

const ROUNDS = 3;

export const needs = ['asterisk'];

/** What it costs to mix a conference of three in the page, beside a call of JsSIP alone and two of them, which hear nothing of each other. */
export async function run(bench, { asterisk, wishes, print }) {
  const bare = await openBare(bench, bareAccount(asterisk, '1900'));
  const parties = await Promise.all(['1001', '1002'].map((extension) => openOurs(bench, answering(asterisk, extension))));
  const ours = await openOurs(bench, ourAccount(asterisk, '1003'));
  await bare.evaluate(() => window.bare.talk('600'));
  const one = await cpuOf({ bare }, wishes.rounds ?? ROUNDS);
  await bare.evaluate(() => window.bare.talk('600'));
  await ours.evaluate(confer);
  const { bare: two, ours: conference } = await cpuOf({ bare, ours }, wishes.rounds ?? ROUNDS);
  print('CPU of a conference of three, share of a core', [
    { name: 'one call of JsSIP alone', value: one.bare, unit: '%' },
    { name: 'two calls of JsSIP alone in one page', value: two, unit: '%', ratio: two / one.bare },
    held('the widgets, mixing two calls', conference, '%', { reference: two, times: 2, budget: 'at most × 2 of two calls' }),
    { name: 'the same, beside one call', value: conference, unit: '%', ratio: conference / one.bare },
  ]);
  await Promise.all([bare, ours, ...parties].map((page) => page.context().close()));
}

function answering(asterisk, extension) {
  return { ...ourAccount(asterisk, extension), phone: { autoAnswer: true } };
}

/** Runs in the page: talks with both, and makes one conversation of it. */
async function confer() {
  const { phone } = document.querySelector('it-provider');
  for (const extension of ['1001', '1002']) {
    const id = await phone.dial(extension);
    while (phone.snapshot.calls.find((call) => call.id === id).phase !== 'active') await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await phone.merge();
}
