import assert from 'node:assert/strict';
import test from 'node:test';
import { eventually, startTestDemo, talk } from './demo-under-test.mjs';

/** Statuses of these agents. */
const statuses = (demo, ...extensions) => extensions.map((extension) => demo.pbx.agentStates.document(extension).status);

test('the queue rings every available agent of its group; the first to answer talks, the others hear "Call completed elsewhere"', async (t) => {
  const demo = await startTestDemo(t, { autoWorkMs: 100 });
  const [customer, first, second, stranger] = await demo.register('2001', '1001', '1002', '1003');
  const invite = await customer.dial('700');
  await customer.expectResponse(invite, 180);
  const [rungFirst, rungSecond] = [await first.expectRequest('INVITE'), await second.expectRequest('INVITE')];
  for (const rung of [rungFirst, rungSecond]) {
    assert.equal(rung.header('X-Call-Kind'), 'acd');
    assert.equal(rung.header('X-Queue'), '700');
    assert.equal(rung.header('X-Group-Code'), 'G01');
  }
  assert.equal(rungFirst.header('X-Linkedid'), rungSecond.header('X-Linkedid'));
  first.reply(rungFirst, 180);
  second.reply(rungSecond, 180);
  assert.deepEqual(statuses(demo, '1001', '1002', '1003'), [98, 98, 0]);
  first.reply(rungFirst, 200, { body: 'answer of 1001' });
  const answer = await customer.expectResponse(invite, 200);
  assert.equal(answer.body, 'answer of 1001');
  customer.ack(invite, answer);
  assert.equal((await second.expectRequest('CANCEL')).header('Reason'), 'SIP;cause=200;text="Call completed elsewhere"');
  assert.deepEqual(statuses(demo, '1001', '1002'), [99, 0]);
  assert.deepEqual(stranger.inbox, []);

  const [document] = demo.pbx.callEvents.documents();
  assert.deepEqual(document.extensions, ['1001', '1002']);
  assert.equal(document.groupCode, 'G01');
  assert.equal(document.queue, '700');
  customer.dialledDialog(invite, answer).request('BYE');
  await first.expectRequest('BYE');
  assert.deepEqual(statuses(demo, '1001'), [7]);
  assert.equal(demo.pbx.agentStates.document('1001').chosenStatus, 7);
  await eventually('automatic work is over', () => demo.pbx.agentStates.document('1001').status === 0);
});

test('the slower of two answers is acknowledged and hung up as completed elsewhere', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, first, second] = await demo.register('2001', '1001', '1002');
  await customer.dial('700');
  const [rungFirst, rungSecond] = [await first.expectRequest('INVITE'), await second.expectRequest('INVITE')];
  first.reply(rungFirst, 200, { body: 'one' });
  second.reply(rungSecond, 200, { body: 'two' });
  await second.expectRequest('ACK');
  assert.match((await second.expectRequest('BYE')).header('Reason'), /^SIP;cause=200/);
  await first.expectRequest('ACK');
});

test('an agent who is away, in automatic work or in a call is not rung', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, away, talking, colleague, supervisor] = await demo.register('2001', '1001', '1002', '1003', '1900');
  demo.pbx.agentStates.request('1001', 3);
  await eventually('1001 is away', () => demo.pbx.agentStates.document('1001').status === 3);
  await talk(talking, colleague, '1003');
  await customer.dial('700');
  await supervisor.expectRequest('INVITE');
  assert.deepEqual(
    [...away.inbox, ...talking.inbox].filter(({ method }) => method),
    [],
  );
});

test('a caller waits until an agent becomes available', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  demo.pbx.agentStates.request('1001', 3);
  await eventually('1001 is away', () => demo.pbx.agentStates.document('1001').status === 3);
  const invite = await customer.dial('700');
  await customer.expectResponse(invite, 180);
  assert.deepEqual(agent.inbox, []);
  demo.pbx.agentStates.request('1001', 0);
  await agent.expectRequest('INVITE');
  const [late] = await demo.register('1002');
  await late.expectRequest('INVITE');
});

test('nobody comes: 480 with cause 19', async (t) => {
  const demo = await startTestDemo(t, { queueWaitMs: 50 });
  const [customer] = await demo.register('2001');
  const refusal = await customer.expectResponse(await customer.dial('700'));
  assert.equal(refusal.status, 480);
  assert.match(refusal.header('Reason'), /cause=19/);
  assert.equal(demo.pbx.callEvents.documents()[0].state, 'ended');
});

test('an agent who refuses is left in peace while others ring, and asked again afterwards', async (t) => {
  const demo = await startTestDemo(t, { queueRetryMs: 60 });
  const [customer, refuser, other] = await demo.register('2001', '1001', '1002');
  await customer.dial('700');
  const rungOther = await other.expectRequest('INVITE');
  other.reply(rungOther, 180);
  refuser.reply(await refuser.expectRequest('INVITE'), 603);
  await refuser.expectRequest('ACK');
  await new Promise((resolve) => setTimeout(resolve, 150));
  assert.deepEqual(refuser.inbox, []);
  other.reply(rungOther, 486);
  await refuser.expectRequest('INVITE');
  await other.expectRequest('INVITE');
});

test('an agent who lets it ring out is set to away with its reason, and the others go on', async (t) => {
  const demo = await startTestDemo(t, { queueRingMs: 60 });
  const [customer, sleeper] = await demo.register('2001', '1001');
  await customer.dial('700');
  sleeper.reply(await sleeper.expectRequest('INVITE'), 180);
  await sleeper.expectRequest('CANCEL');
  const { status, chosenStatus, reason } = demo.pbx.agentStates.document('1001');
  assert.deepEqual({ status, chosenStatus, reason }, { status: 3, chosenStatus: 3, reason: 'no-answer' });
  const [next] = await demo.register('1002');
  await next.expectRequest('INVITE');
});

test('a caller who gives up stops every phone', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, first, second] = await demo.register('2001', '1001', '1002');
  const invite = await customer.dial('700');
  for (const agent of [first, second]) agent.reply(await agent.expectRequest('INVITE'), 180);
  customer.request('CANCEL', 'sip:700@127.0.0.1', {
    to: invite.header('To'),
    from: invite.header('From'),
    callId: invite.header('Call-ID'),
    cseq: invite.cseq,
    branch: invite.branch,
  });
  await customer.expectResponse(invite, 487);
  for (const agent of [first, second]) assert.equal((await agent.expectRequest('CANCEL')).header('Reason'), undefined);
  assert.deepEqual(statuses(demo, '1001', '1002'), [0, 0]);
});

test('a status that is asked for in a call is granted when the call is over, instead of automatic work', async (t) => {
  const demo = await startTestDemo(t, { grantMs: 1 });
  const [customer, agent] = await demo.register('2001', '1001');
  const { callerDialog } = await talk(customer, agent, '700');
  demo.pbx.agentStates.request('1001', 3);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const queued = demo.pbx.agentStates.document('1001');
  assert.deepEqual([queued.status, queued.requestedStatus], [99, 3]);
  callerDialog.request('BYE');
  await agent.expectRequest('BYE');
  const granted = demo.pbx.agentStates.document('1001');
  assert.deepEqual([granted.status, granted.chosenStatus, granted.requestedStatus], [3, 3, null]);
});
