import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DocumentWriter } from '../../demo/ami-manager/document-writer.mjs';

test('a document that was put just before the writer stops is written, and nothing after it', async () => {
  const written = [];
  const store = { commit: async (writes) => void written.push(...writes.map(({ path }) => path)) };
  const writer = new DocumentWriter(store, { log: assert.fail });
  writer.put('customer/c/amiEvents/1.1', { fields: { state: 'ended' } });
  const stopped = writer.stop();
  writer.put('customer/c/amiEvents/2.2', { fields: { state: 'ringing' } });
  await stopped;
  assert.deepEqual(written, ['customer/c/amiEvents/1.1']);
});
