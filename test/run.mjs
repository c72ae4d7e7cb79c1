import { installDependencies } from '../demo/install.mjs';
import { stopRunning } from './gate/command.mjs';
import { failed, sum } from './gate/counts.mjs';

/**
 * The gate: `npm test`, or `npm test -- unit e2e` for some of its steps, on a fresh clone with Node and nothing else.
 * Installs what is missing where it can, says what it skipped and why, and closes with the line `N passed, N failed, N skipped`.
 * Lint, types and build count as one test each. With CI=true a missing part is a failure.
 */
const started = Date.now();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (interrupted) process.exit(130);
    interrupted = true;
    stopRunning();
  });
}

const outcomes = new Map();

async function timed(name, run) {
  console.log(`\n── ${name}`);
  const begin = Date.now();
  let outcome;
  try {
    outcome = await run();
  } catch (error) {
    outcome = failed(error.stack);
  }
  outcomes.set(name, { ...outcome, seconds: seconds(begin) });
  return outcome;
}

const installing = await timed('install', async () => {
  await installDependencies();
  return { passed: 0, failed: 0, skipped: 0, notes: [] };
});

if (installing.failed === 0) {
  const { STEPS } = await import('./gate/steps.mjs');
  const wanted = chosenSteps(STEPS);
  for (const name of wanted) {
    if (interrupted) break;
    const lacking = STEPS[name].after.find((other) => outcomes.get(other).failed > 0);
    await timed(name, lacking === undefined ? STEPS[name].run : () => failed(`not run, because ${lacking} failed`));
  }
}

console.log('\n── summary');
for (const [name, { passed, failed, skipped, notes, seconds }] of outcomes) {
  console.log(`${name.padEnd(11)} ${seconds.padStart(7)} s  ${passed} passed, ${failed} failed, ${skipped} skipped`);
  for (const note of notes) console.log(`  ${note}`);
}
if (interrupted) console.log('interrupted');
console.log(`total       ${seconds(started).padStart(7)} s\n`);
const total = sum([...outcomes.values()]);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(interrupted ? 130 : total.failed > 0 || total.passed === 0 ? 1 : 0);

/** The steps named on the command line with what they need, in the gate's order; all without names. */
function chosenSteps(steps) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in steps));
  if (unknown !== undefined) {
    console.error(`step is ${unknown}, expected some of: ${Object.keys(steps).join(' ')}`);
    process.exit(2);
  }
  const wanted = new Set(names.length ? names.flatMap((name) => [...steps[name].after, name]) : Object.keys(steps));
  return Object.keys(steps).filter((name) => wanted.has(name));
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
