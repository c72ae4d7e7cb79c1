import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './install.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Folder of the built pages. */
export const PAGES = fileURLToPath(new URL('.build/', import.meta.url));
/** Folder of the built script tag. */
export const WIDGETS = fileURLToPath(new URL('../dist/cdn/', import.meta.url));

/**
 * Installs what is missing, and builds widgets and pages into {@link WIDGETS} and {@link PAGES}.
 * @param {(line: string) => void} log gets a line for what takes long, and what a build printed that failed
 * @throws {Error} when a build fails
 */
export async function buildDemo(log) {
  await installDependencies({ log });
  log('Building widgets and pages …');
  await runScript('build:cdn', log);
  const { buildPages } = await import('./pages.mjs');
  await buildPages(PAGES);
}

/** Runs one of package.json's scripts; its output is shown only when it failed. */
function runScript(script, log) {
  const windows = process.platform === 'win32';
  return new Promise((resolve, reject) => {
    const npm = spawn(windows ? 'npm.cmd' : 'npm', ['run', '--silent', script], { cwd: ROOT, shell: windows, stdio: ['ignore', 'pipe', 'pipe'] });
    process.once('exit', () => npm.kill());
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    npm.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}`, { cause: error })));
    npm.on('close', (code) => {
      if (code === 0) return resolve(undefined);
      log(output.trimEnd());
      reject(new Error(`npm run ${script} failed with exit code ${code}`));
    });
  });
}
