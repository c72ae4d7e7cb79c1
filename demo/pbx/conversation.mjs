import { cseqOf } from './sip-message.mjs';
import { causeOf, q850 } from './reasons.mjs';

/** What a phone may say in a message and the other phone should hear; everything else belongs to one leg alone. */
const PASSED_HEADERS = ['Content-Type', 'Content-Disposition', 'Info-Package', 'Reason', 'Retry-After', 'Warning'];

/**
 * Header fields of `message` that are passed on to the other leg.
 * @param {import('./sip-message.mjs').SipRequest | import('./sip-message.mjs').SipResponse} message
 * @returns {Array<[string, string]>}
 */
export function passedHeaders(message) {
  return PASSED_HEADERS.flatMap((name) => message.headers.all(name).map((value) => /** @type {[string, string]} */ ([name, value])));
}

/**
 * Two legs talk: what one phone says in its dialog the other one hears. Whoever either talked with before is on its own.
 * @param {import('./leg.mjs').Leg} a @param {import('./leg.mjs').Leg} b
 */
export function converse(a, b) {
  for (const { peer } of [a, b]) {
    if (peer && peer !== a && peer !== b) peer.peer = undefined;
  }
  a.peer = b;
  b.peer = a;
}

/**
 * A phone hung up, or is gone for good: the other phone hears BYE and the call is over.
 * @param {import('./leg.mjs').Leg} leg @param {string} [reason] value of the Reason header
 */
export function hangUp(leg, reason = q850(16)) {
  const { peer, call } = leg;
  leg.end();
  // A phone that hangs up while its transfer is under way leaves the other party to wait for the target.
  if (!peer || leg.transferring) return;
  peer.bye(reason);
  call?.end(causeOf(reason) ?? 16);
}

/**
 * INFO, MESSAGE, UPDATE: passed on, and the answer passed back.
 * @param {import('./leg.mjs').Leg} leg @param {import('./transactions.mjs').ServerTransaction} transaction
 */
export async function passRequest(leg, transaction) {
  const { request } = transaction;
  const { peer } = leg;
  // An UPDATE without offer only refreshes a session timer (RFC 4028), which is the leg's own affair.
  if (request.method === 'UPDATE' && request.body === '') return transaction.reply(200, { headers: leg.ownHeaders });
  if (!isReachable(peer)) return transaction.reply(491);
  const response = await peer.request(request.method, { headers: passedHeaders(request), body: request.body });
  if (response.status < 300 && request.method === 'UPDATE') learnAnswer(leg, peer, request, response);
  answer(leg, transaction, response);
}

/**
 * A re-INVITE (hold, resume, ICE restart): passed on with its offer, and the answer passed back. Glare is answered 491 (RFC 3261 section 14.2).
 * @param {import('./leg.mjs').Leg} leg @param {import('./transactions.mjs').ServerTransaction} transaction
 */
export async function passReinvite(leg, transaction) {
  const { request } = transaction;
  const { peer } = leg;
  if (leg.reinviting) return transaction.reply(500, { headers: [['Retry-After', 1]] });
  if (leg.inviting || !isReachable(peer) || peer.inviting) return transaction.reply(491);
  leg.reinviting = true;
  transaction.reply(100);
  const { response, acknowledge } = await peer.invite({ headers: passedHeaders(request), body: request.body });
  leg.reinviting = false;
  if (response.status < 300) {
    if (request.body) {
      acknowledge();
      leg.learnFrom(request);
    }
    leg.awaitAck(cseqOf(request), (answered) => request.body || acknowledge(answered));
  }
  answer(leg, transaction, response);
}

function isReachable(leg) {
  return leg !== undefined && leg.state === 'talking' && leg.socket.open;
}

function learnAnswer(leg, peer, request, response) {
  leg.learnFrom(request);
  peer.learnFrom(response);
}

function answer(leg, transaction, response) {
  const own = response.status < 300 ? leg.ownHeaders : [];
  transaction.reply(response.status, { reason: response.reason, headers: [...own, ...passedHeaders(response)], body: response.body });
}
