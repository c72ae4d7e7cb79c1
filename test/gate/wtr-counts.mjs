import { writeFileSync } from 'node:fs';

/**
 * Reporter for @web/test-runner that leaves the outcome behind for test/run.mjs.
 * A test file that does not load counts as one failed test.
 * @param {string} file where `{ passed, failed, skipped, skips }` goes
 */
export function countsReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0, skips: [] };
      const count = (suite, path) => {
        for (const test of suite.tests) {
          if (test.skipped) {
            counts.skipped += 1;
            counts.skips.push([...path, test.name].join(' › '));
          } else counts[test.passed ? 'passed' : 'failed'] += 1;
        }
        for (const inner of suite.suites) count(inner, [...path, inner.name]);
      };
      for (const session of sessions) {
        const failedBefore = counts.failed;
        if (session.testResults) count(session.testResults, []);
        if (!session.passed && counts.failed === failedBefore) counts.failed += 1;
      }
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}
