import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isIndexed, readQueries } from './composite-index.mjs';

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const { indexes } = JSON.parse(readFileSync(path('demo/firebase/firestore.indexes.json'), 'utf8'));
const history = { collection: 'amiEvents', filters: [{ field: 'groupCode', operator: '==' }], orders: [{ field: 'startedAt', direction: 'desc' }] };

describe('firestore.indexes.json', () => {
  for (const query of readQueries(path('src/adapters/firestore'))) {
    it(`has the index of the query at ${query.place}`, () => assert.ok(isIndexed(query, indexes), JSON.stringify(query)));
  }

  it('serves the history of a group, newest first', () => assert.ok(isIndexed(history, indexes)));
  it('serves the conversations of a group, newest first', () =>
    assert.ok(
      isIndexed({ collection: 'chats', filters: [{ field: 'groupCode', operator: '==' }], orders: [{ field: 'lastMessageAt', direction: 'desc' }] }, indexes),
    ));
  it('is asked by the product at all', () => assert.ok(readQueries(path('src/adapters/firestore')).some(({ collection }) => collection === 'amiEvents')));

  it('is found wanting for another direction, field, operator or collection', () => {
    for (const change of [
      { orders: [{ field: 'startedAt', direction: 'asc' }] },
      { filters: [{ field: 'queue', operator: '==' }] },
      { filters: [{ field: 'groupCode', operator: 'array-contains' }] },
      { collection: 'calls' },
    ]) {
      assert.equal(isIndexed({ ...history, ...change }, indexes), false, JSON.stringify(change));
    }
  });
});
