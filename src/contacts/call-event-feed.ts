import type { ErrorCode } from '../it-error.js';
import type { CallEvent } from './call-event.js';

/** Port: the agent's own calls as the server knows them (live data, Firestore, memory). */
export interface CallEventFeed {
  /** Every document of the agent's calls, now and as it changes; `absent` says why there is none. Returns its stop. */
  start(listener: { callEvent(event: CallEvent): void; absent(reason: ErrorCode): void }): () => void;
}
