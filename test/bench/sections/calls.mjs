import { bareAccount, openBare, openOurs, ourAccount } from '../accounts.mjs';
import { held } from '../figures.mjs';
import { heldBytes } from '../heap.mjs';

const MB = 1024 * 1024;
/** RFC 3261 keeps a transaction for 64 × T1 = 32 s (timers B, F, M) whatever becomes of its call. */
const TRANSACTIONS_MS = 35_000;
/** Calls before counting begins: they load and compile what every later one uses. */
const WARM_UP = 5;

export const needs = ['asterisk'];

/** What is left in the page after many calls to the echo, beside bare JsSIP after as many. */
export async function run(bench, { asterisk, wishes, print }) {
  const { calls } = wishes;
  const ours = await openOurs(bench, ourAccount(asterisk, '1003'));
  const bare = await openBare(bench, bareAccount(asterisk, '1002'));
  const each = async (count) => {
    for (let call = 0; call < count; call++) {
      await ours.evaluate(callOurs);
      await bare.evaluate(() => window.bare.call('600', { tuned: true, iceServers: [] }));
    }
    await new Promise((resolve) => setTimeout(resolve, TRANSACTIONS_MS));
    return { ours: await look(ours), bare: await look(bare) };
  };
  const before = await each(WARM_UP);
  const after = await each(calls);
  const more = (who, what) => Math.max(0, after[who][what] - before[who][what]);
  const budget = { limit: 0, budget: 'none' };
  print(`after ${calls} calls`, [
    { name: 'objects that JsSIP alone kept', value: more('bare', 'heap') / 1024, unit: 'KB' },
    held('objects that the widgets kept', more('ours', 'heap') / 1024, 'KB', { limit: (MB / 1024) * (calls / 500), budget: 'under 1 MB in 500 calls' }),
    held('peer connections that are open', after.ours.connections, '', budget),
    held('microphone tracks that are live', after.ours.tracks, '', budget),
    held('event listeners more than before', more('ours', 'listeners'), '', budget),
    held('DOM nodes more than before', more('ours', 'nodes'), '', budget),
  ]);
  await Promise.all([ours, bare].map((page) => page.context().close()));
}

/** What lives in a page after a collection of garbage. */
async function look(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const heap = await heldBytes(session);
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const [listeners, nodes] = ['JSEventListeners', 'Nodes'].map((name) => metrics.find((metric) => metric.name === name).value);
  const live = await page.evaluate(() => ({
    connections: window.probe.connections.filter((connection) => (connection.deref()?.signalingState ?? 'closed') !== 'closed').length,
    tracks: window.probe.tracks.filter((track) => track.deref()?.readyState === 'live').length,
  }));
  return { heap, listeners, nodes, ...live };
}

/** Runs in the page: one call to the echo, hung up when its first packet is there. */
async function callOurs() {
  const { phone } = document.querySelector('it-provider');
  const id = await phone.dial('600');
  await window.probe.firstPacket();
  await phone.hangUp(id);
  phone.dismiss(id);
}
