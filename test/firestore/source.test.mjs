import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { getApps } from 'firebase/app';
import { getAuth } from 'firebase/auth';
import { deleteDoc, doc, setDoc, Timestamp } from 'firebase/firestore';
import { CLAIMS } from './people.mjs';
import { useStack } from './stack.mjs';
import { until } from './until.mjs';

const CALLS = 'customer/C0001/amiEvents';
const AGENT = 'customer/C0001/agents/1001';

const agentDocument = { status: 0, chosenStatus: 0, since: Timestamp.fromMillis(1), extension: '1001', groupCodes: ['G01'], requestedStatus: null };
const callDocument = (second, state = 'ringing') => ({
  direction: 'in',
  kind: 'acd',
  groupCode: 'G01',
  caller: { number: '09012345678', name: '' },
  called: { number: '700', name: '' },
  extensions: ['1001'],
  callIds: [],
  state,
  startedAt: Timestamp.fromMillis(1_700_000_000_000 + second * 1000),
});

/** The product's Firebase apps that are open. */
const ownApps = () => getApps().filter(({ name }) => name.startsWith('it-widgets-'));

describe('the product in Firestore', () => {
  const stack = useStack(['src/adapters/firestore/database.js', 'src/adapters/firestore/firestore-source.js']);
  const { server, tokenFor } = stack;
  let stops = [];

  beforeEach(async () => {
    await stack.emulators.clear();
    await setDoc(doc(server(), 'ast-allow-customers/C0001'), {});
    await setDoc(doc(server(), AGENT), agentDocument);
  });
  afterEach(async () => {
    stops.forEach((stop) => stop());
    stops = [];
    await until('the apps are closed', () => ownApps().length === 0);
  });

  /** A configuration whose host counts how often it was asked for a token. */
  function host(give = () => tokenFor('A0001.1001', CLAIMS.agent)) {
    const asked = { times: 0 };
    const token = async () => {
      asked.times += 1;
      return give();
    };
    return { asked, config: stack.configWith(token) };
  }

  /** The agent's live data, as the stores would hear it. */
  function follow(config) {
    const source = new stack.product.FirestoreSource(config, { customerId: 'C0001', agentId: '1001', extension: '1001' });
    const heard = { agent: [], calls: [], absent: [] };
    stops.push(
      source.agentFeed.start((event) => heard.agent.push(event)),
      source.callEventFeed.start({
        callEvent: (event) => heard.calls.push(event),
        absent: (reason) => heard.absent.push(reason),
        invalid: (error) => heard.absent.push(error),
      }),
    );
    return { source, heard };
  }

  it('is one app and one sign-in for all who use a configuration, under a name of its own, and gone with the last of them', async () => {
    const { asked, config } = host();
    const databases = [stack.product.openDatabase(config), stack.product.openDatabase(config)];
    await Promise.all(databases.map((database) => database.signIn()));
    assert.equal(asked.times, 1);
    assert.equal(ownApps().length, 1);
    await databases[0].close();
    assert.equal(ownApps().length, 1);
    await databases[1].close();
    assert.equal(ownApps().length, 0);
  });

  it('opens nothing before it is started', () => {
    new stack.product.FirestoreSource(host().config, { customerId: 'C0001', agentId: '1001', extension: '1001' });
    assert.deepEqual(ownApps(), []);
  });

  it('keeps the claims when Firebase renews the token', async () => {
    const { config } = host();
    const { heard } = follow(config);
    await until('the status is read', () => heard.agent.some(({ type }) => type === 'agent-read'));
    await getAuth(ownApps()[0]).currentUser.getIdToken(true);
    await setDoc(doc(server(), AGENT), { ...agentDocument, status: 3 });
    await until('the status goes on', () => heard.agent.at(-1).facts?.code === 3);
    const { claims } = await getAuth(ownApps()[0]).currentUser.getIdTokenResult();
    assert.deepEqual([claims.customerId, claims.extension], ['C0001', '1001']);
  });

  it("names a refused sign-in, and asks the host's callback again until it gives what is good", async () => {
    let good = false;
    const { asked, config } = host(() => {
      if (!good) throw new Error('the session is over');
      return tokenFor('A0001.1001', CLAIMS.agent);
    });
    const { source, heard } = follow(config);
    await until('it is named', () => heard.agent.at(-1)?.reason === 'sign-in-failed' && heard.absent.at(-1) === 'sign-in-failed');
    await assert.rejects(source.agentFeed.requestStatus(3), { code: 'sign-in-failed' });
    good = true;
    await until('the status is read', () => heard.agent.at(-1).type === 'agent-read');
    assert.ok(asked.times > 1);
  });

  it('names a status that the rules refuse to be asked for', async () => {
    const { config } = host(() => tokenFor('x', CLAIMS.colleague));
    const { source } = follow(config);
    await assert.rejects(source.agentFeed.requestStatus(3), { code: 'data-denied', field: 'requestedStatus' });
  });

  it('tells the end of a call whose document is taken away, and none of one that only is no longer among the newest twenty', async () => {
    const { heard } = follow(host().config);
    for (const second of [0, 1]) await setDoc(doc(server(), `${CALLS}/call-${second}`), callDocument(second));
    await until('both ring', () => heard.calls.length === 2);
    await deleteDoc(doc(server(), `${CALLS}/call-1`));
    await until('one is over', () => heard.calls.some(({ linkedId, state }) => linkedId === 'call-1' && state === 'ended'));
    await Promise.all(Array.from({ length: 20 }, (_, at) => setDoc(doc(server(), `${CALLS}/later-${at}`), callDocument(100 + at, 'ended'))));
    await until('all are told', () => new Set(heard.calls.map(({ linkedId }) => linkedId)).size === 22);
    // One that is told after whatever the twentieth caused.
    await deleteDoc(doc(server(), `${CALLS}/later-19`));
    await until('there is room for the old one again', () => heard.calls.filter(({ linkedId }) => linkedId === 'call-0').length === 2);
    assert.deepEqual(
      heard.calls.filter(({ linkedId }) => linkedId === 'call-0').map(({ state }) => state),
      ['ringing', 'ringing'],
    );
  });

  it('follows a call that is talked on to its end, also when twenty newer ones have pushed it out', async () => {
    const { heard } = follow(host().config);
    await setDoc(doc(server(), `${CALLS}/long`), callDocument(0, 'answered'));
    await until('it is told', () => heard.calls.length === 1);
    await Promise.all(Array.from({ length: 20 }, (_, at) => setDoc(doc(server(), `${CALLS}/later-${at}`), callDocument(100 + at))));
    await until('all are told', () => new Set(heard.calls.map(({ linkedId }) => linkedId)).size === 21);
    await setDoc(doc(server(), `${CALLS}/long`), callDocument(0, 'ended'));
    await until('its end is told', () => heard.calls.some(({ linkedId, state }) => linkedId === 'long' && state === 'ended'));
  });

  // At the end: what other clients wait for meanwhile is lost with this clock.
  for (const [what, ended] of [
    ['renews its token 10 min before it expires, without the host', false],
    ['asks the host for a new custom token where the session was ended at the server meanwhile', true],
  ]) {
    it(what, async (test) => {
      test.mock.timers.enable({ apis: ['setTimeout'] });
      const { asked, config } = host();
      const database = stack.product.openDatabase(config);
      stops.push(() => database.close());
      await database.signIn();
      const auth = getAuth(ownApps()[0]);
      const { token: first } = await auth.currentUser.getIdTokenResult();
      if (ended) {
        const { auth, projectId } = stack.emulators;
        const accounts = `http://${auth}/emulator/v1/projects/${projectId}/accounts`;
        await fetch(accounts, { method: 'DELETE', headers: { authorization: 'Bearer owner' } });
      }
      // Tokens that are made within the same second are the same.
      const now = Math.floor(Date.now() / 1000);
      await until('a second is over', () => Math.floor(Date.now() / 1000) > now);
      test.mock.timers.tick(50 * 60_000 - 1);
      assert.equal(await auth.currentUser.getIdToken(), first);
      test.mock.timers.tick(1);
      await until('there is another token', async () => (await auth.currentUser?.getIdToken()) !== first);
      assert.equal(asked.times, ended ? 2 : 1);
    });
  }
});
