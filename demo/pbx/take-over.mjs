import { converse, hangUp } from './conversation.mjs';
import { CallerLeg } from './caller-leg.mjs';
import { q850 } from './reasons.mjs';
import { parseReplaces } from './replaces.mjs';

/** How often the other phone is asked while it is busy with a re-INVITE of its own, and how long is waited in between (RFC 3261 section 14.1). */
const ATTEMPTS = 5;
const PAUSE_MS = 300;

/**
 * INVITE with Replaces (RFC 3891): the next page of the same extension takes a talking leg's place. The other phone is offered the new description in a
 * re-INVITE, its answer goes to the new page, and the old leg is hung up. The call, and its linkedId, stay the same.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./transactions.mjs').ServerTransaction} transaction
 * @param {import('./exchange.mjs').Account} account whose phone asks
 * @param {string} replaces value of the header
 */
export async function takeOver(exchange, transaction, account, replaces) {
  const { request } = transaction;
  const dialog = parseReplaces(replaces);
  const old = dialog && exchange.findLeg(dialog.callId, dialog.toTag, dialog.fromTag);
  if (!dialog) return transaction.reply(400);
  if (!old || old.extension !== account.extension || old.state !== 'talking' || !old.peer) return transaction.reply(481);
  if (dialog.earlyOnly) return transaction.reply(486);
  if (!request.body) return transaction.reply(488);
  transaction.reply(100);
  const next = new CallerLeg(exchange, transaction, account, old.usage);
  next.onCancelled = () => next.refuse(487, 16);
  const { response, acknowledge } = await offerTo(exchange, old.peer, request.body);
  if (response.status >= 300) return next.refuse(response.status, 127);
  acknowledge();
  const { peer, call } = old;
  if (next.state === 'ended' || old.state === 'ended' || !peer) {
    // Meanwhile the asking page went away, or the call ended.
    if (next.state !== 'ended') next.refuse(481, 127);
    return;
  }
  converse(next, peer);
  call?.join(next);
  next.accept(response.body, { party: peer });
  old.bye(q850(16));
  if (peer.state === 'ended') hangUp(peer);
}

async function offerTo(exchange, peer, offer) {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await peer.invite({ headers: [['Content-Type', 'application/sdp']], body: offer });
    if (outcome.response.status !== 491 || attempt === ATTEMPTS) return outcome;
    await new Promise((resolve) => exchange.after(PAUSE_MS, () => resolve(undefined)));
  }
}
