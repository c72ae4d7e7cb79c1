import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { collection, doc, getDocs, onSnapshot, updateDoc } from 'firebase/firestore';
import { startAmiManager } from '../../demo/ami-manager/ami-manager.mjs';
import { connectAmi } from '../../demo/asterisk/ami.mjs';
import { startFirestore } from '../../demo/firebase/emulators.mjs';
import { seed } from '../../demo/firebase/seed.mjs';
import { openAsEveryone } from '../firestore/people.mjs';
import { comparable, DIRECTORY, EXPECTED } from './expected.mjs';
import { confirmed, openPhone } from './phone.mjs';
import { SCENARIOS } from './scenarios.mjs';

// The service between a real Asterisk and the real emulator; run.mjs starts it, inside Asterisk's network: node test/ami-manager/run.mjs 16|22

const { version, wsUrl, secrets, ami: address } = JSON.parse(process.env.IT_PEER);
const AGENTS = 'customer/C0001/agents';
const CALLS = 'customer/C0001/amiEvents';
const PORT = 8080;
const WAIT_MS = 30_000;
const AUTO_WORK_MS = 1_500;

/** Polls until `check` no longer throws; its last error otherwise. */
async function eventually(check, limitMs = WAIT_MS) {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

describe(`ami-manager on Asterisk ${version}`, () => {
  let emulator;
  let service;
  let ami;
  let people;
  let phones;
  /** Statuses of each agent in their order, since the last `watch`. */
  const statuses = {};
  const documents = new Map();
  let stops = [];

  const start = () =>
    startAmiManager({
      ami: address,
      firestore: { address: emulator.address, projectId: 'demo-it' },
      customerId: 'C0001',
      ...DIRECTORY,
      autoWorkMs: AUTO_WORK_MS,
      log: () => {},
    });
  const startEmulator = async () => {
    emulator = await startFirestore({ port: PORT });
    assert.equal(emulator.missing, undefined);
    await seed({ address: emulator.address, projectId: 'demo-it' }, [{ agreementId: 'A0001', customerId: 'C0001' }]);
  };
  const server = () => people.databases.server;
  const listen = () => {
    for (const stop of stops) stop();
    stops = [
      onSnapshot(collection(server(), AGENTS), (agents) =>
        agents.docs.forEach((agent) => {
          const seen = (statuses[agent.id] ??= []);
          if (agent.get('status') !== seen.at(-1)) seen.push(agent.get('status'));
        }),
      ),
      onSnapshot(collection(server(), CALLS), (calls) =>
        calls.docChanges().forEach(({ type, doc: call }) => (type === 'removed' ? documents.delete(call.id) : documents.set(call.id, call.data()))),
      ),
    ];
  };
  const agent = async (id) => (await getDocs(collection(server(), AGENTS))).docs.find((each) => each.id === id)?.data();
  const everybodyChose = (code) => eventually(() => DIRECTORY.agents.forEach(({ id }) => assert.equal(statuses[id]?.at(-1), code, id)));
  const choose = async (id, code) => {
    await updateDoc(doc(server(), `${AGENTS}/${id}`), { requestedStatus: code });
  };
  /** Everyone 待機中, no call, nothing remembered. */
  const begin = async () => {
    for (const { id } of DIRECTORY.agents) if (statuses[id]?.at(-1) === 3) await choose(id, 0);
    await everybodyChose(0);
    for (const seen of Object.values(statuses)) seen.splice(0, seen.length - 1);
    documents.clear();
  };

  before(async () => {
    await startEmulator();
    ami = await connectAmi(address);
    people = openAsEveryone({ firestore: emulator.address, projectId: 'demo-it' });
    service = await start();
    const open = async (extension) => [extension, await openPhone({ wsUrl, extension, password: secrets[extension] })];
    phones = Object.fromEntries(await Promise.all(['1001', '1002', '1900', '2001'].map(open)));
    listen();
  });
  after(async () => {
    for (const stop of stops) stop();
    for (const phone of Object.values(phones ?? {})) phone.close();
    ami?.close();
    await service?.stop();
    await people?.close();
    await emulator?.stop?.();
    setTimeout(() => process.exit(), 500).unref();
  });

  for (const [scenario, play] of Object.entries(SCENARIOS)) {
    it(`${scenario}: its document and the agents' statuses`, async () => {
      await begin();
      await play({ phones, ami, technology: version === '16' ? 'SIP' : 'PJSIP' });
      const { calls, statuses: expected } = EXPECTED[scenario];
      await eventually(() => {
        const found = [...documents.values()].filter(({ extensions }) => extensions.length > 0).sort((a, b) => a.startedAt.toMillis() - b.startedAt.toMillis());
        assert.deepEqual(
          found.map(comparable),
          calls.map(({ name: _name, callIds: _callIds, ...call }) => call),
        );
        found.forEach((call, at) => {
          assert.equal(call.state, 'ended');
          assert.ok(call.callIds.length >= calls[at].callIds, `${call.callIds.length} Call-IDs`);
        });
        for (const { id } of DIRECTORY.agents) assert.match(statuses[id].slice(1).join(' ').replace(/7 0$/, '7'), expected[id] ?? /^$/, id);
      });
    });
  }

  it("an outgoing call's document holds the phone's own Call-ID while it still rings", async () => {
    await begin();
    const call = phones[1001].dial('2001');
    const there = await phones[2001].rung();
    await eventually(() => assert.ok([...documents.values()].some(({ callIds, state }) => state === 'ringing' && callIds.includes(call._request.call_id))));
    call.terminate();
    await eventually(() => assert.ok(there.isEnded()));
  });

  it('離席 pauses the member of the queue, 待機中 unpauses it, and the wish is cleared', async () => {
    await begin();
    await choose('1001', 3);
    await eventually(async () => assert.deepEqual(pick(await agent('1001')), { status: 3, chosenStatus: 3, requestedStatus: null }));
    assert.match(await ami.command('queue show 700'), /1001 .*\(paused/);
    await choose('1001', 0);
    await eventually(async () => assert.deepEqual(pick(await agent('1001')), { status: 0, chosenStatus: 0, requestedStatus: null }));
    assert.doesNotMatch(await ami.command('queue show 700'), /1001 .*\(paused/);
  });

  it('a status asked for in a call waits, and comes after the call', async () => {
    await begin();
    const call = phones[2001].dial('1001');
    await phones[1001].answer();
    await eventually(() => assert.equal(statuses[1001].at(-1), 89));
    await choose('1001', 2);
    await eventually(async () => assert.match(await ami.command('queue show 700'), /1001 .*\(paused/));
    assert.deepEqual(pick(await agent('1001')), { status: 89, chosenStatus: 0, requestedStatus: 2 });
    call.terminate();
    await eventually(async () => assert.deepEqual(pick(await agent('1001')), { status: 2, chosenStatus: 2, requestedStatus: null }));
    await choose('1001', 0);
  });

  it('a status is refused when the queue refuses', async () => {
    await begin();
    await ami.action('ModuleLoad', { Module: 'app_queue.so', LoadType: 'unload' });
    await choose('1001', 3);
    await eventually(async () => assert.equal((await agent('1001')).refused?.code, 3));
    const { refused } = await agent('1001');
    assert.equal(refused.reason, 'queue-refused');
    assert.ok(Math.abs(refused.at.toMillis() - Date.now()) < WAIT_MS);
    assert.deepEqual(pick(await agent('1001')), { status: 0, chosenStatus: 0, requestedStatus: null });
    await ami.action('ModuleLoad', { Module: 'app_queue.so', LoadType: 'load' });
    await choose('1001', 0);
    await eventually(async () => assert.equal((await agent('1001')).refused, undefined));
  });

  it('stopped and started again in a call, the service neither loses nor doubles it', async () => {
    await begin();
    const call = phones[2001].dial('700');
    await phones[1001].answer();
    await eventually(() => assert.equal(statuses[1001].at(-1), 99));
    await service.stop();
    service = await start();
    await eventually(async () => assert.equal((await agent('1001')).status, 99));
    call.terminate();
    await eventually(() => assert.match(statuses[1001].slice(1).join(' '), /^98 99 7/));
    await eventually(() =>
      assert.deepEqual(
        [...documents.values()].map(({ state, answeredBy }) => [state, answeredBy]),
        [['ended', '1001']],
      ),
    );
  });

  it('a call that ended while the service was stopped is over when it is back', async () => {
    await begin();
    const call = phones[2001].dial('1001');
    await phones[1001].answer();
    await eventually(() => assert.equal(statuses[1001].at(-1), 89));
    await service.stop();
    call.terminate();
    await eventually(async () => assert.match(await ami.command('core show channels count'), /0 active channels/));
    service = await start();
    await eventually(() =>
      assert.deepEqual(
        [...documents.values()].map(({ state }) => state),
        ['ended'],
      ),
    );
    await everybodyChose(0);
  });

  it('the emulator killed and restarted in a call: agents, and the calls that go on, are there again', async () => {
    await begin();
    // Asterisk ends a talk without RTP after 30 s; ringing may take as long as an emulator on a busy machine.
    const call = phones[2001].dial('1001');
    await eventually(() => assert.equal(statuses[1001].at(-1), 88));
    process.kill(emulator.pid, 'SIGKILL');
    await emulator.stop();
    await startEmulator();
    // A client that knew the old emulator would keep what the new one does not have.
    for (const stop of stops.splice(0)) stop();
    await people.close();
    people = openAsEveryone({ firestore: emulator.address, projectId: 'demo-it' });
    documents.clear();
    listen();
    await eventually(
      () =>
        assert.deepEqual(
          [...documents.values()].map(({ state }) => state),
          ['ringing'],
        ),
      60_000,
    );
    await eventually(async () => assert.equal((await agent('1001')).status, 88));
    await phones[1001].answer();
    await eventually(() =>
      assert.deepEqual(
        [...documents.values()].map(({ state, answeredBy }) => [state, answeredBy]),
        [['answered', '1001']],
      ),
    );
    call.terminate();
    await eventually(() =>
      assert.deepEqual(
        [...documents.values()].map(({ state }) => state),
        ['ended'],
      ),
    );
    await choose('1002', 3);
    await eventually(async () => assert.equal((await agent('1002')).status, 3));
  });

  it('Asterisk restarted in a call: the call is over, members are paused again, and new calls are followed', async () => {
    await choose('1002', 3);
    await eventually(async () => assert.equal((await agent('1002')).status, 3));
    phones[2001].dial('1001');
    await phones[1001].answer();
    await eventually(() => assert.equal(statuses[1001].at(-1), 89));
    documents.clear();
    // With -f it replaces itself and keeps its process.
    await ami.action('Command', { Command: 'core restart now' }).catch(() => {});
    await ami.closed;
    await eventually(() => assert.ok([...documents.values()].every(({ state }) => state === 'ended') && documents.size === 1));
    ami = await eventually(() => connectAmi(address));
    await eventually(async () => assert.match(await ami.command('queue show 700'), /1002 .*\(paused/));
    await eventually(() => assert.equal(statuses[1001].at(-1), 0));
    for (const extension of ['1001', '2001']) {
      phones[extension].close();
      phones[extension] = await openPhone({ wsUrl, extension, password: secrets[extension] });
    }
    documents.clear();
    const call = phones[2001].dial('1001');
    await phones[1001].answer();
    await confirmed(call);
    call.terminate();
    await eventually(() =>
      assert.deepEqual(
        [...documents.values()].map(({ state, answeredBy }) => [state, answeredBy]),
        [['ended', '1001']],
      ),
    );
  });
});

function pick({ status, chosenStatus, requestedStatus }) {
  return { status, chosenStatus, requestedStatus };
}
