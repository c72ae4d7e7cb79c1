import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startAsterisk } from '../../demo/asterisk/asterisk.mjs';
import { findFirestoreEmulator } from '../../demo/firebase/parts.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// The service on a real Asterisk: node test/ami-manager/run.mjs 16|22 [--test-name-pattern=…]

/**
 * Runs service.mjs beside an Asterisk and the Firestore emulator, all in a network of their own.
 * @param {'16' | '22'} version
 * @param {object} [options]
 * @param {readonly string[]} [options.args] further words for `node --test`
 * @param {Record<string, string>} [options.env] added to the environment of the tests
 * @param {number} [options.timeoutMs] everything is ended after this time
 * @param {'inherit' | 'pipe'} [options.stdout] `pipe`: what it printed is in the outcome, for two runs beside each other
 * @returns {Promise<{ exitCode: number, output: string } | { missing: string }>} `missing`: what is missing and how to get it
 */
export async function runAmiManager(version, { args = [], env = {}, timeoutMs = 5 * 60_000, stdout = 'inherit' } = {}) {
  const emulator = await findFirestoreEmulator();
  if (emulator.missing !== undefined) return emulator;
  const asterisk = await startAsterisk({ version });
  if (asterisk.missing !== undefined) return asterisk;
  const { wsUrl, secrets, ami } = asterisk;
  try {
    const script = fileURLToPath(new URL('./service.mjs', import.meta.url));
    const [command, ...words] = asterisk.inside([process.execPath, '--test', ...args, script]);
    const child = spawn(command, words, {
      cwd: ROOT,
      stdio: ['ignore', stdout, 'inherit'],
      env: { ...process.env, ...env, IT_PEER: JSON.stringify({ version, wsUrl, secrets, ami }) },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    const exitCode = await new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
    return { exitCode, output };
  } finally {
    await asterisk.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [version, ...args] = process.argv.slice(2);
  const outcome = await runAmiManager(version, { args: ['--test-reporter=spec', ...args] });
  if (outcome.missing !== undefined) console.error(outcome.missing);
  process.exitCode = outcome.exitCode ?? 1;
}
