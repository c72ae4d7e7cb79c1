import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AMI_USER, makeSecrets, writeConfiguration } from './configuration.mjs';
import { inNetwork, openMachineNetwork, openOwnNetwork } from './network.mjs';
import { ensureTree } from './tree.mjs';

const run = promisify(execFile);

const BOOT_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;
const RUN_PREFIX = 'infinitalk-asterisk-';

/**
 * @typedef {object} Asterisk a running Asterisk
 * @property {'16' | '22'} version
 * @property {string} packageVersion Debian's
 * @property {string | undefined} namespace network namespace it runs in; undefined: the machine's own
 * @property {string} wsUrl
 * @property {string} wssUrl its certificate is self-signed, for localhost and 127.0.0.1
 * @property {Record<string, string>} secrets password of each account, by extension; realm `asterisk`
 * @property {{ host: string, port: number, username: string, secret: string }} ami for `connectAmi`, from within the namespace
 * @property {(command: string) => string[]} inside how to start `command` in its network: a list of words
 * @property {(command: string) => Promise<string>} cli runs a CLI command (`core show channels`), resolves to what it prints
 * @property {() => Promise<string>} log what it logged so far
 * @property {() => Promise<void>} stop ends it and removes all it left; asking twice is harmless
 */

/**
 * Whether Asterisk can run here; unpacks it when it is not there.
 * @param {'16' | '22'} version
 * @param {{ log?: (line: string) => void }} [options] `log` gets a line for what takes long
 * @returns {Promise<{ root: string, packageVersion: string } | { missing: string }>} `missing`: why not, and what would help
 */
export async function ensureAsterisk(version, { log = () => {} } = {}) {
  const tree = await ensureTree(version, { log });
  if (tree.missing !== undefined) return tree;
  const missing = await unfitness();
  return missing ? { missing: `Asterisk ${version}: ${missing}` } : tree;
}

/**
 * Starts a real Asterisk: 16 with chan_sip, or 22 with chan_pjsip, both with the same accounts, dialplan and ports (5038, 8088, 8089 on 127.0.0.1).
 * It lives no longer than this process. Each has a directory of its own under the system's temporary one, bound to `/ast` of its root
 * in a mount namespace of its own, so that several of one version can run beside each other.
 * @param {object} options
 * @param {'16' | '22'} options.version
 * @param {'own' | 'machine'} [options.network] `own` (default): a network namespace with nothing but loopback, for tests; `machine`: where a person's browser is
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<Asterisk | { missing: string }>} `missing`: why it cannot run here, and what would help
 * @throws {Error} when it should run and does not: a port that is taken, or what Asterisk said before it ended
 */
export async function startAsterisk({ version, network = 'own', log = () => {} }) {
  const tree = await ensureAsterisk(version, { log });
  if (tree.missing !== undefined) return tree;

  await sweep();
  const directory = await mkdtemp(join(tmpdir(), `${RUN_PREFIX}${process.pid}-`));
  const closers = [() => rm(directory, { recursive: true, force: true })];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const secrets = makeSecrets();
    await writeConfiguration({ version, root: tree.root, directory, secrets });
    const { namespace, close: closeNetwork } = await (network === 'own' ? openOwnNetwork() : openMachineNetwork());
    closers.push(closeNetwork);
    const server = spawnServer(tree.root, directory, namespace);
    closers.push(() => end(server));
    const cli = (command) => ask(tree.root, directory, command);
    await booted(server, directory, cli);
    const { ami, ...passwords } = secrets;
    return {
      version,
      packageVersion: tree.packageVersion,
      namespace,
      wsUrl: 'ws://127.0.0.1:8088/ws',
      wssUrl: 'wss://127.0.0.1:8089/ws',
      secrets: passwords,
      ami: { host: '127.0.0.1', port: 5038, username: AMI_USER, secret: ami },
      inside: (command) => inNetwork(namespace, command),
      cli,
      log: () => readLog(directory),
      stop: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function unfitness() {
  try {
    await run('unshare', ['--mount', 'true']);
    await run('ip', ['netns', 'list']);
    await run('setpriv', ['--version']);
    return undefined;
  } catch (error) {
    const reason = error.code === 'ENOENT' ? `${error.path} is missing` : error.stderr.trim();
    return `no namespaces here (${reason}); needs root with CAP_SYS_ADMIN and CAP_NET_ADMIN, and the packages iproute2 and util-linux`;
  }
}

/** `command` with `root` as its root, `directory` at `/ast` and the machine's devices, in a mount namespace that ends with it. */
function inRoot(root, directory, command) {
  const script = 'mkdir -p "$1/ast" && mount --bind "$2" "$1/ast" && mount --bind /dev "$1/dev" && root=$1 && shift 2 && exec chroot "$root" "$@"';
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', root, directory, ...command];
}

function spawnServer(root, directory, namespace) {
  const words = inNetwork(namespace, inRoot(root, directory, ['asterisk', '-f', '-C', '/ast/etc/asterisk.conf']));
  // Each of these replaces itself by the next, so that the child is Asterisk itself, and it dies with this process even when that is killed.
  const [command, ...args] = ['setpriv', '--pdeathsig', 'KILL', ...words];
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  server.said = '';
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', (text) => (server.said = (server.said + text).slice(-4000)));
  return server;
}

async function booted(server, directory, cli) {
  const deadline = Date.now() + BOOT_LIMIT_MS;
  let failure;
  server.once('error', (error) => (failure = error.message));
  server.once('exit', (code, signal) => (failure ??= `it ended (${signal ?? `exit code ${code}`})`));
  while (Date.now() < deadline && failure === undefined) {
    if (existsSync(join(directory, 'run/asterisk.ctl')) && (await cli('core waitfullybooted').catch(() => '')).includes('fully booted')) return;
    await delay(50);
  }
  const said = [server.said, await readLog(directory)].join('\n').trim().split('\n').slice(-15).join('\n');
  throw new Error(`Asterisk did not start: ${failure ?? `not fully booted after ${BOOT_LIMIT_MS / 1000} s`}\n${said}`);
}

async function ask(root, directory, command) {
  const [program, ...args] = inRoot(root, directory, ['asterisk', '-C', '/ast/etc/asterisk.conf', '-rx', command]);
  const { stdout } = await run(program, args, { timeout: BOOT_LIMIT_MS });
  return stdout;
}

async function end(server) {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(late);
}

/** Directories of processes that were killed; their Asterisk died with them. */
async function sweep() {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(RUN_PREFIX) && name.slice(RUN_PREFIX.length).split('-')[0];
    if (pid && !existsSync(`/proc/${pid}`)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function readLog(directory) {
  return readFile(join(directory, 'log/messages'), 'utf8').catch(() => '');
}
