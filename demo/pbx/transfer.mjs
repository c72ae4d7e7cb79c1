import { converse } from './conversation.mjs';
import { route } from './dialplan.mjs';
import { describeCall, ringDestination } from './incoming-invite.mjs';
import { q850 } from './reasons.mjs';
import { parseReplaces } from './replaces.mjs';
import { asOffer, offerAsActive, putsOnHold, unchangedAnswer } from './sdp.mjs';
import { parseNameAddress, userOf } from './sip-address.mjs';
import { cseqOf } from './sip-message.mjs';
import { TRANSACTION_MS } from './transactions.mjs';

/** What Asterisk's NOTIFY says of a refusal that has no words of its own. */
const PHRASES = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  404: 'Not Found',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  486: 'Busy Here',
  603: 'Decline',
};

/**
 * REFER in a dialog (RFC 3515), carried out by the PBX as Asterisk does: 202, then the phone that the transferor talks with is connected with the target, and
 * NOTIFY tells the transferor how far it got. The transferor hangs up by itself; when the transfer fails the old call stays.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./leg.mjs').Leg} leg the transferor's
 * @param {import('./transactions.mjs').ServerTransaction} transaction
 */
export async function transfer(exchange, leg, transaction) {
  const referTo = parseNameAddress(transaction.request.headers.get('Refer-To'));
  if (!referTo) return transaction.reply(400);
  if (leg.state !== 'talking' || !leg.peer || leg.transferring) return transaction.reply(491);
  transaction.reply(202, { headers: leg.ownHeaders });
  leg.transferring = true;
  const notify = notifierOf(leg, cseqOf(transaction.request));
  notify(100);
  const replaces = /[?&]replaces=([^&]*)/i.exec(referTo.uri)?.[1];
  if (replaces === undefined) transferBlindly(exchange, leg, userOf(referTo.uri), notify);
  else await transferConsulted(exchange, leg, parseReplaces(decode(replaces)), notify);
}

function transferBlindly(exchange, leg, target, notify) {
  const destination = route(exchange, target);
  const { peer, call } = leg;
  if (!destination || destination.type === 'pick-up') return failed(leg, 404, notify);
  const waiting = new TransferredCaller(leg, notify);
  const facts = describeCall(exchange, peer.account, destination);
  ringDestination(exchange, waiting, call, facts, destination);
}

async function transferConsulted(exchange, leg, dialog, notify) {
  const consulted = dialog && exchange.findLeg(dialog.callId, dialog.toTag, dialog.fromTag);
  if (!consulted || consulted === leg || consulted.extension !== leg.extension || consulted.state !== 'talking' || !consulted.peer) {
    return failed(leg, 481, notify);
  }
  const { peer, call } = leg;
  const target = consulted.peer;
  const before = peer.sdp;
  const asked = await askForOffer(peer, leg, target);
  if (asked.response.status >= 300) return failed(leg, asked.response.status, notify);
  const offered = await target.invite({ headers: [['Content-Type', 'application/sdp'], ...peer.assertedIdentity], body: asked.response.body });
  if (offered.response.status >= 300) {
    asked.acknowledge(unchangedAnswer(leg.sdp, before));
    return failed(leg, offered.response.status, notify);
  }
  offered.acknowledge();
  asked.acknowledge(offered.response.body);
  const consultation = target.call;
  converse(peer, target);
  call.join(target);
  call.answered(target);
  if (consultation !== call) consultation?.end(16);
  succeeded(exchange, [leg, consulted], notify);
}

/**
 * The phone that is being transferred, while the target rings. The target is offered what that phone described last; once it answered, the phone is asked for
 * a new offer and gets the target's answer (RFC 3725 section 4.1).
 * @implements {import('./caller-leg.mjs').Caller}
 */
class TransferredCaller {
  /** @type {'ringing' | 'talking' | 'ended'} */
  state = 'ringing';
  /** @type {(reason?: string) => void} */
  onCancelled = () => {};
  #transferor;
  #peer;
  #notify;

  constructor(transferor, notify) {
    this.#transferor = transferor;
    this.#peer = transferor.peer;
    this.#notify = notify;
    this.sdp = offerAsActive(asOffer(this.#peer.sdp));
    this.#peer.onEnded = () => this.onCancelled(q850(16));
  }

  progress(status) {
    this.#notify(status === 183 ? 180 : status);
  }

  async connect(callee, answer) {
    this.state = 'talking';
    this.#peer.onEnded = () => {};
    const asked = await askForOffer(this.#peer, this.#transferor, callee);
    if (asked.response.status >= 300) {
      callee.bye(q850(127));
      return failed(this.#transferor, asked.response.status, this.#notify);
    }
    asked.acknowledge(answer);
    converse(this.#peer, callee);
    if (this.#peer.state === 'ended') callee.bye(q850(16));
    succeeded(callee.exchange, [this.#transferor], this.#notify);
  }

  refuse(status) {
    if (this.state !== 'ringing') return;
    this.state = 'ended';
    this.#peer.onEnded = () => {};
    failed(this.#transferor, status, this.#notify);
  }
}

/** Asks a phone what it would offer to somebody new, and says who that is. One that the transferor put on hold would only offer to listen, so it is taken back first. */
async function askForOffer(peer, transferor, party) {
  if (putsOnHold(transferor.sdp)) {
    const { response, acknowledge } = await peer.invite({ headers: [['Content-Type', 'application/sdp']], body: asOffer(transferor.sdp) });
    if (response.status < 300) acknowledge();
  }
  return peer.invite({ headers: party.assertedIdentity });
}

function succeeded(exchange, legs, notify) {
  notify(200);
  for (const leg of legs) {
    leg.transferring = false;
    // A phone that forgets to hang up must not look busy for ever.
    exchange.after(TRANSACTION_MS, () => leg.bye(q850(16)));
  }
}

function failed(leg, status, notify) {
  notify(status);
  leg.transferring = false;
  if (leg.state !== 'ended' || !leg.peer) return;
  // The transferor is gone: nobody is left to talk with.
  leg.peer.bye(q850(16));
  leg.call?.end(16);
}

function notifierOf(leg, cseq) {
  return (status) => {
    if (leg.state === 'ended') return;
    void leg.request('NOTIFY', {
      headers: [
        ['Event', `refer;id=${cseq}`],
        ['Subscription-State', status < 200 ? 'active;expires=60' : 'terminated;reason=noresource'],
        ['Content-Type', 'message/sipfrag;version=2.0'],
      ],
      body: `SIP/2.0 ${status} ${PHRASES[status] ?? 'Failure'}\r\n`,
    });
  };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
