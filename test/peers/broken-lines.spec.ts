import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { BROKEN_LINES } from './broken-lines/index.mjs';

/** Faults of the line, of calls, tabs, pages and data, each of which has a line that was broken to see a test of it fail. */
const FAULTS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 34, 35, 36, 37, 38, 39, 40, 41, 42, 44, 46, 47, 48, 49,
  56, 57,
];

interface Titled {
  readonly fault: number | undefined;
  /** The title after its numbers, up to where a parameter is put in. */
  readonly title: string;
}

/** Every test of this folder under each of its numbers, or under none. */
async function titled(): Promise<Titled[]> {
  const files = (await readdir(import.meta.dirname, { recursive: true })).filter((name) => name.endsWith('.spec.ts'));
  const sources = await Promise.all(files.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')));
  const titles = sources.flatMap((source) => [...source.matchAll(/test\(\s*[`'"]([^`'"]*)/g)].map(([, title = '']) => title));
  return titles.flatMap((whole): Titled[] => {
    const [title = ''] = whole.replace(/^(?:\[\d+\] )+/, '').split('${');
    const faults = [...whole.matchAll(/\[(\d+)\]/g)].map(([, fault]) => Number(fault));
    return faults.length === 0 ? [{ fault: undefined, title }] : faults.map((fault) => ({ fault, title }));
  });
}

test('every fault has a line of ours that, broken, makes its test fail; each of these lines is there, once', async () => {
  const tests = await titled();
  const isOf = ({ fault, title }: Titled, entry: (typeof BROKEN_LINES)[number]): boolean =>
    entry.fault === fault && title !== '' && (title.startsWith(entry.test) || entry.test.startsWith(title));
  expect(FAULTS.filter((fault) => !BROKEN_LINES.some((entry) => entry.fault === fault))).toEqual([]);
  for (const entry of BROKEN_LINES) {
    expect(
      tests.filter((one) => isOf(one, entry)),
      `tests that begin "[${entry.fault}] ${entry.test}"`,
    ).toHaveLength(1);
    const source = await readFile(new URL(`../../src/${entry.source}`, import.meta.url), 'utf8');
    expect(source.split(entry.line).length - 1, `how often ${entry.source} has: ${entry.line}`).toBe(1);
  }
});
