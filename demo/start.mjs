import { realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { buildDemo } from './build.mjs';
import { runDemo } from './command-line.mjs';
import { expectFree, PortTaken } from './ports.mjs';

export { PortTaken };

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

/**
 * Starts the embedded demo in this process: PBX, live data, pages.
 * @param {{ httpPort?: number, sipPort?: number, build?: boolean, timing?: Partial<import('./pbx/exchange.mjs').Timing>, log?: (line: string) => void }} [options]
 *   ports: 0 is any free one, defaults 8000 and 8088; `build: false` serves what was built before; `timing`: shorter clocks for tests
 * @returns {Promise<Demo>}
 * @throws {PortTaken} with nothing left running
 */
export async function startDemo({ httpPort = HTTP_PORT, sipPort = SIP_PORT, build = true, timing = {}, log = console.log } = {}) {
  await expectFree(httpPort, 'HTTP', '--http-port');
  await expectFree(sipPort, 'SIP over WebSocket', '--sip-port');
  if (build) await buildDemo(log);
  // Imported only now: on a fresh clone its packages have just been installed.
  const { startStack } = await import('./demo-stack.mjs');
  try {
    return await startStack({ httpPort, sipPort, timing, log });
  } catch (error) {
    if (error?.code !== 'EADDRINUSE') throw error;
    throw error.port === sipPort ? new PortTaken(sipPort, 'SIP over WebSocket', '--sip-port') : new PortTaken(httpPort, 'HTTP', '--http-port');
  }
}

function readPort(text, flag, byDefault) {
  const port = text === undefined ? byDefault : Number(text);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`${flag}: expected a port from 0 to 65535, got ${JSON.stringify(text)}`);
  return port;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runDemo(async () => {
    const { values } = parseArgs({ options: { 'http-port': { type: 'string' }, 'sip-port': { type: 'string' } } });
    return startDemo({
      httpPort: readPort(values['http-port'], '--http-port', HTTP_PORT),
      sipPort: readPort(values['sip-port'], '--sip-port', SIP_PORT),
    });
  }, 'PBX');
}
