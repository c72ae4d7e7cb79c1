import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const READY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;
const SETPRIV = '/usr/bin/setpriv';

/**
 * Starts a server as a child process and waits until it answers over HTTP on 127.0.0.1. It lives no longer than this process.
 * @param {{ name: string, command: readonly string[], port: number }} server `name`: for errors
 * @returns {Promise<{ address: string, pid: number, stop: () => Promise<void> }>} `address`: `127.0.0.1:<port>`; stopping twice is harmless
 * @throws {Error} when the port is taken, or the server ends or says nothing within a minute: with the last lines that it printed
 */
export async function startServer({ name, command, port }) {
  await expectFree(port, name);
  // Where it is there, setpriv makes the kernel end the child when this process was killed.
  const [program, ...args] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', ...command] : command;
  // In a group of its own: Ctrl-C in a terminal is for this process, which ends it in its turn.
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const atExit = () => child.kill('SIGKILL');
  process.once('exit', atExit);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4000)));
  let failure;
  child.once('error', (error) => (failure = error.message));
  const ended = new Promise((resolve) =>
    child.once('close', (code, signal) => {
      failure ??= `it ended (${signal ?? `exit code ${code}`})`;
      process.off('exit', atExit);
      resolve();
    }),
  );
  const stop = async () => {
    if (failure !== undefined) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(late);
  };
  const address = `127.0.0.1:${port}`;
  const deadline = Date.now() + READY_LIMIT_MS;
  while (failure === undefined && Date.now() < deadline) {
    if (await answers(address)) return { address, pid: child.pid, stop };
    await delay(50);
  }
  await stop();
  throw new Error(`${name} did not start: ${failure ?? `no answer after ${READY_LIMIT_MS / 1000} s`}\n${said.trim()}`);
}

function answers(address) {
  return fetch(`http://${address}/`, { signal: AbortSignal.timeout(1000) }).then(
    (response) => response.ok,
    () => false,
  );
}

function expectFree(port, name) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause) => reject(new Error(`port ${port} (${name}) on 127.0.0.1 is taken`, { cause })));
    server.listen(port, '127.0.0.1', () => server.close(resolve));
  });
}
