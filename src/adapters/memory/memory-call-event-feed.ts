import type { CallEvent } from '../../contacts/call-event.js';
import type { CallEventFeed } from '../../contacts/call-event-feed.js';
import type { ErrorCode } from '../../it-error.js';

type Listener = Parameters<CallEventFeed['start']>[0];

/** Call events in memory: for unit tests and stories. */
export class MemoryCallEventFeed implements CallEventFeed {
  #listener: Listener | undefined;

  start(listener: Listener): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  /** ami-manager writes a document. */
  tells(event: CallEvent): void {
    this.#listener?.callEvent(event);
  }

  isAbsent(reason: ErrorCode): void {
    this.#listener?.absent(reason);
  }
}
