import { CalleeLeg } from './callee-leg.mjs';
import { formatNameAddress } from './sip-address.mjs';
import { COMPLETED_ELSEWHERE } from './reasons.mjs';

/** A phone may take this much longer than the PBX rings before its INVITE counts as unanswered. */
const MARGIN_MS = 5000;

/**
 * Rings phones for one caller; the first to answer talks, the others hear "Call completed elsewhere".
 * How long, whom next and what a refusal means is decided by whoever owns it (`direct-call.mjs`, `queue-call.mjs`).
 */
export class Ringing {
  /** @type {Set<CalleeLeg>} */
  #branches = new Set();
  #exchange;
  #caller;
  #call;
  #facts;
  #owner;

  /**
   * @param {import('./exchange.mjs').Exchange} exchange
   * @param {import('./caller-leg.mjs').Caller} caller
   * @param {import('./call.mjs').Call} call
   * @param {import('./call.mjs').CallFacts} facts what the phones are told
   * @param {{ usage: 'in' | 'acd', progressed: (response: import('./sip-message.mjs').SipResponse) => void,
   *   refused: (branch: CalleeLeg, response: import('./sip-message.mjs').SipResponse) => void, answered: () => void }} owner
   */
  constructor(exchange, caller, call, facts, owner) {
    this.#exchange = exchange;
    this.#caller = caller;
    this.#call = call;
    this.#facts = facts;
    this.#owner = owner;
  }

  /** Phones that ring. */
  get branches() {
    return [...this.#branches];
  }

  /** @param {import('./exchange.mjs').Account} account @param {import('./registrar.mjs').Binding} binding @param {number} ringMs @returns {CalleeLeg} */
  ring(account, binding, ringMs) {
    const branch = new CalleeLeg(this.#exchange, {
      account,
      socket: binding.socket,
      usage: this.#owner.usage,
      remoteTarget: binding.contact,
      localAddress: this.#callerAddress(),
      remoteAddress: `<${this.#exchange.uriOf(account.extension)}>`,
    });
    branch.ringing = this;
    this.#branches.add(branch);
    this.#call.join(branch);
    void this.#run(branch, ringMs);
    return branch;
  }

  /** Stops every phone that still rings. @param {string} [reason] value of the Reason header */
  stop(reason) {
    for (const branch of this.#branches) branch.cancel(reason);
    this.#branches.clear();
  }

  /** Stops one phone. @param {CalleeLeg} branch @param {string} [reason] */
  stopOne(branch, reason) {
    this.#branches.delete(branch);
    branch.cancel(reason);
  }

  /**
   * Another phone than those that ring takes the call.
   * @param {import('./leg.mjs').Leg} picker
   * @returns {import('./caller-leg.mjs').Caller} with whom it talks
   */
  takenBy(picker) {
    this.#owner.answered();
    this.#call.join(picker);
    this.#call.answered(picker);
    this.stop(COMPLETED_ELSEWHERE);
    return this.#caller;
  }

  async #run(branch, ringMs) {
    const offer = this.#caller.sdp;
    const { response, acknowledge } = await branch.ring({
      headers: this.#headers(),
      body: offer,
      timeoutMs: ringMs + MARGIN_MS,
      provisional: (provisional) => {
        if (provisional.status > 100 && this.#branches.has(branch)) this.#owner.progressed(provisional);
      },
    });
    const rings = this.#branches.delete(branch);
    if (response.status >= 300) {
      if (branch.end() && rings) this.#owner.refused(branch, response);
    } else if (!rings || this.#caller.state !== 'ringing') {
      // The answer crossed our CANCEL, or another phone was faster (RFC 3261 section 9.1).
      acknowledge();
      branch.dismiss(COMPLETED_ELSEWHERE);
    } else {
      this.#connect(branch, response, acknowledge, offer !== '');
    }
  }

  #connect(branch, response, acknowledge, offered) {
    this.#owner.answered();
    this.stop(COMPLETED_ELSEWHERE);
    branch.connected();
    this.#call.answered(branch);
    if (offered) acknowledge();
    // Without an offer in the INVITE the caller's ACK brings the answer to the callee's offer (RFC 3261 section 13.2.1).
    this.#caller.connect(branch, response.body, offered ? undefined : (answer) => acknowledge(answer));
  }

  #callerAddress() {
    const { number, name } = this.#facts.caller;
    return number === '' ? formatNameAddress('Anonymous', 'sip:anonymous@anonymous.invalid') : formatNameAddress(name, this.#exchange.uriOf(number));
  }

  /** @returns {Array<[string, string]>} */
  #headers() {
    const { kind, queue, groupCode, caller } = this.#facts;
    return [
      ['X-Linkedid', this.#call.linkedId],
      ['X-Call-Kind', kind],
      ...(queue === null ? [] : [['X-Queue', queue]]),
      ...(groupCode === null ? [] : [['X-Group-Code', groupCode]]),
      caller.number === '' ? ['Privacy', 'id'] : ['P-Asserted-Identity', this.#callerAddress()],
    ];
  }
}
