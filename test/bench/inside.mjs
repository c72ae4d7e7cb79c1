import { startEmulators } from '../../demo/firebase/emulators.mjs';
import { freePort } from '../free-port.mjs';
import { openBench } from './bench.mjs';
import { table } from './figures.mjs';
import { readWishes } from './wishes.mjs';

/** The sections themselves, started by run.mjs in Asterisk's network: `IT_PEER` says where Asterisk is, or why there is none. */
const wishes = await readWishes(process.argv.slice(2));
const asterisk = JSON.parse(process.env.IT_PEER);
const wantsFirebase = wishes.sections.some(({ needs }) => needs.includes('firebase'));
const firebase = wantsFirebase
  ? await startEmulators({ firestorePort: await freePort(), authPort: await freePort(), log: console.log })
  : { missing: 'not needed' };
const bench = await openBench();
const print = (title, rows) => console.log(`\n${table(title, rows)}`);
try {
  for (const { name, needs, run } of wishes.sections) {
    const missing = Object.entries({ asterisk, firebase }).flatMap(([part, { missing }]) => (needs.includes(part) && missing) || []);
    if (missing.length) {
      console.log(`\n${name}: skipped\n  ${missing.join('\n  ')}`);
      continue;
    }
    try {
      await run(bench, { asterisk, firebase, wishes, print });
    } catch (error) {
      console.error(`\n${name}: ${error.stack}`);
      process.exitCode = 1;
    }
  }
} finally {
  await bench.stop();
  await firebase.stop?.();
}
