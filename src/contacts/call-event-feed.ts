import type { ErrorCode, ItErrorDetail } from '../it-error.js';
import type { CallEvent } from './call-event.js';

export interface CallEventListener {
  callEvent(event: CallEvent): void;
  /** There are no call events, and why. */
  absent(reason: ErrorCode): void;
  /** A document that is half-filled or wrongly typed: which field, and what was expected. */
  invalid(defect: ItErrorDetail): void;
}

/** Port: the agent's own calls as the server knows them (live data, Firestore, memory). */
export interface CallEventFeed {
  /** Every document of the agent's calls, now and as it changes. Returns its stop. */
  start(listener: CallEventListener): () => void;
}
