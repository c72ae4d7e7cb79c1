import { converse, hangUp } from './conversation.mjs';
import { Leg } from './leg.mjs';
import { q850 } from './reasons.mjs';
import { parseNameAddress } from './sip-address.mjs';
import { cseqOf } from './sip-message.mjs';

/**
 * Whoever waits for a phone to answer: a leg that dialled, or one that is being transferred.
 *
 * @typedef {object} Caller
 * @property {'ringing' | 'talking' | 'ended'} state
 * @property {string} sdp what the phones that ring are offered
 * @property {(status: 180 | 183, body?: string) => void} progress
 * @property {(callee: import('./leg.mjs').Leg, answer: string, acknowledged?: (answer: string) => void) => void} connect talks with `callee` from now on
 * @property {(status: number, cause: number, headers?: Array<[string, string]>) => void} refuse nobody answered; `cause` is Q.850
 * @property {(reason?: string) => void} onCancelled to be set: the caller does not wait any longer
 */

/**
 * The leg of a phone that dialled: its INVITE is answered by `progress`, `accept`, `refuse`.
 * @implements {Caller}
 */
export class CallerLeg extends Leg {
  #transaction;
  /** The caller took the call back: CANCEL, or its page is gone. @type {(reason?: string) => void} */
  onCancelled = () => {};

  /**
   * @param {import('./exchange.mjs').Exchange} exchange
   * @param {import('./transactions.mjs').ServerTransaction} transaction an authenticated INVITE with Contact and a From tag
   * @param {import('./exchange.mjs').Account} account
   * @param {'out' | 'in' | 'acd'} [usage]
   */
  constructor(exchange, transaction, account, usage = 'out') {
    const { request, socket } = transaction;
    const from = parseNameAddress(request.headers.get('From'));
    super(exchange, {
      account,
      socket,
      usage,
      callId: request.headers.get('Call-ID'),
      remoteTag: from.params.tag,
      remoteTarget: parseNameAddress(request.headers.get('Contact')).uri,
      localAddress: request.headers.get('To'),
      remoteAddress: `<${from.uri}>`,
      remoteSeq: cseqOf(request),
    });
    this.#transaction = transaction;
    this.sdp = request.body;
  }

  /** @param {180 | 183} status @param {string} [body] early media */
  progress(status, body = '') {
    this.#reply(status, body ? [['Content-Type', 'application/sdp']] : [], body);
  }

  connect(callee, answer, acknowledged) {
    converse(this, callee);
    this.accept(answer, { acknowledged, party: callee });
  }

  /**
   * Answers 200, naming the party that it talks with; `acknowledged` gets the body of the phone's ACK.
   * @param {string} body @param {{ acknowledged?: (body: string) => void, party?: import('./leg.mjs').Leg }} [options]
   */
  accept(body, { acknowledged = () => {}, party } = {}) {
    this.onCancelled = () => hangUp(this);
    this.awaitAck(cseqOf(this.#transaction.request), acknowledged, () => {
      this.bye(q850(102));
      hangUp(this, q850(102));
    });
    this.#reply(200, [['Content-Type', 'application/sdp'], ...(party?.assertedIdentity ?? [])], body);
    this.connected();
  }

  refuse(status, cause, headers = []) {
    if (!this.end()) return;
    this.#transaction.reply(status, { toTag: this.localTag, headers: [...headers, ['Reason', q850(cause)]] });
    if (!this.peer) this.call?.end(cause);
  }

  #reply(status, headers, body) {
    const linkedId = this.call?.linkedId;
    this.#transaction.socket = this.socket;
    const all = [...this.ownHeaders, ...(linkedId ? [['X-Linkedid', linkedId]] : []), ...headers];
    this.#transaction.reply(status, { toTag: this.localTag, headers: /** @type {Array<[string, string]>} */ (all), body });
  }
}
