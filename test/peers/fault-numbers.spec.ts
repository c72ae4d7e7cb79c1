import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

/** Faults that a test of this folder injects, of the line, of calls, tabs and pages, and (from 42) of data; their numbers stand in the titles, as `[7]`. */
const NUMBERS = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35],
  ...[36, 37, 38, 39, 40, 41],
  ...[42, 43, 44, 45, 46, 47, 48, 49, 56, 57],
];

test('every numbered fault has its test', async () => {
  const files = (await readdir(import.meta.dirname, { recursive: true })).filter((name) => name.endsWith('.spec.ts'));
  const sources = await Promise.all(files.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')));
  const titles = sources.flatMap((source) => [...source.matchAll(/test\(\s*[`'"]([^`'"]*)/g)].map(([, title = '']) => title));
  const tested = new Set(titles.flatMap((title) => [...title.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number))));
  expect(NUMBERS.filter((number) => !tested.has(number))).toEqual([]);
});
