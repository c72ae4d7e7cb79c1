import { spawn } from 'node:child_process';

const POSIX = process.platform !== 'win32';
const GRACE_MS = 10_000;

let stopCurrent = () => {};

/**
 * Runs a command with its output on ours and no stdin, in a process group of its own, which is ended as a whole when time is up.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, timeoutMs: number, env?: Record<string, string> }} options `env` is added to ours
 * @returns {Promise<string | undefined>} why it failed; undefined when it exited with 0
 */
export function run(command, args, { cwd, timeoutMs, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'], detached: POSIX, shell: !POSIX });
    const signal = (name) => {
      try {
        if (POSIX) process.kill(-child.pid, name);
        else child.kill(name);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    };
    let late = false;
    let hardStop;
    stopCurrent = () => {
      // SIGINT lets Playwright close its browsers.
      signal('SIGINT');
      hardStop = setTimeout(() => signal('SIGKILL'), GRACE_MS);
    };
    const limit = setTimeout(() => {
      late = true;
      stopCurrent();
    }, timeoutMs);
    const settle = (reason) => {
      clearTimeout(limit);
      clearTimeout(hardStop);
      stopCurrent = () => {};
      resolve(reason);
    };
    child.on('error', (error) => settle(`${command} could not be started: ${error.message}`));
    child.on('exit', (code, name) => {
      if (late) return settle(`${command} was stopped after ${timeoutMs / 60_000} minutes`);
      settle(code === 0 ? undefined : `${command} ${name ? `was ended by ${name}` : `exited with ${code}`}`);
    });
  });
}

/** Ends the command that runs now, if any; its promise then resolves to a reason. */
export function stopRunning() {
  stopCurrent();
}
