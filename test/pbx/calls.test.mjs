import assert from 'node:assert/strict';
import test from 'node:test';
import { eventually, startTestDemo, talk } from './demo-under-test.mjs';

test('a customer reaches an agent: number, name, X-headers, descriptions and hang-up arrive', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const invite = await customer.dial('1001');
  const rung = await agent.expectRequest('INVITE');
  assert.equal(rung.body, 'offer of 2001');
  assert.match(rung.header('From'), /^"山田太郎" <sip:09012345678@/);
  assert.match(rung.header('P-Asserted-Identity'), /^"山田太郎" <sip:09012345678@/);
  assert.equal(rung.header('X-Call-Kind'), 'external');
  assert.equal(rung.header('X-Group-Code'), 'G01');
  assert.notEqual(rung.header('Call-ID'), invite.header('Call-ID'));
  agent.reply(rung, 180);
  const ringing = await customer.expectResponse(invite, 180);
  assert.equal(ringing.header('X-Linkedid'), rung.header('X-Linkedid'));
  agent.reply(rung, 200, { body: 'answer of 1001' });
  const answer = await customer.expectResponse(invite, 200);
  assert.equal(answer.body, 'answer of 1001');
  assert.equal(answer.header('X-Linkedid'), rung.header('X-Linkedid'));
  customer.ack(invite, answer);
  await agent.expectRequest('ACK');

  const bye = customer.dialledDialog(invite, answer).request('BYE', { headers: ['Reason: Q.850;cause=31'] });
  await customer.expectResponse(bye, 200);
  const heard = await agent.expectRequest('BYE');
  assert.match(heard.header('Reason'), /^Q\.850;cause=31/);
  agent.reply(heard, 200);
  const [document] = demo.pbx.callEvents.documents();
  assert.equal(document.state, 'ended');
  assert.equal(document.cause, 31);
  assert.deepEqual(document.extensions, ['1001']);
  assert.deepEqual(document.callIds, [invite.header('Call-ID'), rung.header('Call-ID')]);
  assert.equal(document.answeredBy, '1001');
});

test('a call between agents is internal and belongs to no group', async (t) => {
  const demo = await startTestDemo(t);
  const [caller, callee] = await demo.register('1001', '1003');
  const { rung, callerDialog } = await talk(caller, callee, '1003');
  assert.equal(rung.header('X-Call-Kind'), 'internal');
  assert.equal(rung.header('X-Group-Code'), undefined);
  assert.deepEqual([demo.pbx.agentStates.document('1001').status, demo.pbx.agentStates.document('1003').status], [79, 89]);
  callerDialog.request('BYE');
  await callee.expectRequest('BYE');
  assert.deepEqual([demo.pbx.agentStates.document('1001').status, demo.pbx.agentStates.document('1003').status], [0, 0]);
});

test('a caller who hangs up before the answer cancels the ringing phone', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const invite = await customer.dial('1001');
  const rung = await agent.expectRequest('INVITE');
  agent.reply(rung, 180);
  await customer.expectResponse(invite, 180);
  assert.equal(demo.pbx.agentStates.document('1001').status, 88);
  const cancel = customer.request('CANCEL', 'sip:1001@127.0.0.1', {
    to: invite.header('To'),
    from: invite.header('From'),
    callId: invite.header('Call-ID'),
    cseq: invite.cseq,
    branch: invite.branch,
  });
  await customer.expectResponse(cancel, 200);
  await customer.expectResponse(invite, 487);
  const cancelled = await agent.expectRequest('CANCEL');
  assert.equal(cancelled.branch, rung.branch);
  agent.reply(cancelled, 200);
  agent.reply(rung, 487);
  await agent.expectRequest('ACK', (ack) => ack.branch === rung.branch);
  assert.equal(demo.pbx.agentStates.document('1001').status, 0);
});

test('a CANCEL waits until the ringing phone has said anything at all', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const invite = await customer.dial('1001');
  const rung = await agent.expectRequest('INVITE');
  customer.request('CANCEL', 'sip:1001@127.0.0.1', {
    to: invite.header('To'),
    from: invite.header('From'),
    callId: invite.header('Call-ID'),
    cseq: invite.cseq,
    branch: invite.branch,
  });
  await customer.expectResponse(invite, 487);
  // A round trip on the agent's own socket: whatever was sent to it before has arrived.
  await agent.expectResponse(agent.request('OPTIONS', 'sip:127.0.0.1'));
  assert.deepEqual(agent.inbox, []);
  agent.reply(rung, 180);
  await agent.expectRequest('CANCEL');
});

test('an answer that crosses the CANCEL is acknowledged and hung up', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const invite = await customer.dial('1001');
  const rung = await agent.expectRequest('INVITE');
  agent.reply(rung, 180);
  await customer.expectResponse(invite, 180);
  customer.request('CANCEL', 'sip:1001@127.0.0.1', {
    to: invite.header('To'),
    from: invite.header('From'),
    callId: invite.header('Call-ID'),
    cseq: invite.cseq,
    branch: invite.branch,
  });
  await agent.expectRequest('CANCEL');
  agent.reply(rung, 200, { body: 'answer' });
  await agent.expectRequest('ACK');
  await agent.expectRequest('BYE');
});

for (const [status, cause] of [
  [486, 17],
  [603, 21],
  [480, 19],
  [488, 88],
]) {
  test(`a callee's ${status} reaches the caller with its Q.850 cause`, async (t) => {
    const demo = await startTestDemo(t);
    const [customer, agent] = await demo.register('2001', '1001');
    const invite = await customer.dial('1001');
    agent.reply(await agent.expectRequest('INVITE'), status);
    await agent.expectRequest('ACK');
    const refusal = await customer.expectResponse(invite);
    assert.equal(refusal.status, status);
    assert.match(refusal.header('Reason'), new RegExp(`Q\\.850;cause=${cause};`));
    assert.equal(demo.pbx.callEvents.documents()[0].cause, cause);
  });
}

test('an unknown number is answered 404, an extension that is not registered 480 with cause 20', async (t) => {
  const demo = await startTestDemo(t);
  const [customer] = await demo.register('2001');
  assert.equal((await customer.expectResponse(await customer.dial('1999'))).status, 404);
  const away = await customer.expectResponse(await customer.dial('1001'));
  assert.equal(away.status, 480);
  assert.match(away.header('Reason'), /cause=20/);
});

test('a call that nobody answers ends with CANCEL for the one and 480, cause 19, for the other', async (t) => {
  const demo = await startTestDemo(t, { ringMs: 50 });
  const [customer, agent] = await demo.register('2001', '1001');
  const invite = await customer.dial('1001');
  agent.reply(await agent.expectRequest('INVITE'), 180);
  const refusal = await customer.expectResponse(invite);
  assert.equal(refusal.status, 480);
  assert.match(refusal.header('Reason'), /cause=19/);
  await agent.expectRequest('CANCEL');
});

test('hold passes through as it is, and so does the answer to it', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const { calleeDialog } = await talk(customer, agent, '1001');
  const hold = calleeDialog.request('INVITE', { body: 'a=sendonly' });
  const heard = await customer.expectRequest('INVITE');
  assert.equal(heard.body, 'a=sendonly');
  customer.reply(heard, 200, { body: 'a=recvonly' });
  const agreed = await agent.expectResponse(hold);
  assert.equal(agreed.status, 200);
  assert.equal(agreed.body, 'a=recvonly');
  await customer.expectRequest('ACK');
});

for (const status of [488, 491, 500]) {
  test(`hold refused with ${status} is refused with ${status}, and the call stays`, async (t) => {
    const demo = await startTestDemo(t);
    const [customer, agent] = await demo.register('2001', '1001');
    const { calleeDialog } = await talk(customer, agent, '1001');
    const hold = calleeDialog.request('INVITE', { body: 'a=sendonly' });
    customer.reply(await customer.expectRequest('INVITE'), status);
    assert.equal((await agent.expectResponse(hold)).status, status);
    await customer.expectRequest('ACK');
    const info = calleeDialog.request('INFO', { body: 'still here' });
    const heard = await customer.expectRequest('INFO');
    assert.equal(heard.body, 'still here');
    customer.reply(heard, 200);
    assert.equal((await agent.expectResponse(info)).status, 200);
  });
}

test('a re-INVITE that meets one from the other side is answered 491', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const { calleeDialog, callerDialog } = await talk(customer, agent, '1001');
  const first = calleeDialog.request('INVITE', { body: 'a=sendonly' });
  const heard = await customer.expectRequest('INVITE');
  const second = callerDialog.request('INVITE', { body: 'a=inactive' });
  assert.equal((await customer.expectResponse(second)).status, 491);
  customer.reply(heard, 200, { body: 'a=recvonly' });
  assert.equal((await agent.expectResponse(first)).status, 200);
});

test('an INVITE without offer: the answer travels in the ACK', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const invite = await customer.dial('1001', { body: '' });
  const rung = await agent.expectRequest('INVITE');
  assert.equal(rung.body, '');
  agent.reply(rung, 180);
  agent.reply(rung, 200, { body: 'offer of the callee' });
  const answer = await customer.expectResponse(invite, 200);
  assert.equal(answer.body, 'offer of the callee');
  customer.ack(invite, answer, 'answer of the caller');
  assert.equal((await agent.expectRequest('ACK')).body, 'answer of the caller');
});

test('184 before the number withholds the caller, 186 does not', async (t) => {
  const demo = await startTestDemo(t);
  const [agent, customer] = await demo.register('1001', '2001');
  await agent.dial('18409012345678', { body: 'an offer' });
  const withheld = await customer.expectRequest('INVITE');
  assert.match(withheld.header('From'), /^"Anonymous" <sip:anonymous@anonymous\.invalid>/);
  assert.equal(withheld.header('P-Asserted-Identity'), undefined);
  assert.doesNotMatch(withheld.text, /sip:1001@|エージェント/);
  assert.equal(demo.pbx.callEvents.documents()[0].caller.number, '1001');
  await agent.dial('186+819012345678');
  assert.match((await customer.expectRequest('INVITE')).header('From'), /^"エージェント1001" <sip:1001@/);
});

test('a phone whose socket is gone for good ends the call after the grace period, not before', async (t) => {
  const demo = await startTestDemo(t, { graceMs: 150 });
  const [customer, agent] = await demo.register('2001', '1001');
  await talk(customer, agent, '1001');
  const closedAt = Date.now();
  agent.close();
  await customer.expectRequest('BYE');
  assert.ok(Date.now() - closedAt >= 140);
  assert.equal(demo.pbx.callEvents.documents()[0].state, 'ended');
});

test('a phone that comes back with the same contact keeps its call', async (t) => {
  const demo = await startTestDemo(t, { graceMs: 150 });
  const [customer, agent] = await demo.register('2001', '1001');
  const { callerDialog } = await talk(customer, agent, '1001');
  agent.close();
  const back = await demo.connect('1001');
  back.contact = agent.contact;
  await back.register();
  await eventually(
    'the grace period is over',
    () => demo.pbx.agentStates.document('1001').status === 89 && Date.now() - demo.pbx.agentStates.document('1001').since > 200,
  );
  callerDialog.request('BYE');
  await back.expectRequest('BYE');
});

test('a directed pick-up answers the call that rings at a colleague, and stops the ringing', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, rungAgent, colleague] = await demo.register('2001', '1001', '1002');
  const invite = await customer.dial('1001', { body: 'a=setup:actpass\r\na=ice-ufrag:customer\r\n' });
  const rung = await rungAgent.expectRequest('INVITE');
  rungAgent.reply(rung, 180);
  const pick = await colleague.dial('*81001', { body: 'a=setup:actpass\r\na=ice-ufrag:colleague\r\n' });
  const picked = await colleague.expectResponse(pick);
  assert.equal(picked.status, 200);
  assert.match(picked.header('P-Asserted-Identity'), /^"山田太郎" <sip:09012345678@/);
  assert.equal(picked.body, 'a=setup:passive\r\na=ice-ufrag:customer\r\n');
  const answer = await customer.expectResponse(invite, 200);
  assert.equal(answer.body, 'a=setup:active\r\na=ice-ufrag:colleague\r\n');
  assert.match((await rungAgent.expectRequest('CANCEL')).header('Reason'), /^SIP;cause=200/);
  assert.equal(picked.header('X-Linkedid'), answer.header('X-Linkedid'));
  assert.equal(demo.pbx.callEvents.documents()[0].answeredBy, '1002');
});

test('nothing that rings, or an agent of another group: no pick-up', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, stranger] = await demo.register('2001', '1001', '1003');
  assert.equal((await stranger.expectResponse(await stranger.dial('*81001'))).status, 404);
  await customer.dial('1001');
  agent.reply(await agent.expectRequest('INVITE'), 180);
  assert.equal((await stranger.expectResponse(await stranger.dial('*81001'))).status, 404);
});
