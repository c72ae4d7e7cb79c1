import type { AgentFeed } from '../../agent/agent-feed.js';
import type { AgentEvent, AgentFacts } from '../../agent/agent-state.js';
import type { ChoosableCode } from '../../agent/status-code.js';
import { ItError, type ErrorCode } from '../../it-error.js';

/** An agent's document in memory, with the server's side as methods: for unit tests and stories. */
export class MemoryAgentFeed implements AgentFeed {
  /** Every status that was asked for, in order. */
  readonly requests: (ChoosableCode | null)[] = [];
  /** False: the server waits for {@link grants} or {@link refuses}. */
  grantsAtOnce = true;
  /** A code: the wish cannot be written. */
  unwritable: 'data-denied' | 'line-offline' | undefined;
  #facts: AgentFacts;
  #lost = false;
  #apply: ((event: AgentEvent) => void) | undefined;

  constructor(facts: AgentFacts = { code: 0, chosen: 0, since: Date.now() }) {
    this.#facts = facts;
  }

  start(apply: (event: AgentEvent) => void): () => void {
    this.#apply = apply;
    apply({ type: 'agent-read', facts: this.#facts });
    return () => (this.#apply = undefined);
  }

  async requestStatus(code: ChoosableCode | null): Promise<void> {
    this.requests.push(code);
    if (this.#lost) return new Promise(() => undefined);
    if (this.unwritable) throw new ItError(this.unwritable);
    const { requested: _requested, ...facts } = this.#facts;
    this.becomes(code === null ? facts : { ...facts, requested: code });
    if (code !== null && this.grantsAtOnce) this.grants(code);
  }

  /** The server sets what was asked for. */
  grants(code: ChoosableCode, since = Date.now()): void {
    this.becomes({ code, chosen: code, since });
  }

  /** The server refuses. */
  refuses(code: ChoosableCode, reason: string, at = Date.now()): void {
    const { requested: _requested, ...facts } = this.#facts;
    this.becomes({ ...facts, refused: { code, reason, at } });
  }

  /** The document says something else. */
  becomes(facts: AgentFacts): void {
    this.#facts = facts;
    this.#lost = false;
    this.#apply?.({ type: 'agent-read', facts });
  }

  /** There is no status for this account. */
  isAbsent(reason: ErrorCode): void {
    this.#apply?.({ type: 'agent-absent', reason });
  }

  /** The data source is out of reach, and wishes are not delivered, until the document says something again. */
  isLost(): void {
    this.#lost = true;
    this.#apply?.({ type: 'agent-source-lost' });
  }
}
