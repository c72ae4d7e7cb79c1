import { connectAmi } from '../../../demo/asterisk/ami.mjs';
import { bareAccount, openBare, openOurs, ourAccount } from '../accounts.mjs';
import { held, median } from '../figures.mjs';

const ROUNDS = 20;
const FRAME_MS = 17;

export const needs = ['asterisk'];

/** INVITE out of the socket → the ring is painted: pop-up and softphone of ours, beside JsSIP and a line of text. */
export async function run(bench, { asterisk, wishes, print }) {
  const rounds = wishes.rounds ?? ROUNDS;
  const ami = await connectAmi(asterisk.ami);
  const ours = await openOurs(bench, ourAccount(asterisk, '1001'));
  const bare = await openBare(bench, bareAccount(asterisk, '1002'));
  await bare.evaluate(() => window.bare.drawRings());
  const times = { bare: [], ours: [] };
  for (let round = -1; round < rounds; round++) {
    const measured = { bare: await ring(ami, bare, '1002', '.ring'), ours: await ring(ami, ours, '1001', '.cards [data-place^=answer-]') };
    if (round >= 0) for (const [who, ms] of Object.entries(measured)) times[who].push(ms);
  }
  const reference = median(times.bare);
  print(`INVITE → painted ring, median of ${rounds}`, [
    { name: 'JsSIP and a line of text', value: reference, unit: 'ms' },
    held('the widgets', median(times.ours), 'ms', { reference, plus: FRAME_MS, budget: `at most ${FRAME_MS} ms more` }),
  ]);
  ami.close();
  await Promise.all([ours, bare].map((page) => page.context().close()));
}

async function ring(ami, page, extension, selector) {
  const painted = page.evaluate(async (wanted) => {
    window.probe.invitedAt = 0;
    const at = await window.probe.painted(() => window.probe.shows(wanted));
    return at - window.probe.invitedAt;
  }, selector);
  await ami.originate({ channel: `Local/${extension}@from-outside/n`, context: 'services', exten: '600', callerId: { number: '09012345678' } });
  const ms = await painted;
  await ami.command('channel request hangup all');
  await page.waitForFunction((wanted) => !window.probe.shows(wanted), selector);
  return ms;
}
