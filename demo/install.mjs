import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 8 * 60_000;

/**
 * Installs the locked dependencies, development ones included, when `node_modules` is missing or is not what `package-lock.json` says.
 * Uses only Node's own modules, so that it runs on a fresh clone. Install scripts are not run: nothing here needs one.
 * @param {{ log?: (line: string) => void, root?: string }} [options] `log` gets a line for what is being done, and npm's output when it failed
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {Error} when npm is missing, fails, or takes longer than 8 minutes
 */
export async function installDependencies({ log = console.log, root = ROOT } = {}) {
  if (isInstalled(root)) return false;
  log('Installing dependencies (npm ci) …');
  await npmCi(root, log);
  return true;
}

/**
 * Compares what npm says it installed with the lock, package by package: file times would call every fresh checkout outdated.
 * npm writes `node_modules/.package-lock.json` last, so that an install that was broken off does not count.
 */
function isInstalled(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = packagesOf(hidden);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || wanted.devOptional || wanted.peer || installed[path]?.version === wanted.version,
  );
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
  } catch (cause) {
    throw new Error(`${lockFile} is not a lock file that npm wrote`, { cause });
  }
}

function npmCi(root, log) {
  const windows = process.platform === 'win32';
  return new Promise((resolve, reject) => {
    const npm = spawn(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'], {
      cwd: root,
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    npm.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}`, { cause: error })));
    npm.on('close', (code, signal) => {
      if (code === 0) return resolve();
      log(output.trimEnd());
      reject(new Error(signal ? `npm ci was stopped after ${LIMIT_MS / 60_000} minutes` : `npm ci failed with exit code ${code}`));
    });
  });
}
