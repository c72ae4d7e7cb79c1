import type { CallEvent } from '../../contacts/call-event.js';
import type { CallEventFeed, CallEventListener } from '../../contacts/call-event-feed.js';
import type { ErrorCode, ItErrorDetail } from '../../it-error.js';

/** Call events in memory: for unit tests and stories. */
export class MemoryCallEventFeed implements CallEventFeed {
  #listener: CallEventListener | undefined;

  start(listener: CallEventListener): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  /** ami-manager writes a document. */
  tells(event: CallEvent): void {
    this.#listener?.callEvent(event);
  }

  /** ami-manager writes what is no call, or not yet. */
  tellsNonsense(defect: ItErrorDetail): void {
    this.#listener?.invalid(defect);
  }

  isAbsent(reason: ErrorCode): void {
    this.#listener?.absent(reason);
  }
}
