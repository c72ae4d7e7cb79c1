import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { answerJson, HttpError } from './answers.mjs';
import { ChatSessions } from './chat-sessions.mjs';
import { findContact, listContacts } from './contacts.mjs';
import { isOwnHost, isOwnOrigin } from './request-guard.mjs';
import { Sessions } from './sessions.mjs';
import { findFile, sendFile } from './static-files.mjs';

/** The pages that somebody signs in at, and who. */
const ENDPOINTS = /** @type {const} */ ([
  ['/text-service', 'agent'],
  ['/crm', 'agent'],
  ['/customer', 'customer'],
]);

/** What the endpoints below answer, for those who build their own. */
const OPENAPI = fileURLToPath(new URL('./openapi.json', import.meta.url));

/** The page that customers chat from; who they are, their link says. */
const CHAT = '/chat';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:* http://127.0.0.1:* http://localhost:* wss:",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer: the credential of an address never travels on, nothing is guessed from contents. */
const SECURITY_HEADERS = { 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'content-security-policy': CONTENT_SECURITY_POLICY };

/**
 * A customer who chats.
 * @typedef {{ agreementId: string, chatId: string, linkId: string }} Guest
 */

/**
 * Where a stack keeps its data, as far as its HTTP server has to do with it.
 * @typedef {object} DataService
 * @property {RegExp} actions method and path below an endpoint (`POST live/status`) that it answers
 * @property {(endpoint: string) => object} configOf what a configuration says about the data: `live` or `firebase`
 * @property {(account: import('../accounts.mjs').DemoAccount, action: string, request: import('node:http').IncomingMessage,
 *   response: import('node:http').ServerResponse, url: URL) => Promise<boolean>} answerAgent false: there is no such action
 * @property {(guest: Guest, action: string, request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse,
 *   url: URL) => Promise<boolean>} answerGuest likewise
 * @property {(link: { agreementId: string, groupCode: string, lifetimeMs: number }) => Promise<{ chatId: string, linkId: string, expiresAt: number }>} makeLink
 *   a customer's link to a conversation of their own; `expiresAt`: epoch ms
 * @property {() => void} close ends what goes on
 */

/**
 * The demo's HTTP server: pages, the widgets' script, and for each page `/session`, `/contacts` and the data's own paths below its own path.
 * @param {object} options
 * @param {string} options.pages folder of the built pages
 * @param {string} options.widgets folder of the built script tag
 * @param {readonly import('../accounts.mjs').DemoAccount[]} options.accounts
 * @param {(account: import('../accounts.mjs').DemoAccount, endpoint: string) => object} options.configOf the `ItConfig` that a sign-in answers
 * @param {DataService} options.data
 * @param {(line: string) => void} options.log gets a line for every request that failed inside the server; no line holds a secret
 * @returns {import('node:http').Server} not listening yet
 */
export function createDemoServer({ pages, widgets, accounts, configOf, data, log }) {
  const chatSessions = new ChatSessions(CHAT, data);
  const sessions = new Map(
    ENDPOINTS.map(([endpoint, kind]) => {
      const allowed = accounts.filter((account) => account.kind === kind);
      return [endpoint, new Sessions(endpoint, allowed, (account) => configOf(account, endpoint))];
    }),
  );
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    answer(request, response).catch((error) => refuse(response, error));
  });
  return server;

  async function answer(request, response) {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    if (!isOwnHost(request.headers.host, port)) throw new HttpError(403, 'data-denied', 'Host: expected localhost or 127.0.0.1');
    const url = parseUrl(request.url);
    for (const [endpoint, session] of sessions) {
      const action = actionBelow(endpoint, request, url);
      if (action !== undefined && (await answerEndpoint(session, action, request, response, url))) return;
    }
    const action = actionBelow(CHAT, request, url);
    if (action !== undefined && (await answerCustomer(action, request, response, url))) return;
    await answerFile(request, response, url);
  }

  async function answerEndpoint(session, action, request, response, url) {
    switch (action) {
      case 'POST session':
        checkOrigin(request);
        await session.signIn(request, response);
        return true;
      case 'DELETE session':
        checkOrigin(request);
        session.signOut(request, response);
        return true;
      case 'GET contacts': {
        agentOf(session, request);
        const number = url.searchParams.get('number');
        answerJson(response, 200, number === null ? listContacts() : findContact(number));
        return true;
      }
      default:
        if (!data.actions.test(action)) return false;
        checkOrigin(request);
        return data.answerAgent(agentOf(session, request), action, request, response, url);
    }
  }

  async function answerCustomer(action, request, response, url) {
    const signsIn = action === 'POST session';
    if (!signsIn && !data.actions.test(action)) return false;
    checkOrigin(request);
    if (!signsIn) return data.answerGuest(chatSessions.guestOf(request), action, request, response, url);
    await chatSessions.signIn(request, response);
    return true;
  }

  async function answerFile(request, response, url) {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, 'data-denied', `${request.method} ${url.pathname}: no such service`);
    if (url.pathname === CHAT || ENDPOINTS.some(([endpoint]) => endpoint === url.pathname)) {
      response.writeHead(308, { location: `${url.pathname}/${url.search}` }).end();
      return;
    }
    if (url.pathname === '/openapi.json') return sendFile(request, response, OPENAPI);
    const isWidget = /^\/it-widgets(?:\.js$|\/)/.test(url.pathname);
    const file = await findFile(isWidget ? widgets : pages, url.pathname);
    if (file === undefined) throw new HttpError(404, 'data-denied', `${url.pathname}: not found`);
    // Pages of other origins include the script, as they would from a CDN.
    await sendFile(request, response, file, isWidget ? { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } : {});
  }

  function refuse(response, error) {
    const known = error instanceof HttpError ? error : new HttpError(500, 'server-error', 'internal error');
    if (known !== error) log(`HTTP: ${error instanceof Error ? error.stack : String(error)}`);
    if (response.headersSent) response.destroy();
    else answerJson(response, known.status, { code: known.code, message: known.message }, known.status === 413 ? { connection: 'close' } : {});
  }
}

/** What is asked of an endpoint: `POST session`; undefined: nothing of it. */
function actionBelow(endpoint, request, url) {
  return url.pathname.startsWith(`${endpoint}/`) ? `${request.method} ${url.pathname.slice(endpoint.length + 1)}` : undefined;
}

/** Only the path and the query matter; the Host header is checked by itself. */
function parseUrl(url) {
  try {
    return new URL(url.replace(/^\/+/, '/'), 'http://localhost');
  } catch {
    throw new HttpError(400, 'data-denied', 'the address is malformed');
  }
}

function checkOrigin(request) {
  if (!isOwnOrigin(request.headers.origin)) throw new HttpError(403, 'data-denied', 'Origin: expected a page of this machine');
}

function agentOf(session, request) {
  const account = session.accountOf(request);
  if (account.kind !== 'agent') throw new HttpError(403, 'data-denied', 'only agents have data and contacts');
  return account;
}
