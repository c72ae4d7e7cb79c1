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
const VERSIONS = ['16', '22'];
const GRACE_MS = 5_000;

/**
 * Runs the tests of this folder against a real Asterisk: starts it in a network namespace of its own, runs Playwright (and with it the browser
 * and the page's server) in the same namespace, and stops all. What is left of failed tests, and Asterisk's log, is in `test-results/asterisk-<version>/`.
 * The tests in `data/` start the emulators of Firestore and Auth there, too, and are skipped where these are missing.
 * One version at a time: two cores are not enough for audio of both. The widgets must be built (`npm run build:cdn`).
 * @param {'16' | '22'} version
 * @param {object} [options]
 * @param {readonly string[]} [options.reporterArgs] further words for `playwright test`, e.g. `--reporter=json`
 * @param {Record<string, string>} [options.env] added to the environment of Playwright
 * @param {number} [options.timeoutMs] everything is ended after this time; the exit code is 124 then
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<{ exitCode: number } | { missing: string }>} `missing`: why there can be no Asterisk here, and what would help
 */
export async function runPeers(version, { reporterArgs = [], env = {}, timeoutMs = 8 * 60_000, log = console.log } = {}) {
  const asterisk = await startAsterisk({ version, log });
  if (asterisk.missing !== undefined) return asterisk;
  await buildPages(PAGES);
  const { wsUrl, wssUrl, secrets, ami } = asterisk;
  // Of its own, because Playwright empties it at the start: the traces of other projects stay.
  const results = join(ROOT, 'test-results', `asterisk-${version}`);
  try {
    const words = [process.execPath, PLAYWRIGHT, 'test', `--project=asterisk-${version}`, `--output=${results}`, ...reporterArgs];
    const peer = JSON.stringify({ version, wsUrl, wssUrl, secrets, ami, lacksData: await lackingEmulators(log) });
    return { exitCode: await playwright(asterisk.inside(words), { ...process.env, ...env, IT_PEER: peer }, timeoutMs) };
  } finally {
    await mkdir(results, { recursive: true });
    await writeFile(join(results, 'asterisk.log'), await asterisk.log());
    await asterisk.stop();
  }
}

/** Asked out here: nothing can be downloaded from within. */
async function lackingEmulators(log) {
  const parts = await Promise.all([findFirestoreEmulator(), ensureAuthEmulator({ log })]);
  return parts.flatMap((part) => part.missing ?? []).join(' · ') || undefined;
}

function playwright([command, ...args], env, timeoutMs) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
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
