import { writeFileSync } from 'node:fs';

/** Reporter for `node --test`: writes the counts to the file that IT_COUNTS_FILE names, in the form that wtr-counts.mjs has. */
export default async function* countsReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0, skips: [] };
  for await (const { type, data } of source) {
    // A suite passes and fails with its tests, and is none.
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) {
      counts.skipped += 1;
      counts.skips.push(typeof data.skip === 'string' ? `${data.name}: ${data.skip}` : data.name);
    } else if (type === 'test:pass') {
      counts.passed += 1;
    } else {
      counts.failed += 1;
      yield `failed: ${data.name}\n`;
    }
  }
  writeFileSync(process.env.IT_COUNTS_FILE, JSON.stringify(counts));
}
