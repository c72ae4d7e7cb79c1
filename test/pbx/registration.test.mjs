import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import test from 'node:test';
import { WebSocket } from 'ws';
import { DigestAuthenticator, NONCE_LIFETIME_MS } from '../../demo/pbx/digest.mjs';
import { startTestDemo, talk } from './demo-under-test.mjs';

const md5 = (text) => createHash('md5').update(text).digest('hex');

test('a phone with the right password is registered and told for how long', async (t) => {
  const demo = await startTestDemo(t);
  const phone = await demo.connect('1001');
  const first = phone.request('REGISTER', 'sip:127.0.0.1', { to: '<sip:1001@127.0.0.1>' });
  const challenge = await phone.expectResponse(first);
  assert.equal(challenge.status, 401);
  assert.match(challenge.header('WWW-Authenticate'), /^Digest realm="infinitalk", nonce="[^"]+", algorithm=MD5, qop="auth"$/);
  const accepted = await phone.expectResponse(phone.authorise(first, challenge));
  assert.equal(accepted.status, 200);
  assert.equal(accepted.header('Contact'), `<${phone.contact}>;expires=600`);
});

test('a wrong password is answered 403, and so is the right one of another extension', async (t) => {
  const demo = await startTestDemo(t);
  const wrong = await demo.connect('1001', 'wrong');
  assert.equal((await wrong.register()).status, 403);
  const other = await demo.connect('1002');
  const request = await other.authenticated('REGISTER', 'sip:127.0.0.1', { to: '<sip:1001@127.0.0.1>' });
  assert.equal((await other.expectResponse(request)).status, 403);
});

test('an unknown extension is challenged like any other and then refused', async (t) => {
  const demo = await startTestDemo(t);
  const phone = await demo.connect('9999', 'anything');
  assert.equal((await phone.register()).status, 403);
});

test('an old or invented nonce with the right password is challenged again with stale=true', async (t) => {
  const demo = await startTestDemo(t);
  const phone = await demo.connect('1001');
  const first = phone.request('REGISTER', 'sip:127.0.0.1', { to: '<sip:1001@127.0.0.1>' });
  const challenge = await phone.expectResponse(first);
  challenge.lines = challenge.lines.map((line) => line.replace(/nonce="[^"]+"/, 'nonce="kept.from-another-start"'));
  const again = await phone.expectResponse(phone.authorise(first, challenge));
  assert.equal(again.status, 401);
  assert.match(again.header('WWW-Authenticate'), /, stale=true$/);
});

test('a nonce is good until its life is over, then stale', () => {
  let now = 1_000_000;
  const digest = new DigestAuthenticator({ realm: 'infinitalk', passwordOf: () => 'secret', now: () => now });
  const nonce = /nonce="([^"]+)"/.exec(digest.challenge(false))[1];
  const [ha1, ha2] = [md5('1001:infinitalk:secret'), md5('REGISTER:sip:127.0.0.1')];
  const header = `Digest username="1001", realm="infinitalk", nonce="${nonce}", uri="sip:127.0.0.1", response="${md5(`${ha1}:${nonce}:${ha2}`)}"`;
  assert.equal(digest.check(header, 'REGISTER').outcome, 'granted');
  now += NONCE_LIFETIME_MS;
  assert.equal(digest.check(header, 'REGISTER').outcome, 'granted');
  now += 1;
  assert.deepEqual(digest.check(header, 'REGISTER'), { outcome: 'challenge', stale: true });
});

test('a new registration takes the place of the old one, which may sign off without harm', async (t) => {
  const demo = await startTestDemo(t);
  const [old, customer] = await demo.register('1001', '2001');
  const [next] = await demo.register('1001');
  assert.equal((await old.register(0)).status, 200);
  await talk(customer, next, '1001');
  assert.deepEqual(old.inbox, []);
});

test('signing off and closing the socket both make the extension unavailable', async (t) => {
  const demo = await startTestDemo(t);
  const [customer, first, second] = await demo.register('2001', '1001', '1002');
  assert.equal((await first.register(0)).header('Contact'), undefined);
  assert.equal((await customer.expectResponse(await customer.dial('1001'))).status, 480);
  second.close();
  await once(second.socket, 'close');
  assert.equal((await customer.expectResponse(await customer.dial('1002'))).status, 480);
});

test('too short a registration is answered 423 with the shortest that is taken', async (t) => {
  const demo = await startTestDemo(t);
  const phone = await demo.connect('1001');
  const refusal = await phone.register(5);
  assert.equal(refusal.status, 423);
  assert.equal(refusal.header('Min-Expires'), '10');
});

test('OPTIONS is answered 200, the keep-alive by CRLF', async (t) => {
  const demo = await startTestDemo(t);
  const phone = await demo.connect('1001');
  assert.equal((await phone.expectResponse(phone.request('OPTIONS', 'sip:ping@127.0.0.1'))).status, 200);
  const pong = once(phone.socket, 'message');
  phone.send('\r\n\r\n');
  assert.equal(String((await pong)[0]), '\r\n');
});

test('only pages of this machine may connect, and only with the subprotocol sip', async (t) => {
  const demo = await startTestDemo(t);
  const connect = async (protocols, origin) => {
    const socket = new WebSocket(demo.sipUrl, protocols, { origin });
    return Promise.race([
      once(socket, 'open').then(() => (socket.close(), 'open')),
      once(socket, 'error').then(
        () => 'refused',
        () => 'refused',
      ),
    ]).catch(() => 'refused');
  };
  assert.equal(await connect('sip', 'http://localhost:8000'), 'open');
  assert.equal(await connect('sip', 'http://127.0.0.1:3000'), 'open');
  assert.equal(await connect('sip', 'https://evil.example'), 'refused');
  assert.equal(await connect('sip', 'http://localhost.evil.example'), 'refused');
  assert.equal(await connect('sip', 'null'), 'refused');
  assert.equal(await connect('chat', 'http://localhost:8000'), 'refused');
  assert.equal(await connect([], 'http://localhost:8000'), 'refused');
});
