import assert from 'node:assert/strict';
import { test } from 'node:test';
import { held, median, percentile, table } from './figures.mjs';

test('the median is the middle value, in whatever order they came', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 3);
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 30 }, (_, index) => index + 1);
  assert.equal(percentile(values, 95), 29);
  assert.equal(percentile([7], 95), 7);
});

test('a budget is kept up to its limit and missed above it', () => {
  assert.equal(held('x', 110, 'ms', { reference: 100, times: 1.1, budget: '' }).kept, true);
  assert.equal(held('x', 111, 'ms', { reference: 100, times: 1.1, budget: '' }).kept, false);
  assert.equal(held('x', 117, 'ms', { reference: 100, plus: 17, budget: '' }).kept, true);
  assert.equal(held('x', 12_289, 'bytes', { limit: 12_288, budget: '' }).kept, false);
});

test('a table says figure, unit, ratio and verdict, and no verdict where there is no budget', () => {
  const text = table('bytes', [
    { name: 'floor', value: 146_000, unit: 'bytes' },
    held('everything', 180_000, 'bytes', { reference: 146_000, plus: 30_720, budget: 'floor + 30 KB' }),
  ]);
  assert.match(text, /^bytes\n {2}floor +146,000 bytes\n {2}everything +180,000 bytes +× 1\.23 +MISSED +floor \+ 30 KB$/);
});
