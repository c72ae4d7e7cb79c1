import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The extra address on `lo` on which Asterisk gathers its ICE candidate; rtp.conf shows it to browsers as 127.0.0.1. */
export const LOOPBACK_ALIAS = '10.99.0.1';

const NAMESPACE = /^infinitalk-(\d+)-\d+$/;
const PORTS = { 5038: 'AMI', 8088: 'SIP over ws', 8089: 'SIP over wss' };
let opened = 0;

/**
 * Makes a network namespace that holds nothing but loopback, so that no test's packet leaves the machine and ports never clash.
 * Namespaces of processes that are gone are removed first, and what still runs in them is ended.
 * @returns {Promise<{ namespace: string, close: () => Promise<void> }>}
 * @throws {Error} when `ip netns` may not be used here (needs root and CAP_SYS_ADMIN, CAP_NET_ADMIN)
 */
export async function openOwnNetwork() {
  await sweep();
  const namespace = `infinitalk-${process.pid}-${(opened += 1)}`;
  await run('ip', ['netns', 'add', namespace]);
  const close = () => removeNamespace(namespace);
  try {
    await run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
    await run('ip', ['-n', namespace, 'address', 'add', `${LOOPBACK_ALIAS}/32`, 'dev', 'lo']);
  } catch (error) {
    await close();
    throw error;
  }
  return { namespace, close };
}

/**
 * Prepares the machine's own network, where a person's browser is: checks that the ports are free and adds the address to `lo`.
 * @returns {Promise<{ namespace: undefined, close: () => Promise<void> }>} `close` takes the address away again
 * @throws {Error} naming the port that is taken
 */
export async function openMachineNetwork() {
  for (const [port, use] of Object.entries(PORTS)) await expectFree(Number(port), use);
  const remove = ['address', 'delete', `${LOOPBACK_ALIAS}/32`, 'dev', 'lo'];
  // Whoever ends this process in the middle of something does not wait for a promise.
  const atExit = () => execFileSync('ip', remove);
  process.once('exit', atExit);
  // Left by a run that was killed, it is there already.
  await run('ip', ['address', 'replace', `${LOOPBACK_ALIAS}/32`, 'dev', 'lo']);
  return {
    namespace: undefined,
    close: async () => {
      process.off('exit', atExit);
      await run('ip', remove);
    },
  };
}

/** `command` as it must be started to run in `namespace`; without a namespace, as it is. */
export function inNetwork(namespace, command) {
  return namespace === undefined ? command : ['ip', 'netns', 'exec', namespace, ...command];
}

async function sweep() {
  const { stdout } = await run('ip', ['netns', 'list']);
  for (const line of stdout.split('\n')) {
    const [name] = line.split(' ');
    const pid = name.match(NAMESPACE)?.[1];
    if (pid && !existsSync(`/proc/${pid}`)) await removeNamespace(name);
  }
}

/** Whatever still runs inside was started for it (a browser that outlived its test), and would keep it alive without a name. */
async function removeNamespace(name) {
  const { stdout } = await run('ip', ['netns', 'pids', name]);
  for (const pid of stdout.split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
  await run('ip', ['netns', 'delete', name]);
}

function expectFree(port, use) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause) => reject(new Error(`port ${port} (${use}) on 127.0.0.1 is taken`, { cause })));
    server.listen(port, '127.0.0.1', () => server.close(resolve));
  });
}
