import assert from 'node:assert/strict';
import test from 'node:test';
import { startTestDemo, talk } from './demo-under-test.mjs';

/** The NOTIFY that says this much, answered. */
async function expectProgress(phone, status) {
  const notify = await phone.expectRequest('NOTIFY', ({ body }) => body.startsWith(`SIP/2.0 ${status} `));
  phone.reply(notify, 200);
  return notify;
}

test('a blind transfer connects the other party with the target, tells the transferor, and leaves hanging up to it', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const { calleeDialog } = await talk(customer, agent, '1001');
  const refer = calleeDialog.request('REFER', { headers: ['Refer-To: <sip:1002@127.0.0.1>'] });
  assert.equal((await agent.expectResponse(refer)).status, 202);
  assert.equal((await expectProgress(agent, 100)).header('Event'), `refer;id=${refer.cseq}`);
  const rung = await target.expectRequest('INVITE');
  assert.match(rung.header('From'), /^"山田太郎" <sip:09012345678@/);
  assert.equal(rung.header('X-Call-Kind'), 'external');
  target.reply(rung, 180);
  await expectProgress(agent, 180);
  target.reply(rung, 200, { body: 'answer of the target' });
  const asked = await customer.expectRequest('INVITE');
  assert.equal(asked.body, '');
  assert.match(asked.header('P-Asserted-Identity'), /<sip:1002@/);
  customer.reply(asked, 200, { body: 'fresh offer of the customer' });
  assert.equal((await customer.expectRequest('ACK')).body, 'answer of the target');
  assert.match((await expectProgress(agent, 200)).header('Subscription-State'), /^terminated/);
  calleeDialog.request('BYE');
  const targetDialog = target.rungDialog(rung);
  const info = targetDialog.request('INFO', { body: 'hello' });
  const heard = await customer.expectRequest('INFO');
  assert.equal(heard.body, 'hello');
  customer.reply(heard, 200);
  assert.equal((await target.expectResponse(info)).status, 200);
  const [document, ...others] = demo.pbx.callEvents.documents();
  assert.equal(others.length, 0);
  assert.deepEqual([document.state, document.answeredBy, document.extensions], ['answered', '1002', ['1001', '1002']]);
  targetDialog.request('BYE');
  await customer.expectRequest('BYE');
  assert.equal(demo.pbx.callEvents.documents()[0].state, 'ended');
});

for (const [target, status] of [
  ['1999', 404],
  ['1002', 480],
]) {
  test(`a transfer to ${target} fails with ${status}, and the call stays`, async (t) => {
    const demo = await startTestDemo(t);
    const [customer, agent] = await demo.register('2001', '1001');
    const { calleeDialog } = await talk(customer, agent, '1001');
    calleeDialog.request('REFER', { headers: [`Refer-To: <sip:${target}@127.0.0.1>`] });
    assert.match((await expectProgress(agent, status)).header('Subscription-State'), /^terminated/);
    assert.equal(demo.pbx.callEvents.documents()[0].state, 'answered');
    calleeDialog.request('BYE');
    await customer.expectRequest('BYE');
  });
}

test('a target that is busy fails the transfer with 486, and the call stays', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const { calleeDialog } = await talk(customer, agent, '1001');
  calleeDialog.request('REFER', { headers: ['Refer-To: <sip:1002@127.0.0.1>'] });
  target.reply(await target.expectRequest('INVITE'), 486);
  await expectProgress(agent, 486);
  assert.equal(demo.pbx.callEvents.documents()[0].state, 'answered');
  calleeDialog.request('BYE');
  await customer.expectRequest('BYE');
});

test('the other party hangs up while the target rings: everything ends', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const { calleeDialog, callerDialog } = await talk(customer, agent, '1001');
  calleeDialog.request('REFER', { headers: ['Refer-To: <sip:1002@127.0.0.1>'] });
  target.reply(await target.expectRequest('INVITE'), 180);
  await expectProgress(agent, 180);
  callerDialog.request('BYE');
  await target.expectRequest('CANCEL');
  await agent.expectRequest('BYE');
  assert.deepEqual(
    demo.pbx.callEvents.documents().map(({ state }) => state),
    ['ended'],
  );
  assert.deepEqual([demo.pbx.agentStates.document('1001').status, demo.pbx.agentStates.document('1002').status], [0, 0]);
});

test('the transferor hangs up while the target rings: the transfer goes on', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const { calleeDialog } = await talk(customer, agent, '1001');
  calleeDialog.request('REFER', { headers: ['Refer-To: <sip:1002@127.0.0.1>'] });
  const rung = await target.expectRequest('INVITE');
  target.reply(rung, 180);
  calleeDialog.request('BYE');
  target.reply(rung, 200, { body: 'answer' });
  customer.reply(await customer.expectRequest('INVITE'), 200, { body: 'offer' });
  await customer.expectRequest('ACK', ({ body }) => body === 'answer');
  target.rungDialog(rung).request('BYE');
  await customer.expectRequest('BYE');
});

test("a transfer with consultation connects the two other parties under the first call's linkedId", async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const first = await talk(customer, agent, '1001');
  const second = await talk(agent, target, '1002');
  const replaces = encodeURIComponent(second.callerDialog.replaces);
  first.calleeDialog.request('REFER', { headers: [`Refer-To: <sip:1002@127.0.0.1?Replaces=${replaces}>`] });
  const asked = await customer.expectRequest('INVITE');
  assert.equal(asked.body, '');
  customer.reply(asked, 200, { body: 'fresh offer of the customer' });
  const reoffer = await target.expectRequest('INVITE');
  assert.equal(reoffer.body, 'fresh offer of the customer');
  assert.match(asked.header('P-Asserted-Identity'), /<sip:1002@/);
  assert.match(reoffer.header('P-Asserted-Identity'), /^"山田太郎" <sip:09012345678@/);
  target.reply(reoffer, 200, { body: 'answer of the target' });
  assert.equal((await customer.expectRequest('ACK', ({ body }) => body !== '')).body, 'answer of the target');
  await expectProgress(agent, 200);
  first.calleeDialog.request('BYE');
  second.callerDialog.request('BYE');
  const [kept, consultation] = demo.pbx.callEvents.documents();
  assert.deepEqual([kept.state, kept.answeredBy, consultation.state], ['answered', '1002', 'ended']);
  second.calleeDialog.request('BYE');
  await customer.expectRequest('BYE');
  assert.equal(demo.pbx.callEvents.documents()[0].state, 'ended');
});

test('a transfer with consultation that the target refuses leaves both calls as they were', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const first = await talk(customer, agent, '1001');
  const second = await talk(agent, target, '1002');
  first.calleeDialog.request('REFER', { headers: [`Refer-To: <sip:1002@127.0.0.1?Replaces=${encodeURIComponent(second.callerDialog.replaces)}>`] });
  customer.reply(await customer.expectRequest('INVITE'), 200, { body: 'fresh offer of the customer' });
  target.reply(await target.expectRequest('INVITE'), 488);
  await expectProgress(agent, 488);
  assert.equal((await customer.expectRequest('ACK', ({ body }) => body !== '')).body, 'answer of 1001');
  assert.deepEqual(
    demo.pbx.callEvents.documents().map(({ state }) => state),
    ['answered', 'answered'],
  );
  first.calleeDialog.request('BYE');
  await customer.expectRequest('BYE');
  second.callerDialog.request('BYE');
  await target.expectRequest('BYE');
});

test('a party that was put on hold is taken back before it is connected with the target', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const { calleeDialog } = await talk(customer, agent, '1001');
  const hold = calleeDialog.request('INVITE', { body: 'o=agent\r\na=sendonly\r\n' });
  customer.reply(await customer.expectRequest('INVITE'), 200, { body: 'a=recvonly\r\n' });
  await agent.expectResponse(hold, 200);
  calleeDialog.request('REFER', { headers: ['Refer-To: <sip:1002@127.0.0.1>'] });
  const rung = await target.expectRequest('INVITE');
  assert.equal(rung.body, 'a=sendrecv\r\n');
  target.reply(rung, 200, { body: 'answer' });
  const resumed = await customer.expectRequest('INVITE');
  assert.equal(resumed.body, 'o=agent\r\na=sendrecv\r\n');
  customer.reply(resumed, 200, { body: 'a=sendrecv\r\n' });
  assert.equal((await customer.expectRequest('INVITE')).body, '');
});

test('one transfer at a time, and none without a target', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, target] = await demo.register('2001', '1001', '1002');
  const { calleeDialog } = await talk(customer, agent, '1001');
  assert.equal((await agent.expectResponse(calleeDialog.request('REFER'))).status, 400);
  calleeDialog.request('REFER', { headers: ['Refer-To: <sip:1002@127.0.0.1>'] });
  await target.expectRequest('INVITE');
  assert.equal((await agent.expectResponse(calleeDialog.request('REFER', { headers: ['Refer-To: <sip:1003@127.0.0.1>'] }), 491)).status, 491);
});
