import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startAsterisk } from '../../demo/asterisk/asterisk.mjs';

// The service on a real Asterisk: node test/ami-manager/run.mjs 16|22 [--test-name-pattern=…]

/**
 * Runs service.mjs beside an Asterisk, both in a network of their own.
 * @param {'16' | '22'} version
 * @param {readonly string[]} [args] further words for `node --test`
 * @returns {Promise<{ exitCode: number } | { missing: string }>}
 */
export async function runAmiManager(version, args = []) {
  const asterisk = await startAsterisk({ version });
  if (asterisk.missing !== undefined) return asterisk;
  const { wsUrl, secrets, ami } = asterisk;
  try {
    const script = fileURLToPath(new URL('./service.mjs', import.meta.url));
    const [command, ...words] = asterisk.inside([process.execPath, '--test', '--test-reporter=spec', ...args, script]);
    const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, IT_PEER: JSON.stringify({ version, wsUrl, secrets, ami }) } });
    return { exitCode: await new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1))) };
  } finally {
    await asterisk.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [version, ...args] = process.argv.slice(2);
  const outcome = await runAmiManager(version, args);
  if (outcome.missing !== undefined) console.error(outcome.missing);
  process.exitCode = outcome.exitCode ?? 1;
}
