import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAsterisk } from '../../demo/asterisk/asterisk.mjs';
import { PAGES } from '../../demo/build.mjs';
import { buildPages } from '../../demo/pages.mjs';
import { ensureAuthEmulator, findFirestoreEmulator } from '../../demo/firebase/parts.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PLAYWRIGHT = join(ROOT, 'node_modules/@playwright/test/cli.js');
export const VERSIONS = ['16', '22'];
const GRACE_MS = 5_000;

/**
 * Runs the tests of this folder against a real Asterisk ({@link besideAsterisk}). What is left of failed tests, and Asterisk's log, is in
 * `test-results/asterisk-<version>/`. The tests in `data/` start the emulators of Firestore and Auth, too, and are skipped where these are missing.
 * The widgets must be built (`npm run build:cdn`).
 * @param {'16' | '22'} version
 * @param {object} [options]
 * @param {readonly string[]} [options.reporterArgs] further words for `playwright test`, e.g. `--reporter=json`
 * @param {Record<string, string>} [options.env] added to the environment of Playwright
 * @param {number} [options.timeoutMs] everything is ended after this time; the exit code is 124 then
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<{ exitCode: number } | { missing: string }>} `missing`: why there can be no Asterisk here, and what would help
 */
export async function runPeers(version, { reporterArgs = [], env = {}, timeoutMs = 8 * 60_000, log = console.log } = {}) {
  return besideAsterisk(version, log, async (playwright) => {
    await buildPages(PAGES);
    return { exitCode: await playwright(reporterArgs, { env, timeoutMs }) };
  });
}

/**
 * Starts an Asterisk in a network namespace of its own for as long as `use` takes, and hands over how Playwright, and with it the browser and the page's
 * server, is run in the same namespace on the tests of this folder. One version at a time: two cores are not enough for audio of both.
 * @template Outcome
 * @param {'16' | '22'} version
 * @param {(line: string) => void} log
 * @param {(playwright: (words: readonly string[], options: { cwd?: string, env?: Record<string, string>, timeoutMs: number, stdout?: 'inherit' | 'ignore', project?: string }) => Promise<number>) => Promise<Outcome>} use
 *   `cwd`: the copy of the project whose tests and build are meant; `project`: Playwright's, `asterisk-<version>` unless given; resolves to Playwright's exit code
 * @returns {Promise<Outcome | { missing: string }>} `missing`: why there can be no Asterisk here, and what would help
 */
export async function besideAsterisk(version, log, use) {
  const asterisk = await startAsterisk({ version, log });
  if (asterisk.missing !== undefined) return asterisk;
  const { wsUrl, wssUrl, secrets, ami } = asterisk;
  // Of its own, because Playwright empties it at the start: the traces of other projects stay.
  const resultsIn = (folder) => join(folder, 'test-results', `asterisk-${version}`);
  const IT_PEER = JSON.stringify({ version, wsUrl, wssUrl, secrets, ami, lacksData: await lackingEmulators(log) });
  try {
    return await use((words, { cwd = ROOT, env = {}, timeoutMs, stdout = 'inherit', project = `asterisk-${version}` }) => {
      const command = asterisk.inside([process.execPath, PLAYWRIGHT, 'test', `--project=${project}`, `--output=${resultsIn(cwd)}`, ...words]);
      return runIn(cwd, command, { ...process.env, ...env, IT_PEER }, timeoutMs, stdout);
    });
  } finally {
    await mkdir(resultsIn(ROOT), { recursive: true });
    await writeFile(join(resultsIn(ROOT), 'asterisk.log'), await asterisk.log());
    await asterisk.stop();
  }
}

/** Asked out here: nothing can be downloaded from within. */
async function lackingEmulators(log) {
  const parts = await Promise.all([findFirestoreEmulator(), ensureAuthEmulator({ log })]);
  return parts.flatMap((part) => part.missing ?? []).join(' · ') || undefined;
}

/**
 * Runs a command to its end, or until `timeoutMs` or a signal ends it by SIGINT.
 * @param {string} cwd
 * @param {readonly string[]} command
 * @param {Record<string, string | undefined>} env all of it
 * @param {number} timeoutMs
 * @param {'inherit' | 'ignore'} [stdout]
 * @returns {Promise<number>} its exit code; 124: it was ended
 */
export function runIn(cwd, [command, ...args], env, timeoutMs, stdout = 'inherit') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', stdout, 'inherit'] });
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      // SIGINT lets it close the browser.
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
    }, timeoutMs);
    const stop = () => child.kill('SIGINT');
    process.once('SIGTERM', stop).once('SIGINT', stop);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(limit);
      process.off('SIGTERM', stop).off('SIGINT', stop);
      resolve(late ? 124 : (code ?? 1));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [version, ...reporterArgs] = process.argv.slice(2);
  if (!VERSIONS.includes(version)) {
    console.error(`usage: node test/peers/run.mjs ${VERSIONS.join('|')} [playwright's options]`);
    process.exit(2);
  }
  const outcome = await runPeers(version, { reporterArgs });
  if (outcome.missing !== undefined) console.error(outcome.missing);
  process.exitCode = outcome.exitCode ?? 1;
}
