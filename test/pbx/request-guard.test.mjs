import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { findFile } from '../../demo/server/static-files.mjs';
import { startTestDemo } from './demo-under-test.mjs';

/** A request with headers that fetch does not let through. */
function raw(url, { method = 'GET', path, headers = {}, body } = {}) {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname: hostname === 'localhost' ? '127.0.0.1' : hostname, port, method, path: path ?? pathname, headers: { host: `localhost:${port}`, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

test('Host has to be this machine and this port', async (t) => {
  const demo = await startTestDemo(t);
  const { port } = new URL(demo.url);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) assert.notEqual((await raw(demo.url, { headers: { host } })).status, 403, host);
  for (const host of ['localhost', 'localhost:1', `evil.example:${port}`, `localhost.evil.example:${port}`])
    assert.equal((await raw(demo.url, { headers: { host } })).status, 403, host);
});

test('Origin has to be this machine wherever something is changed or streamed', async (t) => {
  const demo = await startTestDemo(t);
  const calls = [
    ['POST', '/crm/session'],
    ['DELETE', '/crm/session'],
    ['GET', '/crm/live'],
    ['POST', '/crm/live/status'],
  ];
  for (const [method, path] of calls) {
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      assert.equal(
        (await raw(demo.url, { method, path, headers: { origin }, body: method === 'POST' ? '{}' : undefined })).status,
        403,
        `${method} ${path} ${origin}`,
      );
    }
    assert.notEqual(
      (await raw(demo.url, { method, path, headers: { origin: 'http://localhost:3000' }, body: method === 'POST' ? '{}' : undefined })).status,
      403,
      `${method} ${path}`,
    );
  }
});

test('no path leads out of a folder, neither in any encoding nor by a link', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'static-files-'));
  t.after(() => rmSync(parent, { recursive: true }));
  const site = join(parent, 'site');
  mkdirSync(site);
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  writeFileSync(join(site, 'index.html'), 'page');
  symlinkSync(join(parent, 'secret.txt'), join(site, 'link.txt'));
  assert.equal(await findFile(site, '/'), join(realpathSync(site), 'index.html'));
  for (const path of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/x/../../secret.txt',
    '/..%5csecret.txt',
    '/link.txt',
    '/%00',
    '/%',
    '/index.html/',
  ]) {
    assert.equal(await findFile(site, path), undefined, path);
  }
});

test('what is not there is answered 404, also by way of other folders', async (t) => {
  const demo = await startTestDemo(t);
  for (const path of ['/../package.json', '/..%2fstart.mjs', '/it-widgets/..%2f..%2f..%2fpackage.json', '//../package.json', '/%']) {
    assert.equal((await raw(demo.url, { path })).status, 404, path);
  }
});

test("every answer keeps the address to itself, is not guessed at, and runs nobody else's scripts", async (t) => {
  const demo = await startTestDemo(t);
  const { headers } = await fetch(new URL('/nothing?credential=demo-1001', demo.url));
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  const policy = headers.get('content-security-policy');
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /style-src 'self';/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.deepEqual(demo.logged, []);
});
