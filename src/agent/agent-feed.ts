import type { AgentEvent } from './agent-state.js';
import type { ChoosableCode } from './status-code.js';

/** Port: where the agent's status lives (live data, Firestore, memory). */
export interface AgentFeed {
  /** Facts go to `apply` until the returned function is called. */
  start(apply: (event: AgentEvent) => void): () => void;
  /**
   * Writes the wish, or null to take it back; resolves once it is delivered, not once it is granted. While the source is out of reach it stays pending and
   * is delivered afterwards, the newest wish last. Rejects data-denied.
   */
  requestStatus(code: ChoosableCode | null): Promise<void>;
}
