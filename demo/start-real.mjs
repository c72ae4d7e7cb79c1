import { realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { buildDemo } from './build.mjs';
import { runDemo } from './command-line.mjs';
import { installDependencies } from './install.mjs';
import { expectFree } from './ports.mjs';

const HTTP_PORT = 8000;
/** Those of `npm start`, and what stands behind them; the configuration of Asterisk says its own. */
const PORTS = { [HTTP_PORT]: 'HTTP', 5038: 'AMI', 8080: 'Firestore emulator', 8088: 'SIP over ws', 8089: 'SIP over wss', 9099: 'Auth emulator' };
const VERSIONS = ['16', '22'];

/**
 * Starts the pages of the demo on real parts, in the machine's own network: Asterisk, the emulators of Firestore and Auth, ami-manager.
 * @param {{ version?: '16' | '22', log?: (line: string) => void }} [options]
 * @returns {Promise<import('./real-stack.mjs').RealStack>}
 * @throws {import('./ports.mjs').PortTaken} and other errors whose message is for people, such as what is missing and how to get it; nothing is left running then
 */
export async function startReal({ version = '22', log = console.log } = {}) {
  for (const [port, use] of Object.entries(PORTS)) await expectFree(Number(port), use);
  await installDependencies({ log });
  // Imported only now: on a fresh clone its packages have just been installed.
  const { ensureParts, startRealStack } = await import('./real-stack.mjs');
  await ensureParts({ version, log });
  await buildDemo(log);
  return startRealStack({ version, httpPort: HTTP_PORT, log });
}

function readVersion(text = '22') {
  if (!VERSIONS.includes(text)) throw new Error(`--asterisk: expected ${VERSIONS.join(' or ')}, got ${JSON.stringify(text)}`);
  return /** @type {'16' | '22'} */ (text);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runDemo(async () => {
    const { values } = parseArgs({ options: { asterisk: { type: 'string' } } });
    return startReal({ version: readVersion(values.asterisk) });
  }, 'Asterisk');
}
