/**
 * An agent's status as the agents document has it; times are epoch ms.
 *
 * @typedef {object} AgentDocument
 * @property {number} status 0, 1, 2, 3, 7, or 78 to 99 while calling
 * @property {number} chosenStatus the last of 0, 1, 2, 3, 7; survives 78 to 99
 * @property {number} since
 * @property {string} [reason] why the server set it
 * @property {string} extension
 * @property {string[]} groupCodes
 * @property {number | null} requestedStatus asked for and not yet granted
 * @property {number | null} autoWorkEndsAt when 自動ワーク ends by itself
 */

/** 呼出中 and 通話中 by what the call is to the agent. */
const CALL_STATUS = {
  out: { ringing: 78, talking: 79 },
  in: { ringing: 88, talking: 89 },
  acd: { ringing: 98, talking: 99 },
};

const AUTO_WORK = 7;
const AWAY = 3;

/**
 * Agents' statuses, as the server side of the product keeps them: what the agent chose, and what follows from calls. A wish is granted at once when the agent
 * is free, else when the call is over; after an answered ACD call the agent gets 自動ワーク for a while; one who lets a queue call ring out is set to 離席.
 */
export class AgentStates {
  /** @type {Map<string, AgentDocument>} */
  #documents = new Map();
  /** @type {Map<string, NodeJS.Timeout>} */
  #autoWork = new Map();
  /** @type {Set<(document: AgentDocument) => void>} */
  #listeners = new Set();
  #timing;
  #after;
  #clear;

  /**
   * @param {readonly import('./exchange.mjs').Account[]} accounts
   * @param {{ timing: { autoWorkMs: number, grantMs: number }, after: (ms: number, action: () => void) => NodeJS.Timeout, clear: (timer: NodeJS.Timeout | undefined) => void }} options
   */
  constructor(accounts, { timing, after, clear }) {
    for (const { agent, extension, groupCodes } of accounts) {
      if (agent)
        this.#documents.set(extension, {
          status: 0,
          chosenStatus: 0,
          since: Date.now(),
          extension,
          groupCodes: [...groupCodes],
          requestedStatus: null,
          autoWorkEndsAt: null,
        });
    }
    this.#timing = timing;
    this.#after = after;
    this.#clear = clear;
  }

  /** @param {string} extension @returns {AgentDocument | undefined} */
  document(extension) {
    return this.#documents.get(extension);
  }

  /** @param {(document: AgentDocument) => void} listener @returns {() => void} its stop */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The agent asks for a status; null takes the wish back. @param {string} extension @param {0 | 1 | 2 | 3 | null} code */
  request(extension, code) {
    this.#change(extension, { requestedStatus: code });
    this.#after(this.#timing.grantMs, () => this.#grant(extension));
  }

  /**
   * Follows the agent's calls.
   * @param {string} extension
   * @param {readonly { usage: 'out' | 'in' | 'acd', state: string }[]} legs of this agent that are not over
   * @param {boolean} workFollows an answered ACD call has just ended
   */
  follow(extension, legs, workFollows) {
    const document = this.#documents.get(extension);
    if (!document) return;
    const leg = legs.find(({ state }) => state === 'talking') ?? legs[0];
    if (leg) return this.#show(extension, CALL_STATUS[leg.usage][leg.state]);
    if (workFollows && document.requestedStatus === null) return this.#startAutoWork(extension);
    this.#show(extension, document.chosenStatus);
    this.#grant(extension);
  }

  /** A queue call rang out at this agent. @param {string} extension */
  rangOut(extension) {
    // Still 98: shown once the leg is over. A wish that waits for that moment stays.
    this.#change(extension, { chosenStatus: AWAY, reason: 'no-answer', autoWorkEndsAt: null });
  }

  #grant(extension) {
    const { status, requestedStatus } = this.#documents.get(extension);
    if (requestedStatus === null || status >= 78) return;
    this.#choose(extension, requestedStatus);
  }

  #startAutoWork(extension) {
    this.#choose(extension, AUTO_WORK, Date.now() + this.#timing.autoWorkMs);
    this.#autoWork.set(
      extension,
      this.#after(this.#timing.autoWorkMs, () => this.#endAutoWork(extension)),
    );
  }

  #endAutoWork(extension) {
    const { status, chosenStatus } = this.#documents.get(extension);
    if (chosenStatus !== AUTO_WORK) return;
    if (status >= 78) this.#change(extension, { chosenStatus: 0, autoWorkEndsAt: null });
    else this.#choose(extension, 0);
  }

  #choose(extension, code, autoWorkEndsAt = null) {
    this.#clear(this.#autoWork.get(extension));
    const { reason: _reason, ...rest } = this.#documents.get(extension);
    const since = code === rest.status ? rest.since : Date.now();
    this.#set({ ...rest, status: code, chosenStatus: code, since, requestedStatus: null, autoWorkEndsAt });
  }

  #show(extension, status) {
    const document = this.#documents.get(extension);
    if (document.status !== status) this.#set({ ...document, status, since: Date.now() });
  }

  #change(extension, change) {
    this.#set({ ...this.#documents.get(extension), ...change });
  }

  #set(document) {
    this.#documents.set(document.extension, document);
    for (const listener of this.#listeners) listener(document);
  }
}
