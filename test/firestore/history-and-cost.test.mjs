import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { doc, setDoc, Timestamp, writeBatch } from 'firebase/firestore';
import { CLAIMS } from './people.mjs';
import { useStack } from './stack.mjs';
import { until } from './until.mjs';

const CALLS = 'customer/C0001/amiEvents';
const BEGUN = 1_700_000_000_000;
const AGENTS = 500;
const PAST = 10_000;

/** Call number `at` of the tenant, the newest the last. */
function call(at, { extension, groupCode, state = 'ended' }) {
  const startedAt = Timestamp.fromMillis(BEGUN + at * 1000);
  return {
    direction: 'in',
    kind: groupCode === null ? 'internal' : 'acd',
    groupCode,
    caller: { number: '09012345678', name: '' },
    called: { number: '700', name: '' },
    extensions: [extension],
    callIds: [],
    state,
    startedAt,
  };
}

/** What the source told, in documents: the own agent's document once, then calls. */
describe('a tenant with 500 agents and 10,000 calls', () => {
  const stack = useStack(['src/adapters/firestore/firestore-source.js']);
  const { server } = stack;
  let source;

  before(async () => {
    const documents = [['ast-allow-customers/C0001', {}]];
    for (let id = 1001; id < 1001 + AGENTS; id++) {
      const fields = { status: 0, chosenStatus: 0, since: Timestamp.fromMillis(BEGUN), extension: String(id), groupCodes: ['G01'], requestedStatus: null };
      documents.push([`customer/C0001/agents/${id}`, fields]);
    }
    // Every agent in turn; every third call is internal.
    for (let at = 0; at < PAST; at++) {
      const extension = String(1001 + (at % AGENTS));
      documents.push([`${CALLS}/past-${at}`, call(at, { extension, groupCode: at % 3 === 0 ? null : 'G01' })]);
    }
    for (let from = 0; from < documents.length; from += 500) {
      const batch = writeBatch(server());
      for (const [path, fields] of documents.slice(from, from + 500)) batch.set(doc(server(), path), fields);
      await batch.commit();
    }
    const config = stack.configWith(async () => stack.tokenFor('A0001.1001', CLAIMS.agent));
    source = new stack.product.FirestoreSource(config, { customerId: 'C0001', agentId: '1001', extension: '1001', groupCodes: ['G01'] });
  });

  it('costs an agent who shows no history the own calls alone, however many the colleagues have', async () => {
    const told = [];
    const stops = [
      source.agentFeed.start(() => undefined),
      source.callEventFeed.start({ callEvent: ({ linkedId }) => told.push(linkedId), absent: assert.fail, invalid: assert.fail }),
    ];
    try {
      await until('the newest own calls', () => told.length >= 20);
      assert.equal(told.length, 20);
      assert.ok(told.every((linkedId) => Number(linkedId.slice(5)) % AGENTS === 0));
      told.length = 0;
      for (let at = 0; at < 100; at++)
        await setDoc(doc(server(), `${CALLS}/theirs-${at}`), call(PAST + at, { extension: String(1002 + at), groupCode: 'G01' }));
      await setDoc(doc(server(), `${CALLS}/own`), call(PAST + 1000, { extension: '1001', groupCode: 'G01', state: 'ringing' }));
      await setDoc(doc(server(), `${CALLS}/own`), call(PAST + 1000, { extension: '1001', groupCode: 'G01' }));
      await until('the own call', () => told.length >= 2);
      assert.deepEqual(told, ['own', 'own']);
    } finally {
      stops.forEach((stop) => stop());
    }
  });

  it('has a history of the group and the own internal calls, newest first, read page by page and live while it is open', async () => {
    const pages = [];
    const changed = [];
    const history = source.historyFeed.open({
      page: (calls, more) => pages.push({ calls, more }),
      changed: (calls) => changed.push(...calls),
      absent: assert.fail,
      invalid: assert.fail,
    });
    try {
      await until('the newest page', () => pages.length > 0);
      for (let page = 0; page < 12; page++) await history.older();
      const all = pages.flatMap(({ calls }) => calls);
      const times = all.map(({ startedAt }) => startedAt);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => b - a),
        'newest first across the pages',
      );
      const seen = new Set(all.map(({ linkedId }) => linkedId));
      const oldest = times.at(-1);
      for (let at = PAST - 1; BEGUN + at * 1000 > oldest; at--) {
        const mine = at % 3 !== 0 || at % AGENTS === 0;
        assert.equal(seen.has(`past-${at}`), mine, `past-${at}`);
      }
      assert.ok(
        all.some(({ kind }) => kind === 'internal'),
        'own internal calls are among them',
      );
      assert.equal(pages.at(-1).more, true);
      await setDoc(doc(server(), `${CALLS}/news`), call(PAST + 2000, { extension: '1099', groupCode: 'G01', state: 'ringing' }));
      await until('the new call of the group', () => changed.some(({ linkedId }) => linkedId === 'news'));
    } finally {
      history.close();
    }
    changed.length = 0;
    await setDoc(doc(server(), `${CALLS}/later`), call(PAST + 3000, { extension: '1099', groupCode: 'G01', state: 'ringing' }));
    assert.deepEqual(changed, []);
  });
});
