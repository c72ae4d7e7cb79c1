import { randomBytes } from 'node:crypto';
import { branchOf, cseqMethodOf, makeResponse } from './sip-message.mjs';

/** 64 × T1: how long a transaction waits (RFC 3261 section 17.1.1.2, timers B and F). */
export const TRANSACTION_MS = 32_000;

/**
 * A request that came in and is to be answered once.
 * @typedef {object} ServerTransaction
 * @property {import('./sip-message.mjs').SipRequest} request
 * @property {import('./sip-socket.mjs').SipSocket} socket
 * @property {boolean} answered a final response was sent
 * @property {(status: number, options?: Parameters<typeof makeResponse>[2]) => void} reply later final responses are ignored
 */

/** SIP transactions over a reliable transport (RFC 3261 section 17): nothing is retransmitted, everything ends after {@link TRANSACTION_MS}. */
export class Transactions {
  /** @type {Map<string, { provisional: (response: import('./sip-message.mjs').SipResponse) => void, final: (response: import('./sip-message.mjs').SipResponse) => void }>} */
  #clients = new Map();
  /** @type {Map<string, { last?: import('./sip-message.mjs').SipResponse }>} */
  #servers = new Map();
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set();
  #via;

  /** @param {{ via: () => string }} options host and port for our Via */
  constructor({ via }) {
    this.#via = via;
  }

  /**
   * Sends a request and resolves with its final response; with a made-up 408 when none came in time or the phone cannot be reached.
   * @param {import('./sip-socket.mjs').SipSocket} socket
   * @param {import('./sip-message.mjs').SipRequest} request its Via is added here
   * @param {{ provisional?: (response: import('./sip-message.mjs').SipResponse) => void, timeoutMs?: number, branch?: string }} [options]
   * @returns {Promise<import('./sip-message.mjs').SipResponse>}
   */
  request(socket, request, { provisional = () => {}, timeoutMs = TRANSACTION_MS, branch = newBranch() } = {}) {
    const sent = this.stamp(request, branch);
    const key = `${branch} ${request.method}`;
    return new Promise((resolve) => {
      const finish = (response) => {
        this.#clients.delete(key);
        this.#clear(timer);
        resolve(response);
      };
      const timer = this.#after(timeoutMs, () => finish(makeResponse(sent, 408)));
      this.#clients.set(key, { provisional, final: finish });
      if (socket.open) socket.send(sent);
      else finish(makeResponse(sent, 408));
    });
  }

  /** Sends what is not answered: an ACK. Its branch is the INVITE's for a refusal, a new one for a 2xx (RFC 3261 section 17.1.1.3). */
  sendAck(socket, request, branch = newBranch()) {
    socket.send(this.stamp(request, branch));
  }

  /** A response came in, over whichever socket the phone has now; one that nobody waits for is dropped. */
  takeResponse(response) {
    const client = this.#clients.get(`${branchOf(response)} ${cseqMethodOf(response)}`);
    if (!client) return;
    if (response.status < 200) client.provisional(response);
    else client.final(response);
  }

  /**
   * @param {import('./sip-socket.mjs').SipSocket} socket
   * @param {import('./sip-message.mjs').SipRequest} request
   * @returns {ServerTransaction | undefined} undefined for a repeated request, whose last response was sent again
   */
  begin(socket, request) {
    const key = `${branchOf(request)} ${request.method} ${request.headers.get('Call-ID')}`;
    const known = this.#servers.get(key);
    if (known) {
      if (known.last) socket.send(known.last);
      return undefined;
    }
    /** @type {{ last?: import('./sip-message.mjs').SipResponse }} */
    const memory = {};
    this.#servers.set(key, memory);
    const transaction = {
      request,
      socket,
      answered: false,
      reply: (status, options) => {
        if (transaction.answered) return;
        memory.last = makeResponse(request, status, options);
        socket.send(memory.last);
        if (status < 200) return;
        transaction.answered = true;
        this.#after(TRANSACTION_MS, () => this.#servers.delete(key));
      },
    };
    return transaction;
  }

  /** Drops everything; nobody is answered any more. */
  clear() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#clients.clear();
    this.#servers.clear();
  }

  stamp(request, branch) {
    const headers = new request.headers.constructor();
    headers.add('Via', `SIP/2.0/WS ${this.#via()};branch=${branch}`).add('Max-Forwards', 70);
    for (const [name, value] of request.headers) headers.add(name, value);
    return { ...request, headers };
  }

  #after(ms, action) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #clear(timer) {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }
}

/** A branch that no other transaction has (RFC 3261 section 8.1.1.7). */
export function newBranch() {
  return `z9hG4bK${randomBytes(12).toString('hex')}`;
}

/** A tag for From or To (RFC 3261 section 19.3). */
export function newTag() {
  return randomBytes(8).toString('hex');
}
