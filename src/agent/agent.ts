import { ItError } from '../it-error.js';
import { Store, type Readable } from '../store.js';
import type { AgentFeed } from './agent-feed.js';
import { AGENT_UNKNOWN, reduceAgent, type AgentEvent, type AgentSnapshot } from './agent-state.js';
import { isChoosable, type ChoosableCode } from './status-code.js';

/** Agent status: what `provider.agent` and `<it-agent-status>` use. */
export interface Agent extends Readable<AgentSnapshot> {
  /**
   * Asks for 0 待機中, 1 ログオフ, 2 ワーク or 3 離席; resolves once the server has set it, stays pending while it is queued behind a call.
   * Rejects status-refused (by the server, or because a newer request took its place) and data-denied.
   */
  setStatus(code: ChoosableCode): Promise<void>;
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
  #pending: Pending | undefined;

  constructor(feed: AgentFeed, failed: (error: ItError) => void) {
    super(AGENT_UNKNOWN, reduceAgent);
    this.#feed = feed;
    this.#failed = failed;
  }

  start(): () => void {
    const stop = this.#feed.start((event) => this.#hear(event));
    return () => {
      stop();
      this.#settle((pending) =>
        pending.reject(new ItError('status-refused', { field: 'code', value: String(pending.code), expected: 'a provider that stays' })),
      );
    };
  }

  async setStatus(code: ChoosableCode): Promise<void> {
    try {
      await this.#request(code);
    } catch (thrown) {
      const error = ItError.from(thrown, 'data-denied');
      this.#failed(error);
      throw error;
    }
  }

  async #request(code: ChoosableCode): Promise<void> {
    if (!isChoosable(code)) throw new ItError('status-refused', { field: 'code', value: String(code), expected: '0, 1, 2 or 3' });
    if (this.snapshot.absent) throw new ItError(this.snapshot.absent);
    this.#settle((pending) =>
      pending.reject(
        new ItError('status-refused', { field: 'code', value: String(pending.code), expected: `nothing: a newer request for ${code} took its place` }),
      ),
    );
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

  /** A document that left before our request arrived must not look like an answer to it. */
  #hear(event: AgentEvent): void {
    const pending = this.#pending;
    if (!pending || event.type !== 'agent-read') {
      this.apply(event);
      if (event.type === 'agent-absent') this.#settle((waiting) => waiting.reject(new ItError(event.reason)));
      return;
    }
    const { facts } = event;
    if (facts.requested === pending.code) pending.seen = true;
    const refused = facts.refused !== undefined && facts.refused.at !== pending.refusedBefore && facts.refused.code === pending.code;
    const granted = facts.requested === undefined && (facts.code === pending.code || (pending.seen && facts.chosen === pending.code));
    if (refused) {
      this.apply(event);
      const reason = facts.refused?.reason ?? '';
      this.#settle((waiting) =>
        waiting.reject(new ItError('status-refused', { field: 'code', value: String(waiting.code), expected: `a status that the server grants (${reason})` })),
      );
    } else if (granted) {
      this.apply(event);
      this.#settle((waiting) => waiting.resolve());
    } else {
      this.apply({ type: 'agent-read', facts: { ...facts, requested: pending.code } });
    }
  }

  #settle(how: (pending: Pending) => void): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) how(pending);
  }
}
