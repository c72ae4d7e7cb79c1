import { fileURLToPath } from 'node:url';
import { GROUP_NAMES, makeAccounts, QUEUES } from './accounts.mjs';
import { startPbx } from './pbx/pbx.mjs';
import { Chats } from './server/chats.mjs';
import { createDemoServer } from './server/http-server.mjs';
import { LiveData } from './server/live-data.mjs';
import { isOwnOrigin } from './server/request-guard.mjs';

const PAGES = fileURLToPath(new URL('.build/', import.meta.url));
const WIDGETS = fileURLToPath(new URL('../dist/cdn/', import.meta.url));

/**
 * Starts PBX, live data and pages, in this order: once `/` answers, everything is ready.
 * @param {{ httpPort: number, sipPort: number, timing?: Partial<import('./pbx/exchange.mjs').Timing>, log: (line: string) => void }} options
 * @returns {Promise<import('./start.mjs').Demo>} rejects with EADDRINUSE when a port is taken; nothing is left running then
 */
export async function startStack({ httpPort, sipPort, timing, log }) {
  const accounts = makeAccounts();
  const pbx = await startPbx({
    port: sipPort,
    accounts: accounts.filter(({ sip }) => sip).map(toPbxAccount),
    queues: QUEUES,
    groupNames: GROUP_NAMES,
    isAllowedOrigin: isOwnOrigin,
    timing,
    log,
  });
  const chats = new Chats();
  const liveData = new LiveData({ agentStates: pbx.agentStates, callEvents: pbx.callEvents, chats });
  const server = createDemoServer({
    pages: PAGES,
    widgets: WIDGETS,
    accounts,
    configOf: (account, endpoint) => configOf(account, endpoint, pbx.port),
    liveData,
    chats,
    log,
  });
  try {
    await new Promise((resolve, reject) => server.once('error', reject).listen(httpPort, '127.0.0.1', () => resolve(undefined)));
  } catch (error) {
    await pbx.stop();
    throw error;
  }
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${port}/`,
    sipUrl: `ws://127.0.0.1:${pbx.port}/ws`,
    pbx,
    credentials: Object.fromEntries(accounts.map(({ id, credential, sip }) => [id, { credential, ...(sip && { password: sip.password }) }])),
    cutStreams: () => liveData.close(),
    stop: async () => {
      liveData.close();
      chats.close();
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), pbx.stop()]);
    },
  };
}

/** What a sign-in answers: `ItConfig` of the public contract, without functions. */
function configOf({ kind, id, name, role, groupCodes, contract, licenses, sip }, endpoint, port) {
  return {
    agent: { id, name, role, groupCodes },
    contract,
    licenses,
    ...(sip && { sip: { extension: sip.extension, domain: '127.0.0.1', network: 'vpn', port, path: '/ws', password: sip.password } }),
    ...(kind === 'agent' && { live: { url: `${endpoint}/live` } }),
  };
}

function toPbxAccount({ kind, name, groupCodes, sip }) {
  return { ...sip, name, agent: kind === 'agent', groupCodes };
}
