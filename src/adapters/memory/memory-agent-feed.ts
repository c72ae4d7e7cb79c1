import type { AgentFeed } from '../../agent/agent-feed.js';
import type { AgentEvent, AgentFacts } from '../../agent/agent-state.js';
import type { ChoosableCode } from '../../agent/status-code.js';
import { ItError, type ErrorCode } from '../../it-error.js';

/** An agent's document in memory, with the server's side as methods: for unit tests and stories. */
export class MemoryAgentFeed implements AgentFeed {
  /** Every status that was asked for, in order. */
  readonly requests: ChoosableCode[] = [];
  /** False: the server waits for {@link grants} or {@link refuses}. */
  grantsAtOnce = true;
  /** A code: the wish cannot be written. */
  unwritable: 'data-denied' | 'line-offline' | undefined;
  #facts: AgentFacts;
  #apply: ((event: AgentEvent) => void) | undefined;

  constructor(facts: AgentFacts = { code: 0, chosen: 0, since: Date.now() }) {
    this.#facts = facts;
  }

  start(apply: (event: AgentEvent) => void): () => void {
    this.#apply = apply;
    apply({ type: 'agent-read', facts: this.#facts });
    return () => (this.#apply = undefined);
  }

  async requestStatus(code: ChoosableCode): Promise<void> {
    this.requests.push(code);
    if (this.unwritable) throw new ItError(this.unwritable);
    this.becomes({ ...this.#facts, requested: code });
    if (this.grantsAtOnce) this.grants(code);
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
    this.#apply?.({ type: 'agent-read', facts });
  }

  /** There is no status for this account. */
  isAbsent(reason: ErrorCode): void {
    this.#apply?.({ type: 'agent-absent', reason });
  }

  /** The data source is out of reach. */
  isLost(): void {
    this.#apply?.({ type: 'agent-source-lost' });
  }
}
