import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './install.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = fileURLToPath(new URL('.build/', import.meta.url));
const HTTP_PORT = 8000;
const SIP_PORT = 8088;

/**
 * A running demo.
 * @typedef {object} Demo
 * @property {string} url of the start page
 * @property {string} sipUrl where phones connect
 * @property {import('./pbx/pbx.mjs').Pbx} pbx
 * @property {Record<string, { credential: string, password?: string }>} credentials by the account's id: `1001`, `2001`, `crm` …; `password` is the
 *   extension's, made at this start
 * @property {() => void} cutStreams ends every stream of live data, as a proxy does that has waited long enough
 * @property {() => Promise<void>} stop frees both ports
 */

/** A port that somebody else listens on; the message is a sentence for people. */
export class PortTaken extends Error {
  /** @param {number} port @param {string} use @param {string} flag */
  constructor(port, use, flag) {
    super(`Port ${port} on 127.0.0.1 (${use}) is already in use. Stop the other program, or choose another port with ${flag}.`);
    this.name = 'PortTaken';
  }
}

/**
 * Starts the embedded demo in this process: PBX, live data, pages.
 * @param {{ httpPort?: number, sipPort?: number, build?: boolean, timing?: Partial<import('./pbx/exchange.mjs').Timing>, log?: (line: string) => void }} [options]
 *   ports: 0 is any free one, defaults 8000 and 8088; `build: false` serves what was built before; `timing`: shorter clocks for tests
 * @returns {Promise<Demo>}
 * @throws {PortTaken} with nothing left running
 */
export async function startDemo({ httpPort = HTTP_PORT, sipPort = SIP_PORT, build = true, timing = {}, log = console.log } = {}) {
  await checkFree(httpPort, 'HTTP', '--http-port');
  await checkFree(sipPort, 'SIP over WebSocket', '--sip-port');
  if (build) await buildAll(log);
  // Imported only now: on a fresh clone its packages have just been installed.
  const { startStack } = await import('./demo-stack.mjs');
  try {
    return await startStack({ httpPort, sipPort, timing, log });
  } catch (error) {
    if (error?.code !== 'EADDRINUSE') throw error;
    throw error.port === sipPort ? new PortTaken(sipPort, 'SIP over WebSocket', '--sip-port') : new PortTaken(httpPort, 'HTTP', '--http-port');
  }
}

/** Says so before a minute is spent on building. */
async function checkFree(port, use, flag) {
  const probe = createServer();
  try {
    await new Promise((resolve, reject) => probe.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined)));
  } catch (error) {
    throw error.code === 'EADDRINUSE' ? new PortTaken(port, use, flag) : error;
  }
  await new Promise((resolve) => probe.close(resolve));
}

async function buildAll(log) {
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

function readPort(text, flag, byDefault) {
  const port = text === undefined ? byDefault : Number(text);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`${flag}: expected a port from 0 to 65535, got ${JSON.stringify(text)}`);
  return port;
}

async function main() {
  /** @type {Demo | undefined} */
  let demo;
  const stop = async () => {
    await demo?.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const { values } = parseArgs({ options: { 'http-port': { type: 'string' }, 'sip-port': { type: 'string' } } });
  demo = await startDemo({
    httpPort: readPort(values['http-port'], '--http-port', HTTP_PORT),
    sipPort: readPort(values['sip-port'], '--sip-port', SIP_PORT),
  });
  for (const [name, path] of Object.entries({ Start: '', 'text-service': 'text-service/', CRM: 'crm/', Customer: 'customer/', Chat: 'chat/?group=G01' })) {
    console.log(`${name.padEnd(14)}${demo.url}${path}`);
  }
  console.log(`${'PBX'.padEnd(14)}${demo.sipUrl}\nCtrl-C stops.`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
