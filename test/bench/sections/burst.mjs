import { callDocument } from '../../../demo/ami-manager/documents.mjs';
import { FirestoreRest } from '../../../demo/ami-manager/firestore-rest.mjs';
import { makeCustomToken } from '../../../demo/firebase/custom-token.mjs';
import { seed } from '../../../demo/firebase/seed.mjs';
import { CONTRACT } from '../accounts.mjs';
import { held, median } from '../figures.mjs';

const EVENTS = 1000;
const PER_WRITE = 50;
const PAST = 10_000;
const TASK_MS = 50;
const CALLS = `customer/${CONTRACT.customerId}/amiEvents`;

export const needs = ['firebase'];

/** 1,000 documents of the agent's own calls within a second, and a history of 10,000 calls: what the page's longest tasks are, and how long a scroll waits. */
export async function run(bench, { firebase, print }) {
  const { firestore: address, auth, projectId } = firebase;
  const server = new FirestoreRest({ address, projectId });
  await firebase.clear();
  await seed({ address, projectId }, [CONTRACT]);
  const agent = { status: 0, chosenStatus: 0, since: new Date(), extension: '1001', groupCodes: ['G01'], requestedStatus: null };
  await server.commit([{ path: `customer/${CONTRACT.customerId}/agents/1001`, fields: agent }]);
  for (let from = 0; from < PAST; from += 500) await server.commit(Array.from({ length: 500 }, (_, index) => past(from + index)));

  const page = await bench.open('/history', {
    agent: { id: '1001', name: '1001', role: 'operator', groupCodes: ['G01'] },
    contract: CONTRACT,
    licenses: [],
    firebase: { options: { projectId, apiKey: 'demo' }, emulator: { firestore: address, auth } },
    token: makeCustomToken({
      projectId,
      uid: 'A0001.1001',
      claims: { ...CONTRACT, agentId: '1001', extension: '1001', groupCodes: ['G01'], role: 'operator' },
    }).token,
  });
  await page.waitForFunction(() => document.querySelector('it-call-history').shadowRoot.querySelector('.row.call'));
  await page.evaluate(keepTasks);

  const begun = Date.now();
  for (let from = 0; from < EVENTS; from += PER_WRITE) await server.commit(Array.from({ length: PER_WRITE }, (_, index) => ringing(from + index)));
  const took = Date.now() - begun;
  await page.waitForFunction((id) => document.querySelector('it-provider').contacts.snapshot.events[id], `burst-${EVENTS - 1}`);
  print(`${EVENTS} documents of own calls, written in ${took} ms, with the history open`, [
    held('longest task of the page', await longestTask(page), 'ms', { limit: TASK_MS, budget: `at most ${TASK_MS} ms` }),
  ]);

  await page.evaluate(async () => {
    const { history } = document.querySelector('it-provider');
    while (history.snapshot.more) await history.older();
  });
  await page.evaluate(keepTasks);
  const waits = await page.evaluate(scrolls);
  print(`a history of ${PAST} calls`, [
    {
      name: 'rows drawn',
      value: await page.evaluate(() => document.querySelector('it-call-history').shadowRoot.querySelectorAll('.row.call').length),
      unit: '',
    },
    held('scroll → painted, median', median(waits), 'ms', { limit: 34, budget: 'two frames' }),
    held('longest task while scrolling', await longestTask(page), 'ms', { limit: TASK_MS, budget: `at most ${TASK_MS} ms` }),
  ]);
  await page.context().close();
}

function document(linkedId, startedAt, change) {
  const call = {
    direction: 'in',
    kind: 'acd',
    caller: { number: '09012345678', name: '' },
    called: { number: '700', name: '' },
    groupCode: 'G01',
    groupName: 'グループ01',
    queue: '700',
    callIds: [],
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    cause: null,
    startedAt,
    ...change,
  };
  return { path: `${CALLS}/${linkedId}`, fields: callDocument(call) };
}

function past(index) {
  const startedAt = Date.now() - (PAST - index) * 60_000;
  return document(`past-${index}`, startedAt, { extensions: ['1900'], state: 'ended', answeredAt: startedAt + 1000, endedAt: startedAt + 60_000, cause: 16 });
}

function ringing(index) {
  return document(`burst-${index}`, Date.now() + index, { extensions: ['1001'], state: 'ringing' });
}

/** Begins to count anew. */
function keepTasks() {
  window.tasks = [];
  window.tasksObserver ??= new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)));
  window.tasksObserver.observe({ type: 'longtask' });
}

/** ms; tasks under 50 ms are none that the browser tells of. */
async function longestTask(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  return page.evaluate(() => Math.max(0, ...window.tasks));
}

async function scrolls() {
  const scroller = document.querySelector('it-call-history').shadowRoot.querySelector('.scroller');
  const waits = [];
  for (let round = 0; round < 60; round++) {
    const begun = performance.now();
    scroller.scrollTop = ((round * 7919) % 100) * 0.01 * scroller.scrollHeight;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    waits.push(performance.now() - begun);
  }
  return waits;
}
