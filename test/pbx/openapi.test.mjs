import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { startTestDemo } from './demo-under-test.mjs';

const committed = JSON.parse(readFileSync(new URL('../../demo/server/openapi.json', import.meta.url), 'utf8'));

/** What is wrong with a value by a schema of the document, as far as that uses JSON Schema: type, enum, required, properties, items, minLength, $ref. */
function wrong(value, schema, at = '$') {
  if (schema.$ref)
    return wrong(
      value,
      schema.$ref
        .split('/')
        .slice(1)
        .reduce((node, key) => node[key], committed),
      at,
    );
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is none of ${schema.enum.join(', ')}`];
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  if (schema.type && schema.type !== type) return [`${at}: ${type} is not ${schema.type}`];
  if (schema.minLength && value.length < schema.minLength) return [`${at}: too short`];
  const missing = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${at}.${key}: missing`);
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, inside]) =>
    value?.[key] === undefined ? [] : wrong(value[key], inside, `${at}.${key}`),
  );
  const unknown =
    schema.properties && type === 'object'
      ? Object.keys(value)
          .filter((key) => !(key in schema.properties))
          .map((key) => `${at}.${key}: not described`)
      : [];
  const items = schema.items && type === 'array' ? value.flatMap((item, index) => wrong(item, schema.items, `${at}[${index}]`)) : [];
  return [...missing, ...inner, ...unknown, ...items];
}

/** Each operation that the embedded demo has, with what it is asked and the status that it must answer. */
const ASKED = [
  ['post', '/session', { body: { credential: 'demo-1001' } }, 200],
  ['post', '/session', { body: { credential: 'demo-crm' } }, 200],
  ['post', '/session', { body: {}, signedIn: true }, 200],
  ['post', '/session', { body: {} }, 401],
  ['post', '/session', { body: [] }, 400],
  ['post', '/session', { body: { credential: 'x'.repeat(20_000) } }, 413],
  ['post', '/live/status', { body: { requestedStatus: 3 }, signedIn: true }, 204],
  ['post', '/live/status', { body: { requestedStatus: 7 }, signedIn: true }, 400],
  ['post', '/live/status', { body: { requestedStatus: 3 } }, 401],
  ['post', '/live/status', { body: { requestedStatus: 3 }, signedIn: 'demo-crm' }, 403],
  ['get', '/live', {}, 401],
  ['get', '/live', { signedIn: true }, 200],
  ['get', '/live/history', { signedIn: true }, 200],
  ['get', '/live/history', {}, 401],
  ['delete', '/session', { signedIn: true }, 204],
];

test('the demo serves its OpenAPI document', async (t) => {
  const demo = await startTestDemo(t);
  const response = await fetch(new URL('/openapi.json', demo.url));
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.deepEqual(await response.json(), committed);
});

for (const [method, path, { body, signedIn }, status] of ASKED) {
  test(`${method.toUpperCase()} ${path} answers ${status} as the OpenAPI document says${signedIn ? ', signed in' : ''} (${JSON.stringify(body ?? null).slice(0, 40)})`, async (t) => {
    const demo = await startTestDemo(t);
    const described = committed.paths[path][method].responses[status];
    assert.ok(described, 'the status is described');
    let cookie;
    if (signedIn) {
      const credential = signedIn === true ? 'demo-1001' : signedIn;
      const session = await fetch(new URL('/crm/session', demo.url), { method: 'POST', body: JSON.stringify({ credential }) });
      cookie = session.headers.get('set-cookie').split(';')[0];
    }
    const abort = new AbortController();
    const response = await fetch(new URL(`/crm${path}`, demo.url), {
      method: method.toUpperCase(),
      headers: { ...(cookie && { cookie }) },
      signal: abort.signal,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    assert.equal(response.status, status);
    const [type] = Object.keys(described.content ?? {});
    if (type === undefined) assert.equal(response.headers.get('content-type'), null);
    else assert.equal(response.headers.get('content-type').split(';')[0], type);
    if (type === 'application/json') assert.deepEqual(wrong(await response.json(), described.content[type].schema), []);
    abort.abort();
  });
}

test('every operation of the document is asked here, save the token, which only the real stack has', () => {
  const operations = Object.entries(committed.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  assert.deepEqual(new Set(operations), new Set([...ASKED.map(([method, path]) => `${method} ${path}`), 'post /firebase-token']));
});

test('the check finds what the document does not say', () => {
  const { schema } = committed.paths['/session'].post.responses[200].content['application/json'];
  assert.deepEqual(wrong({ agent: { id: '', name: 'x', role: 'boss', groupCodes: 'G01' }, contract: {}, licenses: [], secret: 1 }, schema), [
    '$.agent.id: too short',
    '$.agent.role: "boss" is none of operator, supervisor',
    '$.agent.groupCodes: string is not array',
    '$.contract.agreementId: missing',
    '$.secret: not described',
  ]);
});
