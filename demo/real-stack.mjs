import { GROUP_NAMES, makeAccounts, QUEUES } from './accounts.mjs';
import { startAmiManager } from './ami-manager/ami-manager.mjs';
import { ensureAsterisk, startAsterisk } from './asterisk/asterisk.mjs';
import { startEmulators } from './firebase/emulators.mjs';
import { ensureAuthEmulator, findFirestoreEmulator } from './firebase/parts.mjs';
import { seed } from './firebase/seed.mjs';
import { serveDemo } from './serve.mjs';
import { FirestoreService } from './server/firestore-service.mjs';

/**
 * The demo on real parts.
 * @typedef {object} RealStack
 * @property {string} url of the start page
 * @property {string} sipUrl where phones connect
 * @property {() => Promise<void>} stop ends every part
 */

/**
 * Gets what can be got (Asterisk from Debian's packages, the Auth emulator from npm).
 * @param {{ version: '16' | '22', log: (line: string) => void }} options
 * @throws {Error} naming every part that is missing here, and how to get it
 */
export async function ensureParts({ version, log }) {
  const parts = await Promise.all([ensureAsterisk(version, { log }), findFirestoreEmulator(), ensureAuthEmulator({ log })]);
  const missing = parts.flatMap((part) => part.missing ?? []);
  if (missing.length > 0) throw new Error(['What the real stack needs and is missing here:', ...missing].join('\n- '));
}

/**
 * Starts everything in the machine's own network, where a person's browser is.
 * @param {{ version: '16' | '22', httpPort: number, log: (line: string) => void }} options
 * @returns {Promise<RealStack>}
 * @throws {Error} when a part is missing, a port is taken, or a part does not start; nothing is left running then
 */
export async function startRealStack({ version, httpPort, log }) {
  /** @type {(() => Promise<void>)[]} */
  const stops = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  const keep = (part) => {
    if (part.missing !== undefined) throw new Error(part.missing);
    stops.push(part.stop);
    return part;
  };
  try {
    log(`Starting Asterisk ${version} and the emulators of Firestore and Auth …`);
    const asterisk = keep(await startAsterisk({ version, network: 'machine', log }));
    const emulators = keep(await startEmulators({ log }));
    const { url } = keep(await startBeside(asterisk, emulators, { httpPort, log }));
    return { url, sipUrl: asterisk.wsUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Starts what belongs beside a running Asterisk and running emulators: what operations would have written, ami-manager, and the pages.
 * @param {Pick<import('./asterisk/asterisk.mjs').Asterisk, 'secrets' | 'ami' | 'wsUrl'>} asterisk
 * @param {{ firestore: string, auth: string, projectId: string }} emulators `host:port` each
 * @param {{ httpPort: number, autoWorkMs?: number, log: (line: string) => void }} options `httpPort` 0: any free one; `autoWorkMs`: how long 自動ワーク lasts
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startBeside({ secrets, ami, wsUrl }, emulators, { httpPort, autoWorkMs, log }) {
  const accounts = makeAccounts((extension) => secrets[extension]);
  const firestore = { address: emulators.firestore, projectId: emulators.projectId };
  await seed(firestore, contractsOf(accounts));
  const amiManager = await startAmiManager({ ami, firestore, ...directoryOf(accounts), autoWorkMs, log });
  const sipPort = Number(new URL(wsUrl).port);
  const pages = await serveDemo({ port: httpPort, sipPort, accounts, data: new FirestoreService(emulators), log }).catch(async (error) => {
    await amiManager.stop();
    throw error;
  });
  return {
    url: pages.url,
    stop: async () => {
      await Promise.all([pages.stop(), amiManager.stop()]);
    },
  };
}

/** @param {readonly import('./accounts.mjs').DemoAccount[]} accounts */
function contractsOf(accounts) {
  return [...new Map(accounts.map(({ contract }) => [contract.agreementId, contract])).values()];
}

/** The tenant with telephony as ami-manager knows it. @param {readonly import('./accounts.mjs').DemoAccount[]} accounts */
function directoryOf(accounts) {
  const agents = accounts.filter(({ kind, sip }) => kind === 'agent' && sip);
  return {
    customerId: agents[0].contract.customerId,
    agents: agents.map(({ id, name, groupCodes, sip }) => ({ id, name, groupCodes, extension: sip.extension })),
    groupCodes: Object.fromEntries(QUEUES),
    groupNames: Object.fromEntries(GROUP_NAMES),
  };
}
