import { existsSync } from 'node:fs';
import { run } from './command.mjs';

const LIMIT_MS = 10 * 60_000;

/** Whether packages can be installed without asking: by root on a system with Debian's packages. */
export function canInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs them with apt. @param {readonly string[]} packages @returns {Promise<string | undefined>} why it failed */
export async function installPackages(packages) {
  console.log(`Installing ${packages.join(', ')} …`);
  const options = { cwd: '/', timeoutMs: LIMIT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  return (
    (await run('apt-get', ['-qq', 'update'], options)) ?? (await run('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], options))
  );
}
