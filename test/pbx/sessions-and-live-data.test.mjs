import assert from 'node:assert/strict';
import test from 'node:test';
import { eventually, startTestDemo, talk } from './demo-under-test.mjs';

async function signIn(demo, endpoint, credential) {
  const response = await fetch(new URL(`${endpoint}/session`, demo.url), { method: 'POST', body: JSON.stringify({ credential }) });
  return { response, config: await response.json(), cookie: response.headers.get('set-cookie')?.split(';')[0] };
}

/** Server-sent events as they arrive. */
async function openStream(t, demo, endpoint, cookie) {
  const abort = new AbortController();
  t.after(() => abort.abort());
  const response = await fetch(new URL(`${endpoint}/live`, demo.url), { headers: { cookie }, signal: abort.signal });
  const events = [];
  (async () => {
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        const [, type, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (type) events.push({ type, data: JSON.parse(data) });
      }
    }
  })().catch(() => {});
  return { response, events };
}

test('a credential signs in: the configuration has what the contract says, the cookie belongs to the endpoint', async (t) => {
  const demo = await startTestDemo(t);
  const { response, config } = await signIn(demo, '/text-service', 'demo-1001');
  assert.equal(response.status, 200);
  assert.match(response.headers.get('set-cookie'), /^it-session=[\w-]{32}; Path=\/text-service; HttpOnly; SameSite=Lax$/);
  assert.deepEqual(config, {
    agent: { id: '1001', name: 'エージェント1001', role: 'operator', groupCodes: ['G01'] },
    contract: { agreementId: 'A0001', customerId: 'C0001' },
    licenses: ['softphone'],
    sip: { extension: '1001', domain: '127.0.0.1', network: 'vpn', port: demo.pbx.port, path: '/ws', password: demo.credentials['1001'].password },
    live: { url: '/text-service/live' },
  });
});

test('the cookie signs in again, at its own endpoint only, until the session is deleted', async (t) => {
  const demo = await startTestDemo(t);
  const { cookie } = await signIn(demo, '/crm', 'demo-1002');
  const again = (endpoint) => fetch(new URL(`${endpoint}/session`, demo.url), { method: 'POST', headers: { cookie }, body: '{}' });
  assert.equal((await (await again('/crm')).json()).agent.id, '1002');
  assert.equal((await again('/text-service')).status, 401);
  const gone = await fetch(new URL('/crm/session', demo.url), { method: 'DELETE', headers: { cookie } });
  assert.equal(gone.status, 204);
  assert.match(gone.headers.get('set-cookie'), /^it-session=; Path=\/crm;.*Max-Age=0/);
  assert.equal((await again('/crm')).status, 401);
});

test('the special accounts: a CRM-only tenant without telephony, a customer without live data, a supervisor', async (t) => {
  const demo = await startTestDemo(t);
  const crm = (await signIn(demo, '/text-service', 'demo-crm')).config;
  assert.deepEqual([crm.contract, crm.licenses, crm.sip], [{ agreementId: 'CRM1708391749' }, [], undefined]);
  const customer = (await signIn(demo, '/customer', 'demo-2001')).config;
  assert.deepEqual([customer.sip.extension, customer.licenses, customer.live], ['2001', ['softphone'], undefined]);
  assert.equal((await signIn(demo, '/crm', 'demo-1900')).config.agent.role, 'supervisor');
});

for (const [what, endpoint, body, status, code] of [
  ['an unknown credential', '/crm', '{"credential":"nobody"}', 401, 'sign-in-failed'],
  ['a credential that is no text', '/crm', '{"credential":{}}', 401, 'sign-in-failed'],
  ["the customer's credential at an agent's page", '/crm', '{"credential":"demo-2001"}', 401, 'sign-in-failed'],
  ["an agent's credential at the customer's page", '/customer', '{"credential":"demo-1001"}', 401, 'sign-in-failed'],
  ['neither credential nor cookie', '/crm', '{}', 401, 'sign-in-failed'],
  ['what is no JSON', '/crm', '{', 400, 'config-invalid'],
  ['a body that is too large', '/crm', JSON.stringify({ credential: 'x'.repeat(20_000) }), 413, 'config-invalid'],
]) {
  test(`${what} is refused with ${status} ${code}`, async (t) => {
    const demo = await startTestDemo(t);
    const response = await fetch(new URL(`${endpoint}/session`, demo.url), { method: 'POST', body });
    assert.equal(response.status, status);
    const answer = await response.json();
    assert.equal(answer.code, code);
    assert.equal(typeof answer.message, 'string');
    assert.equal(response.headers.get('set-cookie'), null);
  });
}

test('extension passwords are made at start', async (t) => {
  const [one, two] = [await startTestDemo(t), await startTestDemo(t)];
  const passwords = [one, two].flatMap(({ credentials }) => Object.values(credentials).flatMap(({ password }) => password ?? []));
  assert.equal(new Set(passwords).size, 10);
});

test('live data: tenant, status and own calls on connecting, then every change', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const { cookie } = await signIn(demo, '/text-service', 'demo-1001');
  const other = await signIn(demo, '/crm', 'demo-1003');
  const { events } = await openStream(t, demo, '/text-service', cookie);
  const otherStream = await openStream(t, demo, '/crm', other.cookie);
  await eventually('the first documents', () => events.length >= 2);
  assert.deepEqual(events[0], { type: 'tenant', data: { allowed: true } });
  const { since, ...facts } = events[1].data;
  assert.deepEqual(facts, { status: 0, chosenStatus: 0, extension: '1001', groupCodes: ['G01'], requestedStatus: null, autoWorkEndsAt: null });
  assert.ok(Math.abs(Date.now() - since) < 60_000);

  const { callerDialog, invite, rung } = await talk(customer, agent, '700');
  const answered = await eventually('the answered call', () => events.find(({ type, data }) => type === 'call' && data.state === 'answered'));
  assert.deepEqual(
    { ...answered.data, startedAt: 0, answeredAt: 0 },
    {
      linkedId: rung.header('X-Linkedid'),
      direction: 'in',
      kind: 'acd',
      caller: { number: '09012345678', name: '山田太郎' },
      called: { number: '700', name: '' },
      groupCode: 'G01',
      groupName: 'グループ01',
      queue: '700',
      extensions: ['1001'],
      callIds: [invite.header('Call-ID'), rung.header('Call-ID')],
      state: 'answered',
      startedAt: 0,
      answeredAt: 0,
      endedAt: null,
      answeredBy: '1001',
      cause: null,
    },
  );
  callerDialog.request('BYE');
  await eventually('the ended call', () => events.find(({ type, data }) => type === 'call' && data.state === 'ended'));
  await eventually('the statuses', () => events.some(({ type, data }) => type === 'agent' && data.status === 7));
  assert.deepEqual(
    events.filter(({ type }) => type === 'agent').map(({ data }) => data.status),
    [0, 98, 99, 7],
  );
  assert.deepEqual(
    otherStream.events.filter(({ type }) => type === 'call'),
    [],
  );

  const { events: later } = await openStream(t, demo, '/text-service', cookie);
  await eventually('the ended call for a page that comes later', () => later.find(({ type, data }) => type === 'call' && data.state === 'ended'));
});

test('a status is asked for by POST and granted a moment later', async (t) => {
  const demo = await startTestDemo(t);
  const { cookie } = await signIn(demo, '/crm', 'demo-1001');
  const { events } = await openStream(t, demo, '/crm', cookie);
  const ask = (body) => fetch(new URL('/crm/live/status', demo.url), { method: 'POST', headers: { cookie }, body: JSON.stringify(body) });
  assert.equal((await ask({ requestedStatus: 3 })).status, 204);
  await eventually('away', () => events.some(({ data }) => data.status === 3));
  const agentEvents = events.filter(({ type }) => type === 'agent').map(({ data }) => [data.status, data.requestedStatus, data.chosenStatus]);
  assert.deepEqual(agentEvents, [
    [0, null, 0],
    [0, 3, 0],
    [3, null, 3],
  ]);
  for (const wrong of [7, -1, '3', undefined]) {
    const refused = await ask({ requestedStatus: wrong });
    assert.equal(refused.status, 400);
    assert.equal((await refused.json()).code, 'status-refused');
  }
});

test('a status asked for in a call waits for its end, and null takes it back', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const { cookie } = await signIn(demo, '/crm', 'demo-1001');
  const ask = (requestedStatus) =>
    fetch(new URL('/crm/live/status', demo.url), { method: 'POST', headers: { cookie }, body: JSON.stringify({ requestedStatus }) });
  const { callerDialog } = await talk(customer, agent, '1001');
  const document = () => demo.pbx.agentStates.document('1001');
  await ask(3);
  await eventually('asked for', () => document().requestedStatus === 3);
  assert.equal(document().status, 89);
  await ask(null);
  await eventually('taken back', () => document().requestedStatus === null);
  callerDialog.request('BYE');
  await eventually('the end', () => document().status === 0);
});

test('自動ワーク tells when it ends', async (t) => {
  const demo = await startTestDemo(t, { autoWorkMs: 300 });
  const [customer, agent] = await demo.register('2001', '1001');
  const { callerDialog } = await talk(customer, agent, '700');
  const document = () => demo.pbx.agentStates.document('1001');
  assert.equal(document().autoWorkEndsAt, null);
  callerDialog.request('BYE');
  await eventually('自動ワーク', () => document().status === 7);
  assert.ok(document().autoWorkEndsAt > document().since);
  await eventually('its end', () => document().status === 0);
  assert.equal(document().autoWorkEndsAt, null);
});

test('live data and contacts are for agents who are signed in', async (t) => {
  const demo = await startTestDemo(t);
  const { cookie } = await signIn(demo, '/customer', 'demo-2001');
  for (const [path, options, status] of [
    ['/text-service/live', {}, 401],
    ['/text-service/contacts', {}, 401],
    ['/crm/live/status', { method: 'POST', body: '{"requestedStatus":0}' }, 401],
    ['/customer/live', { headers: { cookie } }, 403],
    ['/customer/contacts', { headers: { cookie } }, 403],
  ]) {
    assert.equal((await fetch(new URL(path, demo.url), options)).status, status, path);
  }
});

test('a CRM-only tenant is told that it has no telephony', async (t) => {
  const demo = await startTestDemo(t);
  const { cookie } = await signIn(demo, '/crm', 'demo-crm');
  const { events } = await openStream(t, demo, '/crm', cookie);
  await eventually('the tenant', () => events.length > 0);
  assert.deepEqual(events, [{ type: 'tenant', data: { allowed: false } }]);
});

test('a contact is found by its number in any form', async (t) => {
  const demo = await startTestDemo(t);
  const { cookie } = await signIn(demo, '/text-service', 'demo-1001');
  const get = async (query) => (await fetch(new URL(`/text-service/contacts${query}`, demo.url), { headers: { cookie } })).json();
  assert.equal((await get('')).length, 1);
  for (const number of ['09012345678', '+819012345678', '819012345678', '18409012345678', '186+819012345678', '090-1234-5678', '０９０１２３４５６７８']) {
    assert.equal((await get(`?number=${encodeURIComponent(number)}`))?.name, '山田太郎', number);
  }
  for (const number of ['0312345678', '', 'anonymous', '09012345679']) assert.equal(await get(`?number=${number}`), null, number);
});
