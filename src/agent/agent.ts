import { ItError } from '../it-error.js';
import { Store, type Readable } from '../store.js';
import type { AgentFeed } from './agent-feed.js';
import { AGENT_UNKNOWN, reduceAgent, type AgentEvent, type AgentFacts, type AgentSnapshot } from './agent-state.js';
import { ServerClock } from './server-clock.js';
import { isChoosable, type ChoosableCode } from './status-code.js';

/** Agent status: what `provider.agent` and `<it-agent-status>` use. */
export interface Agent extends Readable<AgentSnapshot> {
  /**
   * Asks for 0 待機中, 1 ログオフ, 2 ワーク or 3 離席; resolves once the server has set it, stays pending while it is queued behind a call or the server is out
   * of reach. Rejects status-refused (by the server, because a newer request took its place, or because it was taken back) and data-denied.
   */
  setStatus(code: ChoosableCode): Promise<void>;
  /** Takes back a requested status that is not set yet; resolves once the server no longer has it, at once when there is none. Rejects data-denied. */
  cancelRequest(): Promise<void>;
}

interface Pending {
  code: ChoosableCode;
  /** The refusal known when we asked: only a later one answers us. */
  refusedBefore: number | undefined;
  /** The server has seen the wish (its own `requested` said so). */
  seen: boolean;
  resolve: () => void;
  reject: (error: ItError) => void;
}

/** The one store of the agent's status. */
export class AgentStore extends Store<AgentSnapshot, AgentEvent> implements Agent {
  readonly #feed: AgentFeed;
  readonly #failed: (error: ItError) => void;
  readonly #now: () => number;
  readonly #clock = new ServerClock();
  /** What the server's document said last. */
  #facts: AgentFacts | undefined;
  #pending: Pending | undefined;
  #withdrawn: (() => void) | undefined;

  constructor(feed: AgentFeed, failed: (error: ItError) => void, now: () => number = Date.now) {
    super(AGENT_UNKNOWN, reduceAgent);
    this.#feed = feed;
    this.#failed = failed;
    this.#now = now;
  }

  start(): () => void {
    const stop = this.#feed.start((event) => this.#hear(event));
    return () => {
      stop();
      this.#reject('a provider that stays');
      this.#endWithdrawal();
    };
  }

  setStatus(code: ChoosableCode): Promise<void> {
    return this.#told(() => this.#request(code));
  }

  cancelRequest(): Promise<void> {
    return this.#told(() => this.#withdraw());
  }

  /** A command's failure is also told to the host. */
  async #told(command: () => Promise<void>): Promise<void> {
    try {
      await command();
    } catch (thrown) {
      const error = ItError.from(thrown, 'data-denied');
      this.#failed(error);
      throw error;
    }
  }

  async #request(code: ChoosableCode): Promise<void> {
    if (!isChoosable(code)) throw new ItError('status-refused', { field: 'code', value: String(code), expected: '0, 1, 2 or 3' });
    if (this.snapshot.absent) throw new ItError(this.snapshot.absent);
    this.#reject(`nothing: a newer request for ${code} took its place`);
    this.#endWithdrawal();
    if (this.snapshot.code === code && this.snapshot.requested === undefined) return;
    const outcome = new Promise<void>((resolve, reject) => {
      this.#pending = { code, refusedBefore: this.snapshot.refused?.at, seen: false, resolve, reject };
    });
    const mine = this.#pending;
    this.apply({ type: 'status-requested', code });
    this.#feed.requestStatus(code).catch((thrown: unknown) => {
      if (this.#pending !== mine) return;
      this.apply({ type: 'status-request-failed', code });
      this.#settle((pending) => pending.reject(ItError.from(thrown, 'data-denied')));
    });
    return outcome;
  }

  async #withdraw(): Promise<void> {
    if (this.snapshot.requested === undefined) return;
    this.#reject('nothing: it was taken back');
    this.apply({ type: 'status-withdrawn' });
    const confirmed = new Promise<void>((resolve) => (this.#withdrawn = resolve));
    const mine = this.#withdrawn;
    try {
      await this.#feed.requestStatus(null);
    } catch (thrown) {
      if (this.#withdrawn === mine) {
        this.#endWithdrawal();
        this.apply({ type: 'status-withdrawal-failed' });
      }
      throw thrown;
    }
    // The document may have told it before the write was acknowledged, or never have had the wish.
    if (this.#withdrawn === mine && this.#facts && this.#facts.requested === undefined) this.#hear({ type: 'agent-read', facts: this.#facts });
    return confirmed;
  }

  #hear(event: AgentEvent): void {
    if (event.type !== 'agent-read') {
      this.apply(event);
      if (event.type === 'agent-invalid') this.#failed(new ItError('document-invalid', event));
      if (event.type === 'agent-absent') this.#settle((waiting) => waiting.reject(new ItError(event.reason)));
      return;
    }
    const { facts } = event;
    if (this.#facts && facts.since > this.#facts.since && !this.snapshot.stale) this.#clock.hear(facts.since, this.#now());
    this.#facts = facts;
    const pending = this.#pending;
    const withdrawing = this.#withdrawn !== undefined && facts.requested !== undefined;
    // A document that left before our request arrived must not look like an answer to it.
    const answer = pending && this.#answerTo(pending, facts);
    const requested = pending && !answer ? pending.code : facts.requested;
    const { offset: clockOffset } = this.#clock;
    this.apply({ type: 'agent-read', facts, clockOffset, ...(requested !== undefined && { requested }), ...(withdrawing && { withdrawing }) });
    if (answer) this.#settle(answer);
    if (!withdrawing) this.#endWithdrawal();
  }

  /** How a document settles a wish; undefined: it does not. */
  #answerTo(pending: Pending, facts: AgentFacts): ((waiting: Pending) => void) | undefined {
    if (facts.requested === pending.code) pending.seen = true;
    const { refused } = facts;
    if (refused !== undefined && refused.at !== pending.refusedBefore && refused.code === pending.code) {
      const expected = `a status that the server grants (${refused.reason})`;
      return ({ code, reject }) => reject(new ItError('status-refused', { field: 'code', value: String(code), expected }));
    }
    const granted = facts.requested === undefined && (facts.code === pending.code || (pending.seen && facts.chosen === pending.code));
    return granted ? ({ resolve }) => resolve() : undefined;
  }

  #reject(expected: string): void {
    this.#settle(({ code, reject }) => reject(new ItError('status-refused', { field: 'code', value: String(code), expected })));
  }

  #settle(how: (pending: Pending) => void): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) how(pending);
  }

  #endWithdrawal(): void {
    const withdrawn = this.#withdrawn;
    this.#withdrawn = undefined;
    withdrawn?.();
  }
}
