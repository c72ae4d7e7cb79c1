import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LOOPBACK_ALIAS } from '../../demo/asterisk/network.mjs';

// `npm run start:real` has fixed ports: these tests run in a network of their own (test/start-real/run.mjs).

const SCRIPT = fileURLToPath(new URL('../../demo/start-real.mjs', import.meta.url));
const URL_8000 = 'http://localhost:8000';
const PORTS = [5038, 8000, 8080, 8088, 8089, 9099];
const LIMIT_MS = 90_000;

/** A start:real of a test's own. */
function start(args = [], env = {}) {
  const child = spawn(process.execPath, [SCRIPT, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const run = { child, said: '', ended: once(child, 'exit').then(([code]) => code) };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (run.said += text));
  return run;
}

async function says(run, text) {
  const limit = Date.now() + LIMIT_MS;
  while (!run.said.includes(text)) {
    assert.ok(Date.now() < limit && run.child.exitCode === null, `waiting for ${JSON.stringify(text)}, it said:\n${run.said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function expectNothingLeft() {
  const network = readlinkSync('/proc/self/ns/net');
  // What was killed is gone once its parent has been told.
  const inside = () => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && networkOf(pid) === network && !OWN.has(pid));
  const limit = Date.now() + 5_000;
  while (inside().length > 0 && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(inside(), [], 'processes in this network');
  assert.deepEqual(networkInterfaces().lo?.filter(({ address }) => address === LOOPBACK_ALIAS) ?? [], [], 'addresses on lo');
  // Of a process that is being killed, a thread may hold its sockets for some ms after the first has left /proc.
  const taken = async () => (await Promise.all(PORTS.map(async (port) => ((await isFree(port)) ? [] : [port])))).flat();
  let still = await taken();
  while (still.length > 0 && Date.now() < limit) still = await new Promise((resolve) => setTimeout(resolve, 20)).then(taken);
  assert.deepEqual(still, [], 'ports that are taken');
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function networkOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

/** Those that ran before any test. */
const OWN = new Set(readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)));

const post = (path, { body = {}, ...headers } = {}) =>
  fetch(`${URL_8000}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

async function signIn(endpoint, body) {
  const response = await post(`${endpoint}/session`, { body });
  assert.equal(response.status, 200, `${endpoint} ${JSON.stringify(body)}`);
  return { config: await response.json(), cookie: response.headers.get('set-cookie').split(';')[0] };
}

/** What the Auth emulator makes of a token: the claims of the signed-in person's own. */
async function claimsOf({ token }) {
  const address = 'http://127.0.0.1:9099/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=demo';
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, returnSecureToken: true }),
  });
  const { idToken } = await response.json();
  const { agreementId, customerId, agentId, extension, groupCodes, role, chatId, linkId } = JSON.parse(Buffer.from(idToken.split('.')[1], 'base64url'));
  return Object.fromEntries(
    Object.entries({ agreementId, customerId, agentId, extension, groupCodes, role, chatId, linkId }).filter(([, claim]) => claim !== undefined),
  );
}

describe('start:real does not start', () => {
  for (const port of [8080, 8089]) {
    it(`on a machine where ${port} is taken, which it names`, async () => {
      const blocker = createServer().listen(port, '127.0.0.1');
      await once(blocker, 'listening');
      const run = start();
      assert.equal(await run.ended, 1);
      assert.match(run.said, new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 \\(.+\\) is already in use\\. Stop the other program\\.\\s*$`));
      blocker.close();
      await expectNothingLeft();
    });
  }

  it('without a part, which it names with how to get it', async () => {
    const run = start([], { FIRESTORE_EMULATOR_JAR: '/nowhere/emulator.jar' });
    assert.equal(await run.ended, 1);
    assert.match(run.said, /missing here:\n- Firestore emulator: .*\/nowhere\/emulator\.jar/);
    await expectNothingLeft();
  });

  it('on a version of Asterisk that it does not have', async () => {
    const run = start(['--asterisk', '18']);
    assert.equal(await run.ended, 1);
    assert.equal(run.said.trim(), '--asterisk: expected 16 or 22, got "18"');
  });
});

describe('start:real', () => {
  let run;
  before(async () => {
    run = start();
    await says(run, 'Ctrl-C stops.');
  });
  after(async () => {
    run.child.kill('SIGKILL');
    await run.ended;
  });

  it('has the addresses of npm start', async () => {
    for (const path of ['/', '/text-service/', '/crm/', '/customer/', '/chat/?group=G01', '/it-widgets.js'])
      assert.equal((await fetch(`${URL_8000}${path}`)).status, 200, path);
  });

  it('answers a sign-in with where Firestore is, and gives tokens with the claims of the agent', async () => {
    const agent = await signIn('/crm', { credential: 'demo-1001' });
    assert.deepEqual(agent.config.firebase.emulator, { firestore: '127.0.0.1:8080', auth: '127.0.0.1:9099' });
    assert.equal(agent.config.live, undefined);
    const answer = await (await post('/crm/firebase-token', { cookie: agent.cookie })).json();
    assert.ok(answer.expiresAt > Date.now());
    assert.deepEqual(await claimsOf(answer), {
      agreementId: 'A0001',
      customerId: 'C0001',
      agentId: '1001',
      extension: '1001',
      groupCodes: ['G01'],
      role: 'operator',
    });

    const crm = await signIn('/text-service', { credential: 'demo-crm' });
    const claims = await claimsOf(await (await post('/text-service/firebase-token', { cookie: crm.cookie })).json());
    assert.deepEqual(claims, { agreementId: 'CRM1708391749', agentId: 'crm', groupCodes: ['G01'], role: 'operator' });
  });

  it("gives a chat's customer a token for that chat alone, and for the same one when they come back", async () => {
    const guest = await signIn('/chat', { group: 'G01' });
    const { chatId } = guest.config.customer;
    const { linkId, ...claims } = await claimsOf(await (await post('/chat/firebase-token', { cookie: guest.cookie })).json());
    assert.deepEqual(claims, { agreementId: 'A0001', chatId });
    assert.match(linkId, /^\S+$/);
    const again = await (await post('/chat/session', { body: { group: 'G01' }, cookie: guest.cookie })).json();
    assert.equal(again.customer.chatId, chatId);
  });

  it("gives no token to anybody else: without a session, with another page's, to the customer's phone, to a page of another origin or host", async () => {
    const { cookie } = await signIn('/crm', { credential: 'demo-1001' });
    const phone = await signIn('/customer', { credential: 'demo-2001' });
    assert.equal(phone.config.firebase, undefined);
    assert.equal((await post('/crm/firebase-token')).status, 401);
    assert.equal((await post('/text-service/firebase-token', { cookie })).status, 401);
    assert.equal((await post('/chat/firebase-token', { cookie })).status, 401);
    assert.equal((await post('/customer/firebase-token', { cookie: phone.cookie })).status, 403);
    assert.equal((await post('/crm/firebase-token', { cookie, origin: 'https://evil.example' })).status, 403);
    for (const [port, path] of [
      [8000, '/crm/firebase-token'],
      [9099, '/'],
    ]) {
      // fetch lets no Host through.
      const sent = request({ host: '127.0.0.1', port, method: 'POST', path, headers: { host: `evil.example:${port}`, cookie } }).end();
      const [response] = await once(sent, 'response');
      response.resume();
      assert.equal(response.statusCode, 403, String(port));
    }
  });

  it('is gone after Ctrl-C, and so are its parts and the address on lo, also when npm passes the signal on a second time', async () => {
    run.child.kill('SIGINT');
    run.child.kill('SIGINT');
    assert.equal(await run.ended, 0, run.said);
    await expectNothingLeft();
  });

  it('leaves nothing when it is stopped while Asterisk 16 and the emulators are starting', async () => {
    const early = start(['--asterisk', '16']);
    await says(early, 'Starting Asterisk 16');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    early.child.kill('SIGINT');
    assert.equal(await early.ended, 0, early.said);
    await expectNothingLeft();
  });
});
