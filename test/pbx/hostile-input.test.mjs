import assert from 'node:assert/strict';
import test from 'node:test';
import { startTestDemo, talk } from './demo-under-test.mjs';

const head = (...lines) => `${lines.join('\r\n')}\r\n\r\n`;
const COMPLETE = ['Via: SIP/2.0/WS x;branch=z9hG4bKx', 'From: <sip:1001@x>;tag=a', 'To: <sip:1001@x>', 'Call-ID: x', 'CSeq: 1 OPTIONS'];

const DROPPED = {
  'plain text': 'hello',
  'an empty frame': '',
  'binary rubbish': Buffer.from([0, 255, 254, 1, 2, 3]),
  'a start line of another protocol': head('GET / HTTP/1.1', 'Host: x'),
  'a request without Via': head('OPTIONS sip:x SIP/2.0', 'From: <sip:a@x>;tag=a', 'To: <sip:b@x>', 'Call-ID: x', 'CSeq: 1 OPTIONS'),
  'a response to nothing': head('SIP/2.0 200 OK', ...COMPLETE),
  'a malformed response': head('SIP/2.0 200 OK', 'nonsense'),
  'a status out of range': head('SIP/2.0 999 What', ...COMPLETE),
  'an ACK with a wrong CSeq': head('ACK sip:x SIP/2.0', ...COMPLETE),
};

for (const [what, frame] of Object.entries(DROPPED)) {
  test(`${what} is dropped, and the line goes on`, async (t) => {
    const demo = await startTestDemo(t);
    const [phone] = await demo.register('1001');
    phone.send(frame);
    assert.equal((await phone.expectResponse(phone.request('OPTIONS', 'sip:127.0.0.1'))).status, 200);
    assert.deepEqual(phone.inbox, []);
  });
}

const REFUSED = {
  'a line that is no header': [...COMPLETE, 'no colon here'],
  'a CSeq of another method': COMPLETE.map((line) => line.replace('1 OPTIONS', '1 INVITE')),
  'a CSeq that is no number': COMPLETE.map((line) => line.replace('CSeq: 1', 'CSeq: one')),
  'a Via without branch': COMPLETE.map((line) => line.replace(';branch=z9hG4bKx', '')),
  'a body shorter than its Content-Length': [...COMPLETE, 'Content-Length: 10'],
  'a Content-Length that is no number': [...COMPLETE, 'Content-Length: -1'],
  'a From without tag': COMPLETE.map((line) => line.replace(';tag=a', '')),
  'a From that is no address': COMPLETE.map((line) => line.replace('<sip:1001@x>;tag=a', '"unclosed <sip:')),
};

for (const [what, lines] of Object.entries(REFUSED)) {
  test(`${what} is answered 400`, async (t) => {
    const demo = await startTestDemo(t);
    const phone = await demo.connect('1001');
    phone.send(head('OPTIONS sip:x SIP/2.0', ...lines));
    await phone.expect('400', ({ status }) => status === 400);
  });
}

test('compact and folded headers are understood', async (t) => {
  const demo = await startTestDemo(t);
  const phone = await demo.connect('1001');
  phone.send(
    head('OPTIONS sip:x SIP/2.0', 'v: SIP/2.0/WS x', ' ;branch=z9hG4bKx', 'f: <sip:1001@x>;tag=a', 't: <sip:1001@x>', 'i: x', 'CSeq: 1 OPTIONS', 'l: 0'),
  );
  await phone.expect('200', ({ status }) => status === 200);
});

test('an unknown method is answered 405, a request in no dialog 481', async (t) => {
  const demo = await startTestDemo(t);
  const phone = await demo.connect('1001');
  assert.equal((await phone.expectResponse(phone.request('PUBLISH', 'sip:x@x'))).status, 405);
  for (const method of ['BYE', 'INFO', 'REFER', 'INVITE']) {
    assert.equal((await phone.expectResponse(phone.request(method, 'sip:x@x', { to: '<sip:x@x>;tag=none' }))).status, 481, method);
  }
  assert.equal((await phone.expectResponse(phone.request('CANCEL', 'sip:x@x'))).status, 481);
});

test('a repeated request is answered again, not carried out again', async (t) => {
  const demo = await startTestDemo(t);
  const [phone] = await demo.register('1001');
  const request = phone.request('OPTIONS', 'sip:x@x');
  await phone.expectResponse(request, 200);
  phone.send(request.text);
  await phone.expectResponse(request, 200);
});

test('a guessed tag does not get into a dialog', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent, stranger] = await demo.register('2001', '1001', '1002');
  const { calleeDialog } = await talk(customer, agent, '1001');
  const forged = stranger.request('BYE', calleeDialog.target, {
    to: calleeDialog.remote,
    from: '<sip:1001@127.0.0.1>;tag=guess',
    callId: calleeDialog.callId,
    cseq: 900,
  });
  assert.equal((await stranger.expectResponse(forged)).status, 481);
  assert.equal(demo.pbx.callEvents.documents()[0].state, 'answered');
});

test('a caller cannot smuggle header lines in', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, agent] = await demo.register('2001', '1001');
  const { callerDialog } = await talk(customer, agent, '1001');
  callerDialog.request('BYE', { headers: ['Reason: Q.850;cause=16\rX-Evil: 1'] });
  const bye = await agent.expectRequest('BYE');
  assert.equal(bye.header('X-Evil'), undefined);
  assert.doesNotMatch(bye.text, /\rX-Evil/);
});

test('sockets that close at any moment of a call leave nobody busy', async (t) => {
  const demo = await startTestDemo(t, { graceMs: 20, ringMs: 100 });
  for (const step of ['dialled', 'ringing', 'answered']) {
    const [customer, agent] = await demo.register('2001', '1001');
    const invite = await customer.dial('1001');
    const rung = await agent.expectRequest('INVITE');
    if (step !== 'dialled') agent.reply(rung, 180);
    if (step === 'answered') {
      agent.reply(rung, 200, { body: 'answer' });
      await customer.expectResponse(invite, 200);
    }
    customer.socket.terminate();
    agent.socket.terminate();
    const end = Date.now() + 3000;
    while (demo.pbx.agentStates.document('1001').status !== 0) {
      assert.ok(Date.now() < end, `still ${demo.pbx.agentStates.document('1001').status} after the sockets closed when ${step}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.ok(
      demo.pbx.callEvents.documents().every(({ state }) => state === 'ended'),
      step,
    );
  }
});
