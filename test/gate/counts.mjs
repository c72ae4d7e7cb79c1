import { existsSync, readFileSync } from 'node:fs';

/**
 * What a step did. `notes` are lines for the summary: reasons of skips, names of flaky tests, why something failed.
 * @typedef {{ passed: number, failed: number, skipped: number, notes: string[] }} Outcome
 */

/** @returns {Outcome} */
export function passed(notes = []) {
  return { passed: 1, failed: 0, skipped: 0, notes };
}

/** @returns {Outcome} */
export function failed(...notes) {
  return { passed: 0, failed: 1, skipped: 0, notes };
}

/** A part that this machine lacks: a skip, but a failure where everything has to be there (CI=true). @returns {Outcome} */
export function missing(reason) {
  return process.env.CI === 'true' ? failed(`missing: ${reason}`) : { passed: 0, failed: 0, skipped: 1, notes: [`skipped: ${reason}`] };
}

/** @param {readonly Outcome[]} outcomes @returns {Outcome} */
export function sum(outcomes) {
  const add = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped'), notes: outcomes.flatMap(({ notes }) => notes) };
}

/** Outcome of @web/test-runner from the file that wtr-counts.mjs wrote. */
export function unitOutcome(file, trouble) {
  const counts = read(file);
  if (!counts) return failed(trouble ?? 'the test runner left no counts');
  return judged({ ...counts, notes: counts.skips.map((name) => `skipped: ${name}`) }, trouble);
}

/** Outcome of Playwright from its JSON report. A test that passed only when tried again is passed, and named. */
export function playwrightOutcome(file, trouble) {
  const report = read(file);
  if (!report) return failed(trouble ?? 'Playwright left no report');
  const counts = { passed: 0, failed: 0, skipped: 0, notes: report.errors.map((error) => `error: ${firstLine(error.message)}`) };
  for (const { title, test } of testsOf(report.suites, [])) {
    if (test.status === 'skipped') {
      const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
      counts.skipped += 1;
      counts.notes.push(`skipped: ${title}${reason ? `: ${reason}` : ''}`);
    } else if (test.status === 'unexpected') {
      counts.failed += 1;
      counts.notes.push(`failed: ${title}`);
    } else {
      counts.passed += 1;
      if (test.status === 'flaky') counts.notes.push(`flaky: ${title}`);
    }
  }
  return judged(counts, trouble);
}

function* testsOf(suites, path) {
  for (const suite of suites) {
    const inner = [...path, suite.title];
    for (const spec of suite.specs) for (const test of spec.tests) yield { title: [...inner, spec.title].join(' › '), test };
    yield* testsOf(suite.suites ?? [], inner);
  }
}

/** A runner that failed without a failed test, or found no test at all, is one failure. */
function judged(counts, trouble) {
  if (trouble && counts.failed === 0) return { ...counts, failed: 1, notes: [...counts.notes, trouble] };
  if (counts.passed + counts.failed + counts.skipped === 0) return { ...counts, failed: 1, notes: [...counts.notes, 'no test was found'] };
  return counts;
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function firstLine(text = '') {
  return text.split('\n')[0];
}
