/**
 * The document of a call, as ami-manager writes it to `amiEvents/{linkedId}`; times are epoch ms.
 *
 * @typedef {object} CallDocument
 * @property {string} linkedId
 * @property {'in' | 'out'} direction seen from the contact centre
 * @property {'internal' | 'external' | 'acd'} kind
 * @property {{ number: string, name: string }} caller
 * @property {{ number: string, name: string }} called
 * @property {string | null} groupCode
 * @property {string | null} groupName
 * @property {string | null} queue
 * @property {string[]} extensions agents' extensions that take part or were rung
 * @property {string[]} callIds SIP Call-IDs of all legs
 * @property {'ringing' | 'answered' | 'ended'} state
 * @property {number} startedAt
 * @property {number | null} answeredAt
 * @property {number | null} endedAt
 * @property {string | null} answeredBy
 * @property {number | null} cause Q.850
 *
 * @typedef {Pick<CallDocument, 'direction' | 'kind' | 'caller' | 'called' | 'groupCode' | 'groupName' | 'queue'>} CallFacts what is known of a call when it
 *   is dialled; the caller's number is empty when withheld
 */

/** One call from end to end, whatever legs it has: the facts that go into its document. */
export class Call {
  #document;
  #publish;

  /**
   * @param {CallFacts & { linkedId: string }} facts
   * @param {(document: CallDocument) => void} publish told after every change
   */
  constructor(facts, publish) {
    /** @type {CallDocument} */
    this.#document = {
      ...facts,
      extensions: [],
      callIds: [],
      state: 'ringing',
      startedAt: Date.now(),
      answeredAt: null,
      endedAt: null,
      answeredBy: null,
      cause: null,
    };
    this.#publish = publish;
  }

  get linkedId() {
    return this.#document.linkedId;
  }

  get ended() {
    return this.#document.state === 'ended';
  }

  /** A leg takes part from now on. @param {import('./leg.mjs').Leg} leg */
  join(leg) {
    leg.call = this;
    const { extensions, callIds } = this.#document;
    this.#change({
      callIds: [...callIds, leg.callId],
      extensions: leg.account.agent && !extensions.includes(leg.extension) ? [...extensions, leg.extension] : extensions,
    });
  }

  /** @param {import('./leg.mjs').Leg} leg of the phone that answered */
  answered(leg) {
    this.#change({ state: 'answered', answeredAt: this.#document.answeredAt ?? Date.now(), answeredBy: leg.account.number });
  }

  /** The last conversation of the call is over, or nobody answered. @param {number} cause Q.850 */
  end(cause) {
    if (!this.ended) this.#change({ state: 'ended', endedAt: Date.now(), cause });
  }

  #change(change) {
    this.#document = { ...this.#document, ...change };
    this.#publish(this.#document);
  }
}
