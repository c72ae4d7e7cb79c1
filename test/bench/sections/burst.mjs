import { CONTRACT, bareAccount, ourAccount } from '../accounts.mjs';
import { held } from '../figures.mjs';
import { longestTask, watchTasks } from '../long-tasks.mjs';
import { callWrite, deskAccount, openTenant, tokenOf } from '../tenant.mjs';

const EVENTS = 1000;
const PER_WRITE = 100;
const TASK_MS = 50;
const TONE_HZ = 730;
/** A gap of this length is one lost packet, ms. */
const GAP_MS = 40;

export const needs = ['asterisk', 'firebase'];

/**
 * 1,000 documents of the agent's own calls at once, into a page that talks, with and without the history on display, and into one beside a desk phone,
 * whose calls it draws itself; and into pages with a bare `onSnapshot` of the same. One after the other: pages of one site may share a process.
 */
export async function run(bench, { asterisk, firebase, print }) {
  const server = await openTenant(firebase, ['1001', '1002', '1003']);
  const bare = await bareListener(bench, firebase, server, {});
  const bareHistory = await bareListener(bench, firebase, server, { historyOf: 'G01' });
  const inCall = await talking('/calls', { bench, asterisk, firebase, server });
  const withHistory = await talking('/calls-and-history', { bench, asterisk, firebase, server });
  const atDesk = await besideDeskPhone(bench, firebase, server);
  const task = { limit: TASK_MS, budget: `at most ${TASK_MS} ms` };
  const gap = { limit: GAP_MS, budget: `at most ${GAP_MS} ms` };
  const took = [bare, bareHistory, inCall, withHistory, atDesk].map(({ tookMs }) => tookMs);
  print(`${EVENTS} documents of own calls, written within ${Math.min(...took)} to ${Math.max(...took)} ms: longest task`, [
    { name: 'onSnapshot of own calls and a line of text', value: bare.task, unit: 'ms' },
    { name: 'onSnapshot of own calls and of a history', value: bareHistory.task, unit: 'ms' },
    held('the widgets in a call', inCall.task, 'ms', task),
    held('the widgets beside a desk phone', atDesk.task, 'ms', task),
    held('the widgets in a call, with the history', withHistory.task, 'ms', task),
    held('gap in the voice at the far end', inCall.gapMs, 'ms', gap),
    held('gap in the voice at the far end, with the history', withHistory.gapMs, 'ms', gap),
  ]);
}

async function bareListener(bench, { projectId, firestore, auth }, server, more) {
  const page = await bench.open('/bare-firestore');
  const { customerId } = CONTRACT;
  const listener = { projectId, firestore, auth, token: tokenOf(projectId, '1003'), customerId, extension: '1003', ...more };
  await page.evaluate((options) => window.bareFirestore.listen(options), listener);
  const measured = await burst(server, page, '1003', (id) => document.getElementById(id));
  await page.context().close();
  return measured;
}

async function besideDeskPhone(bench, firebase, server) {
  const page = await bench.open('/calls', deskAccount(firebase, '1002'));
  await page.waitForFunction(hasStatus);
  const measured = await burst(server, page, '1002', knows);
  await page.context().close();
  return measured;
}

async function talking(path, { bench, asterisk, firebase, server }) {
  const { licenses, sip } = ourAccount(asterisk, '1001');
  const agent = await bench.open(path, { ...deskAccount(firebase, '1001'), licenses, sip }, { speaksTone: true });
  const customer = await bench.open('/far-end', bareAccount(asterisk, '2001'));
  await customer.evaluate(() => window.registered);
  await agent.waitForFunction(() => document.querySelector('it-provider').phone?.snapshot.line.state === 'registered');
  await agent.waitForFunction(hasStatus);
  const answered = agent.evaluate(answer);
  await customer.evaluate((hz) => window.farEnd.call('1001', hz), TONE_HZ);
  await answered;
  await customer.waitForFunction(() => window.farEnd.read().now);
  await customer.evaluate(() => window.farEnd.reset());
  const measured = await burst(server, agent, '1001', knows);
  const { longestGapMs } = await customer.evaluate(() => window.farEnd.read());
  await agent.evaluate(() => document.querySelector('it-provider').signOut());
  await agent.context().close();
  await customer.context().close();
  return { ...measured, gapMs: longestGapMs };
}

/** Writes the calls of an extension all at once; waits until the page has the last of them. */
async function burst(server, page, extension, arrived) {
  const at = Date.now();
  const idOf = (index) => `burst-${at}-${index}`;
  const writes = Array.from({ length: EVENTS }, (_, index) => callWrite(idOf(index), { extensions: [extension], startedAt: at + index }));
  const batches = Array.from({ length: EVENTS / PER_WRITE }, (_, index) => writes.slice(index * PER_WRITE, (index + 1) * PER_WRITE));
  await watchTasks(page);
  await Promise.all(batches.map((batch) => server.commit(batch)));
  const tookMs = Date.now() - at;
  await page.waitForFunction(arrived, idOf(EVENTS - 1));
  return { task: await longestTask(page), tookMs };
}

/** Runs in the page. */
function hasStatus() {
  return document.querySelector('it-provider').agent?.snapshot.code === 0;
}

/** Runs in the page. */
function knows(linkedId) {
  return document.querySelector('it-provider').contacts.snapshot.events[linkedId];
}

/** Runs in the page: answers the next call. */
async function answer() {
  const { phone } = document.querySelector('it-provider');
  while (!phone.snapshot.calls.some(({ phase }) => phase === 'ringing')) await new Promise((resolve) => setTimeout(resolve, 20));
  await phone.answer();
}
