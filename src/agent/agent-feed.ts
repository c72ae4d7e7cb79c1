import type { AgentEvent } from './agent-state.js';
import type { ChoosableCode } from './status-code.js';

/** Port: where the agent's status lives (live data, Firestore, memory). */
export interface AgentFeed {
  /** Facts go to `apply` until the returned function is called. */
  start(apply: (event: AgentEvent) => void): () => void;
  /** Writes the wish; resolves once it is delivered, not once it is granted. Rejects data-denied, line-offline. */
  requestStatus(code: ChoosableCode): Promise<void>;
}
