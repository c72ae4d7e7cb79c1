import { CONTRACT } from '../accounts.mjs';
import { held, median } from '../figures.mjs';
import { callWrite, deskAccount, openTenant, tokenOf } from '../tenant.mjs';

const ROUNDS = 20;
const FRAME_MS = 17;

export const needs = ['firebase'];

/** Firestore write → painted pop-up of a desk phone's call (no SIP in the page), beside a page with a bare `onSnapshot` and a line of text. */
export async function run(bench, { firebase, wishes, print }) {
  const { firestore: address, auth, projectId } = firebase;
  const rounds = wishes.rounds ?? ROUNDS;
  const server = await openTenant(firebase, ['1001', '1002']);
  const ours = await bench.open('/ours', deskAccount(firebase, '1001'));
  await ours.waitForFunction(() => document.querySelector('it-provider').agent?.snapshot.code === 0);
  const bare = await bench.open('/bare-firestore');
  await bare.evaluate((options) => window.bareFirestore.listen(options), {
    projectId,
    firestore: address,
    auth,
    token: tokenOf(projectId, '1002'),
    customerId: CONTRACT.customerId,
    extension: '1002',
  });

  const times = { bare: [], ours: [] };
  for (let round = -1; round < rounds; round++) {
    const measured = {
      bare: await pop(server, bare, '1002', `bare-${round}`, '.ring'),
      ours: await pop(server, ours, '1001', `ours-${round}`, '.cards .band'),
    };
    if (round >= 0) for (const [who, ms] of Object.entries(measured)) times[who].push(ms);
  }
  const reference = median(times.bare);
  print(`Firestore write → painted pop-up, median of ${rounds}`, [
    { name: 'onSnapshot and a line of text', value: reference, unit: 'ms' },
    held('the widgets', median(times.ours), 'ms', { reference, plus: FRAME_MS, budget: `at most ${FRAME_MS} ms more` }),
  ]);
  await Promise.all([ours, bare].map((page) => page.context().close()));
}

/** Writes a call that rings, as ami-manager does; ms until the page has painted it. Removes it again. */
async function pop(server, page, extension, linkedId, selector) {
  const painted = page.evaluate((wanted) => window.probe.painted(() => window.probe.shows(wanted)), selector);
  // Asked for at the page before the write, so that it is looking already.
  await page.evaluate(() => undefined);
  const from = performance.timeOrigin + performance.now();
  const call = { extensions: [extension], startedAt: Date.now() };
  await server.commit([callWrite(linkedId, call)]);
  const ms = (await painted) - from;
  await server.commit([callWrite(linkedId, { ...call, state: 'ended', endedAt: Date.now(), cause: 16, answeredBy: '1900' })]);
  await page.waitForFunction((wanted) => !window.probe.shows(wanted), selector);
  return ms;
}
