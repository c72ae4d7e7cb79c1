import { GROUP_NAMES, makeAccounts, QUEUES } from './accounts.mjs';
import { startPbx } from './pbx/pbx.mjs';
import { serveDemo } from './serve.mjs';
import { LiveService } from './server/live-service.mjs';
import { isOwnOrigin } from './server/request-guard.mjs';

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
  const data = new LiveService({ agentStates: pbx.agentStates, callEvents: pbx.callEvents });
  const pages = await serveDemo({ port: httpPort, sipPort: pbx.port, accounts, data, log }).catch(async (error) => {
    await pbx.stop();
    throw error;
  });
  return {
    url: pages.url,
    sipUrl: `ws://127.0.0.1:${pbx.port}/ws`,
    pbx,
    credentials: Object.fromEntries(accounts.map(({ id, credential, sip }) => [id, { credential, ...(sip && { password: sip.password }) }])),
    cutStreams: () => data.cutStreams(),
    stop: async () => {
      await Promise.all([pages.stop(), pbx.stop()]);
    },
  };
}

function toPbxAccount({ kind, name, groupCodes, sip }) {
  return { ...sip, name, agent: kind === 'agent', groupCodes };
}
