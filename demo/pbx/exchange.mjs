import { AgentStates } from './agent-states.mjs';
import { CallEvents } from './call-events.mjs';
import { Call } from './call.mjs';
import { DigestAuthenticator } from './digest.mjs';
import { q850 } from './reasons.mjs';
import { Registrar } from './registrar.mjs';
import { Transactions } from './transactions.mjs';

export const REALM = 'infinitalk';

/**
 * @typedef {object} Account
 * @property {string} extension SIP user name
 * @property {string} password
 * @property {string} number what called parties see
 * @property {string} name likewise
 * @property {boolean} agent false: an outside telephone
 * @property {readonly string[]} groupCodes
 *
 * @typedef {object} Timing all in ms
 * @property {number} ringMs a direct call rings
 * @property {number} queueRingMs an agent is rung by the queue
 * @property {number} queueWaitMs a caller waits in the queue
 * @property {number} queueRetryMs until an agent who refused is rung again
 * @property {number} graceMs a phone whose socket closed has to come back
 * @property {number} autoWorkMs 自動ワーク lasts
 * @property {number} grantMs a requested status takes
 */

/** What is switched: accounts, who is registered, legs, calls, and the clocks of all of them. */
export class Exchange {
  /** @type {Map<string, import('./leg.mjs').Leg>} */
  #legs = new Map();
  /** @type {Set<NodeJS.Timeout>} */
  #timers = new Set();
  #started = Math.floor(Date.now() / 1000);
  #calls = 0;
  /** @type {Set<(extension: string) => void>} */
  #availability = new Set();
  #address = '127.0.0.1';

  /**
   * @param {{ accounts: readonly Account[], queues: ReadonlyMap<string, string>, groupNames: ReadonlyMap<string, string>, timing: Timing }} options
   *   `queues`: group code by the queue's number
   */
  constructor({ accounts, queues, groupNames, timing }) {
    this.accounts = new Map(accounts.map((account) => [account.extension, account]));
    this.queues = queues;
    this.groupNames = groupNames;
    this.timing = timing;
    this.digest = new DigestAuthenticator({ realm: REALM, passwordOf: (username) => this.accounts.get(username)?.password });
    this.registrar = new Registrar({ changed: (extension) => this.#registrationChanged(extension) });
    this.transactions = new Transactions({ via: () => this.#address });
    this.callEvents = new CallEvents();
    this.agentStates = new AgentStates(accounts, { timing, after: (ms, action) => this.after(ms, action), clear: (timer) => this.clear(timer) });
    this.agentStates.subscribe(({ extension }) => this.#announce(extension));
  }

  /** Where the PBX listens, for Via and Contact. @param {number} port */
  listensOn(port) {
    this.#address = `127.0.0.1:${port}`;
  }

  get contactUri() {
    return `sip:pbx@${this.#address};transport=ws`;
  }

  /** The address of a number at this PBX. @param {string} number */
  uriOf(number) {
    return `sip:${number}@127.0.0.1`;
  }

  /** Opens the books on a new call; its linkedId looks like Asterisk's Uniqueid. @param {import('./call.mjs').CallFacts} facts */
  openCall(facts) {
    this.#calls += 1;
    return new Call({ ...facts, linkedId: `${this.#started}.${this.#calls}` }, (document) => this.callEvents.publish(document));
  }

  /** @param {import('./leg.mjs').Leg} leg */
  addLeg(leg) {
    this.#legs.set(legKey(leg.callId, leg.localTag), leg);
    this.legChanged(leg);
  }

  /** @param {import('./leg.mjs').Leg} leg */
  removeLeg(leg) {
    this.#legs.delete(legKey(leg.callId, leg.localTag));
    this.agentStates.follow(leg.extension, this.legsOf(leg.extension), leg.usage === 'acd' && leg.answeredAt !== undefined);
    this.#announce(leg.extension);
  }

  /** @param {import('./leg.mjs').Leg} leg */
  legChanged(leg) {
    this.agentStates.follow(leg.extension, this.legsOf(leg.extension), false);
  }

  /** The leg of a dialog, by the PBX's tag and the phone's (RFC 3261 section 12). @param {string} callId @param {string | undefined} localTag @param {string | undefined} remoteTag */
  findLeg(callId, localTag, remoteTag) {
    const leg = this.#legs.get(legKey(callId, localTag ?? ''));
    return leg && (leg.remoteTag === undefined || leg.remoteTag === remoteTag) ? leg : undefined;
  }

  /** The leg whose INVITE has this Call-ID and From tag and is not answered: what a CANCEL means. */
  findInviting(callId, remoteTag) {
    return [...this.#legs.values()].find((leg) => leg.callId === callId && leg.remoteTag === remoteTag && leg.state === 'ringing');
  }

  /** Legs of an extension that are not over. @param {string} extension */
  legsOf(extension) {
    return [...this.#legs.values()].filter((leg) => leg.extension === extension);
  }

  /** Legs whose phone is reached over this socket. @param {import('./sip-socket.mjs').SipSocket} socket */
  legsOn(socket) {
    return [...this.#legs.values()].filter((leg) => leg.socket === socket);
  }

  /** Whether a queue may ring this agent: 待機中, registered, not in a call. @param {string} extension */
  isAvailable(extension) {
    return this.agentStates.document(extension)?.status === 0 && this.registrar.binding(extension) !== undefined && this.legsOf(extension).length === 0;
  }

  /** Hears of every agent who may have become available or stopped being so. @param {(extension: string) => void} listener @returns {() => void} its stop */
  watchAvailability(listener) {
    this.#availability.add(listener);
    return () => this.#availability.delete(listener);
  }

  /** A timer that ends with the exchange. @param {number} ms @param {() => void} action */
  after(ms, action) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  /** @param {NodeJS.Timeout | undefined} timer */
  clear(timer) {
    clearTimeout(timer);
    if (timer) this.#timers.delete(timer);
  }

  /** Stops: talking phones get a BYE, every clock stands still. */
  close() {
    for (const leg of [...this.#legs.values()]) leg.bye(q850(38));
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.registrar.clear();
    this.transactions.clear();
  }

  /** A phone that lost its socket and registered the same contact again: its dialogs are reached over the new one. @param {string} extension */
  reattach(extension) {
    const binding = this.registrar.binding(extension);
    for (const leg of this.legsOf(extension)) {
      if (binding && !leg.socket.open && sameAddress(leg.remoteTarget, binding.contact)) leg.attach(binding.socket);
    }
  }

  #registrationChanged(extension) {
    this.reattach(extension);
    this.#announce(extension);
  }

  /** Only once whoever changes something has finished: a queue must not ring an agent whose refusal is just being noted. */
  #announce(extension) {
    queueMicrotask(() => {
      for (const listener of [...this.#availability]) listener(extension);
    });
  }
}

/** Contacts of one phone differ in parameters (`;ob` in an INVITE). */
function sameAddress(a, b) {
  return a.split(';')[0] === b.split(';')[0];
}

function legKey(callId, localTag) {
  return `${callId} ${localTag}`;
}
