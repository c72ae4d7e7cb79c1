import { PAGES, WIDGETS } from './build.mjs';
import { createDemoServer } from './server/http-server.mjs';

/**
 * Serves the pages, the widgets and the sign-in of a stack on 127.0.0.1.
 * @param {object} options
 * @param {number} options.port 0: any free one
 * @param {number} options.sipPort where the stack's PBX takes SIP over ws, at `/ws`
 * @param {readonly import('./accounts.mjs').DemoAccount[]} options.accounts
 * @param {import('./server/http-server.mjs').DataService} options.data
 * @param {(line: string) => void} options.log
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} rejects with EADDRINUSE when the port is taken
 */
export async function serveDemo({ port: wanted, sipPort, accounts, data, log }) {
  const configOf = (account, endpoint) => ({ ...accountConfig(account, sipPort), ...(account.kind === 'agent' && data.configOf(endpoint)) });
  const server = createDemoServer({ pages: PAGES, widgets: WIDGETS, accounts, configOf, data, log });
  await new Promise((resolve, reject) => server.once('error', reject).listen(wanted, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${port}/`,
    stop: async () => {
      data.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a sign-in answers about the account: `ItConfig` of the public contract, without where the data is. */
function accountConfig({ id, name, role, groupCodes, contract, licenses, sip }, port) {
  return {
    agent: { id, name, role, groupCodes },
    contract,
    licenses,
    ...(sip && { sip: { extension: sip.extension, domain: '127.0.0.1', network: 'vpn', port, path: '/ws', password: sip.password } }),
  };
}
