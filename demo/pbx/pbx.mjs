import { WebSocketServer } from 'ws';
import { passReinvite, passRequest, hangUp } from './conversation.mjs';
import { Exchange } from './exchange.mjs';
import { startCall } from './incoming-invite.mjs';
import { CallerLeg } from './caller-leg.mjs';
import { q850 } from './reasons.mjs';
import { makeResponse, parseSipMessage, SipSyntaxError } from './sip-message.mjs';
import { parseNameAddress } from './sip-address.mjs';
import { SipSocket } from './sip-socket.mjs';
import { newTag } from './transactions.mjs';
import { transfer } from './transfer.mjs';

const PATH = '/ws';
const METHODS = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'UPDATE', 'INFO', 'MESSAGE', 'OPTIONS', 'REFER', 'REGISTER'];
/** More than any session description; a larger frame closes the socket. */
const MAX_MESSAGE_BYTES = 64 * 1024;

/** @type {import('./exchange.mjs').Timing} */
const DEFAULT_TIMING = {
  ringMs: 60_000,
  queueRingMs: 20_000,
  queueWaitMs: 60_000,
  queueRetryMs: 5000,
  graceMs: 30_000,
  autoWorkMs: 10_000,
  grantMs: 50,
};

/**
 * A running PBX.
 * @typedef {object} Pbx
 * @property {number} port
 * @property {import('./call-events.mjs').CallEvents} callEvents
 * @property {import('./agent-states.mjs').AgentStates} agentStates
 * @property {() => Promise<void>} stop ends every call and closes every socket
 */

/**
 * Starts a small PBX for browsers: SIP over WebSocket (RFC 7118) on 127.0.0.1, a back-to-back user agent in the manner of Asterisk. Media goes between the browsers.
 * @param {object} options
 * @param {number} options.port 0: any free one
 * @param {readonly import('./exchange.mjs').Account[]} options.accounts
 * @param {ReadonlyMap<string, string>} options.queues group code by the queue's number
 * @param {ReadonlyMap<string, string>} options.groupNames
 * @param {(origin: string | undefined) => boolean} options.isAllowedOrigin which pages may connect
 * @param {Partial<import('./exchange.mjs').Timing>} [options.timing]
 * @param {(line: string) => void} options.log gets a line for every message that was not handled because of a defect of ours; it holds no secret
 * @returns {Promise<Pbx>} rejects when the port is taken (EADDRINUSE)
 */
export async function startPbx({ port, accounts, queues, groupNames, isAllowedOrigin, timing = {}, log }) {
  const exchange = new Exchange({ accounts, queues, groupNames, timing: { ...DEFAULT_TIMING, ...timing } });
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port,
    path: PATH,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (protocols) => (protocols.has('sip') ? 'sip' : false),
    verifyClient: ({ origin, req }) => isAllowedOrigin(origin) && (req.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/).includes('sip'),
  });
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  exchange.listensOn(address.port);
  server.on('connection', (webSocket) => {
    const socket = new SipSocket(webSocket, {
      received: (text) => receive(exchange, socket, text, log),
      closed: () => socketClosed(exchange, socket),
    });
  });
  return {
    port: address.port,
    callEvents: exchange.callEvents,
    agentStates: exchange.agentStates,
    stop: () => {
      exchange.close();
      for (const client of server.clients) client.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function receive(exchange, socket, text, log) {
  let message;
  try {
    message = parseSipMessage(text);
  } catch (error) {
    if (!(error instanceof SipSyntaxError)) throw error;
    if (error.request) socket.send(makeResponse(error.request, 400, { toTag: newTag() }));
    return;
  }
  if (message.kind === 'response') return exchange.transactions.takeResponse(message);
  if (message.method === 'ACK') return findDialog(exchange, message)?.takeAck(message);
  const transaction = exchange.transactions.begin(socket, message);
  if (!transaction) return;
  // One phone's message must not end everybody's calls.
  const defect = (error) => {
    log(`PBX: ${message.method}: ${error instanceof Error ? error.stack : String(error)}`);
    transaction.reply(500, { toTag: newTag() });
  };
  try {
    Promise.resolve(handleRequest(exchange, transaction)).catch(defect);
  } catch (error) {
    defect(error);
  }
}

function handleRequest(exchange, transaction) {
  const { request } = transaction;
  const from = parseNameAddress(request.headers.get('From'));
  const to = parseNameAddress(request.headers.get('To'));
  if (!from?.params.tag || !to) return transaction.reply(400, { toTag: newTag() });
  if (!METHODS.includes(request.method)) return transaction.reply(405, { toTag: newTag(), headers: [['Allow', METHODS.join(', ')]] });
  if (request.method === 'CANCEL') return takeCancel(exchange, transaction, from.params.tag);
  if (to.params.tag) return takeDialogRequest(exchange, transaction);
  switch (request.method) {
    case 'OPTIONS':
      return transaction.reply(200, {
        toTag: newTag(),
        headers: [
          ['Allow', METHODS.join(', ')],
          ['Accept', 'application/sdp'],
        ],
      });
    case 'REGISTER':
      return authenticate(exchange, transaction, to.user, () => {
        const { status, headers = [] } = exchange.registrar.register(to.user, request, transaction.socket);
        transaction.reply(status, { toTag: newTag(), headers });
      });
    case 'INVITE':
      return authenticate(exchange, transaction, from.user, (account) => startCall(exchange, transaction, account));
    default:
      return transaction.reply(481, { toTag: newTag() });
  }
}

/** Goes on once the request carries the digest of `extension`'s own password. */
function authenticate(exchange, transaction, extension, granted) {
  const { request } = transaction;
  const check = exchange.digest.check(request.headers.get('Authorization'), request.method);
  if (check.outcome === 'challenge') {
    transaction.reply(401, { toTag: newTag(), headers: [['WWW-Authenticate', exchange.digest.challenge(check.stale)]] });
  } else if (check.outcome === 'denied' || check.username !== extension) {
    transaction.reply(403, { toTag: newTag() });
  } else {
    return granted(exchange.accounts.get(extension));
  }
}

function takeCancel(exchange, transaction, fromTag) {
  const { request } = transaction;
  const leg = exchange.findInviting(request.headers.get('Call-ID'), fromTag);
  if (!(leg instanceof CallerLeg)) return transaction.reply(481, { toTag: newTag() });
  transaction.reply(200, { toTag: leg.localTag });
  leg.onCancelled(request.headers.get('Reason'));
}

function takeDialogRequest(exchange, transaction) {
  const { request, socket } = transaction;
  const leg = findDialog(exchange, request);
  if (!leg) return transaction.reply(481);
  if (!leg.admit(request, socket)) return transaction.reply(500);
  switch (request.method) {
    case 'BYE':
      transaction.reply(200);
      return leg.state === 'ringing' && leg instanceof CallerLeg ? leg.onCancelled(request.headers.get('Reason')) : hangUp(leg, request.headers.get('Reason'));
    case 'INVITE':
      return passReinvite(leg, transaction);
    case 'UPDATE':
    case 'INFO':
    case 'MESSAGE':
      return passRequest(leg, transaction);
    case 'REFER':
      return transfer(exchange, leg, transaction);
    case 'OPTIONS':
      return transaction.reply(200, { headers: leg.ownHeaders });
    default:
      return transaction.reply(405);
  }
}

function findDialog(exchange, request) {
  const tagOf = (name) => parseNameAddress(request.headers.get(name))?.params.tag;
  return exchange.findLeg(request.headers.get('Call-ID'), tagOf('To'), tagOf('From'));
}

/** A page was closed, reloaded, or lost its network: its calls wait for it to come back. */
function socketClosed(exchange, socket) {
  exchange.registrar.socketClosed(socket);
  for (const leg of exchange.legsOn(socket)) {
    leg.detach(exchange.timing.graceMs, () => {
      if (leg.state === 'talking') hangUp(leg, q850(38));
      else if (leg instanceof CallerLeg) leg.onCancelled();
    });
    exchange.reattach(leg.extension);
  }
}
