import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startAsterisk } from '../../demo/asterisk/asterisk.mjs';
import { readWishes } from './wishes.mjs';

/**
 * `npm run bench`: what the README's budgets ask, measured beside peers in the same run and printed as tables with ratios and verdicts (kept, MISSED).
 * `npm run bench -- bytes dial` runs some sections, `--calls 500` makes more calls where calls are counted, `--rounds 30` measures more often.
 * A missed budget is printed and is no failure: timings on a shared machine are noise. Ends 1 when a measurement broke.
 *
 * A section is a file of `sections/`, found by being there; its name is what the command line calls it. It exports
 * - `needs`: of `asterisk` (22; the section then runs in its network) and `firebase` (both emulators), what it cannot do without: it is skipped with
 *   the reason where that is missing. Chromium and the built script tag are always there.
 * - `run(bench, { asterisk, firebase, wishes, print })`: opens pages (bench.mjs), measures ours and a peer in turns, round by round, so that what the
 *   machine does meanwhile hits both, and prints rows (figures.mjs). Medians, not means. Peers are pages of `page/`.
 */
const wishes = await readWishes(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(2);
});
const BUILD = ['node_modules/rollup/dist/bin/rollup', '-c', '--silent'];
const LIMIT_MS = 60 * 60_000;

await run(process.execPath, BUILD);
const wanted = wishes.sections.some(({ needs }) => needs.includes('asterisk'));
const asterisk = wanted ? await startAsterisk({ version: '22', log: console.log }) : { missing: 'not needed' };
const inside = [process.execPath, fileURLToPath(new URL('inside.mjs', import.meta.url)), ...process.argv.slice(2)];
try {
  const { wsUrl, secrets, ami, missing } = asterisk;
  const [command, ...words] = missing === undefined ? asterisk.inside(inside) : inside;
  await run(command, words, { IT_PEER: JSON.stringify({ wsUrl, secrets, ami, missing }) });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await asterisk.stop?.();
}

function run(command, words, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: 'inherit', env: { ...process.env, ...env } });
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    const stop = () => child.kill('SIGINT');
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (code === 0) resolve();
      else reject(new Error(`the bench ended with ${signal ?? code}`));
    });
  });
}
