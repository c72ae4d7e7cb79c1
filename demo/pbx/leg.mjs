import { randomUUID } from 'node:crypto';
import { cseqOf, SipHeaders } from './sip-message.mjs';
import { formatNameAddress, parseNameAddress } from './sip-address.mjs';
import { newBranch, newTag, TRANSACTION_MS } from './transactions.mjs';

const ALLOW = 'INVITE, ACK, CANCEL, BYE, UPDATE, INFO, MESSAGE, OPTIONS, REFER';

/**
 * One phone's part of a call: a dialog (RFC 3261 section 12) between that phone and the PBX, with Call-ID, tags and CSeq of its own.
 *
 *     ringing → talking → ended        ringing → ended
 *
 * `usage` says what the call is to its owner: dialled (`out`), rung directly (`in`) or by a queue (`acd`).
 */
export class Leg {
  /** @type {'ringing' | 'talking' | 'ended'} */
  state = 'ringing';
  /** The leg that it talks with. @type {Leg | undefined} */
  peer;
  /** @type {import('./call.mjs').Call | undefined} */
  call;
  /** The last session description that the phone sent. */
  sdp = '';
  /** Epoch ms of the answer. @type {number | undefined} */
  answeredAt;
  /** A re-INVITE of the phone that is not answered yet. */
  reinviting = false;
  /** A REFER of this phone is being carried out. */
  transferring = false;
  /** The owner dialled 184: the number is told to nobody. */
  withheld = false;
  /** Told once when the leg is over. */
  onEnded = () => {};
  #exchange;
  #localSeq = 0;
  #remoteSeq = 0;
  #inviting = false;
  /** @type {Map<number, (body: string) => void>} */
  #awaitedAcks = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #grace;

  /**
   * @param {import('./exchange.mjs').Exchange} exchange
   * @param {{ account: import('./exchange.mjs').Account, socket: import('./sip-socket.mjs').SipSocket, usage: 'out' | 'in' | 'acd', callId?: string,
   *   remoteTag?: string, remoteTarget: string, localAddress: string, remoteAddress: string, remoteSeq?: number }} dialog addresses without tags
   */
  constructor(exchange, { account, socket, usage, callId = randomUUID(), remoteTag, remoteTarget, localAddress, remoteAddress, remoteSeq = 0 }) {
    this.#exchange = exchange;
    this.account = account;
    this.socket = socket;
    this.usage = usage;
    this.callId = callId;
    this.localTag = newTag();
    this.remoteTag = remoteTag;
    this.remoteTarget = remoteTarget;
    this.localAddress = localAddress;
    this.remoteAddress = remoteAddress;
    this.#remoteSeq = remoteSeq;
    exchange.addLeg(this);
  }

  get extension() {
    return this.account.extension;
  }

  get exchange() {
    return this.#exchange;
  }

  /** A request or INVITE of ours to this phone is under way (RFC 3261 section 14.2). */
  get inviting() {
    return this.#inviting;
  }

  /** Sends a request in the dialog; resolves with the final response, 408 when none came. @param {string} method @param {{ headers?: Array<[string, string | number]>, body?: string }} [content] */
  request(method, { headers = [], body = '' } = {}) {
    return this.#exchange.transactions.request(this.socket, this.makeRequest(method, this.#nextSeq(), headers, body));
  }

  /**
   * Sends an INVITE, initial or again. A refusal is acknowledged here; a 2xx by `acknowledge`, which for an INVITE without offer carries the answer.
   * @param {{ headers?: Array<[string, string | number]>, body?: string, provisional?: (response: import('./sip-message.mjs').SipResponse) => void, timeoutMs?: number }} [content]
   * @returns {Promise<{ response: import('./sip-message.mjs').SipResponse, acknowledge: (body?: string) => void }>}
   */
  async invite({ headers = [], body = '', provisional, timeoutMs } = {}) {
    const seq = this.#nextSeq();
    const branch = newBranch();
    const request = this.makeRequest('INVITE', seq, headers, body);
    this.onInviteSent(request, branch);
    this.#inviting = true;
    const response = await this.#exchange.transactions.request(this.socket, request, { provisional, branch, ...(timeoutMs && { timeoutMs }) });
    this.#inviting = false;
    if (response.status >= 300) {
      const ack = this.makeRequest('ACK', seq);
      const headers = new SipHeaders();
      for (const [name, value] of ack.headers) headers.add(name, name === 'To' ? response.headers.get('To') : value);
      this.#exchange.transactions.sendAck(this.socket, { ...ack, uri: request.uri, headers }, branch);
    } else {
      this.#learn(response);
    }
    const acknowledge = (answer = '') =>
      this.#exchange.transactions.sendAck(this.socket, this.makeRequest('ACK', seq, answer ? [['Content-Type', 'application/sdp']] : [], answer));
    return { response, acknowledge };
  }

  /** For legs that can take their INVITE back. @param {import('./sip-message.mjs').SipRequest} _request @param {string} _branch */
  onInviteSent(_request, _branch) {}

  /** Calls back once the phone acknowledged our 2xx, with the ACK's body; `missing` when it did not in time. */
  awaitAck(cseq, acknowledged, missing = () => {}) {
    const timer = this.#exchange.after(TRANSACTION_MS, () => {
      this.#awaitedAcks.delete(cseq);
      if (this.state !== 'ended') missing();
    });
    this.#awaitedAcks.set(cseq, (body) => {
      this.#exchange.clear(timer);
      acknowledged(body);
    });
  }

  /** The phone's ACK. @param {import('./sip-message.mjs').SipRequest} request */
  takeAck(request) {
    const cseq = cseqOf(request);
    const acknowledged = this.#awaitedAcks.get(cseq);
    this.#awaitedAcks.delete(cseq);
    if (request.body) this.sdp = request.body;
    acknowledged?.(request.body);
  }

  /** A request in the dialog arrived: false when it is older than the last one (RFC 3261 section 12.2.2). The phone is where it came from. */
  admit(request, socket) {
    const cseq = cseqOf(request);
    if (cseq <= this.#remoteSeq) return false;
    this.#remoteSeq = cseq;
    this.attach(socket);
    return true;
  }

  /** What a response or an INVITE of the phone carries along: its contact, its session description. */
  learnFrom(request) {
    const contact = parseNameAddress(request.headers.get('Contact'));
    if (contact) this.remoteTarget = contact.uri;
    if (request.body) this.sdp = request.body;
  }

  /** The conversation begins. */
  connected() {
    this.state = 'talking';
    this.answeredAt = Date.now();
    this.#exchange.legChanged(this);
  }

  /** The phone is reached over this socket from now on. */
  attach(socket) {
    if (this.socket === socket && !this.#grace) return;
    this.socket = socket;
    this.#exchange.clear(this.#grace);
    this.#grace = undefined;
  }

  /** The phone's socket closed: it has this long to come back before `gone` is called. */
  detach(graceMs, gone) {
    this.#exchange.clear(this.#grace);
    this.#grace = this.#exchange.after(graceMs, gone);
  }

  /** The leg is over, whoever ended it; nothing is sent. False when it was over already. */
  end() {
    if (this.state === 'ended') return false;
    this.state = 'ended';
    this.#exchange.clear(this.#grace);
    this.#exchange.removeLeg(this);
    this.onEnded();
    return true;
  }

  /** Ends a talking leg with BYE. @param {string} reason value of the Reason header (RFC 3326) */
  bye(reason) {
    if (this.end()) void this.request('BYE', { headers: [['Reason', reason]] });
  }

  /** Who the other phone is told to talk with (RFC 3325), as Asterisk says it whenever that changes. @returns {Array<[string, string]>} */
  get assertedIdentity() {
    const { name, number } = this.account;
    return this.withheld ? [] : [['P-Asserted-Identity', formatNameAddress(name, this.#exchange.uriOf(number))]];
  }

  /** Header fields by which the PBX presents itself in a dialog. @returns {Array<[string, string]>} */
  get ownHeaders() {
    return [
      ['Contact', `<${this.#exchange.contactUri}>`],
      ['Allow', ALLOW],
      ['Supported', 'replaces'],
    ];
  }

  makeRequest(method, seq, headers = [], body = '') {
    const fields = new SipHeaders()
      .add('From', `${this.localAddress};tag=${this.localTag}`)
      .add('To', this.remoteTag === undefined ? this.remoteAddress : `${this.remoteAddress};tag=${this.remoteTag}`)
      .add('Call-ID', this.callId)
      .add('CSeq', `${seq} ${method}`);
    for (const [name, value] of [...(method === 'ACK' ? [] : this.ownHeaders), ...headers]) fields.add(name, value);
    return /** @type {import('./sip-message.mjs').SipRequest} */ ({ kind: 'request', method, uri: this.remoteTarget, headers: fields, body });
  }

  #nextSeq() {
    return (this.#localSeq += 1);
  }

  #learn(response) {
    this.remoteTag = parseNameAddress(response.headers.get('To'))?.params.tag ?? this.remoteTag;
    this.learnFrom(response);
  }
}
