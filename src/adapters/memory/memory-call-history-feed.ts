import type { CallEvent } from '../../contacts/call-event.js';
import type { CallHistoryFeed, CallHistoryListener, OpenHistory } from '../../contacts/call-history-feed.js';
import { ItError, type ErrorCode } from '../../it-error.js';

/** A call history in memory: for unit tests and stories. */
export class MemoryCallHistoryFeed implements CallHistoryFeed {
  /** How often it was opened and is not closed. */
  openings = 0;
  /** Pages that were asked for. */
  pagesRead = 0;
  /** A code: older calls cannot be read. */
  unreadable: 'data-denied' | 'line-offline' | undefined;
  readonly #calls: readonly CallEvent[];
  readonly #pageSize: number;
  #listener: CallHistoryListener | undefined;

  /** `calls`: newest first. */
  constructor(calls: readonly CallEvent[] = [], pageSize = 100) {
    this.#calls = calls;
    this.#pageSize = pageSize;
  }

  open(listener: CallHistoryListener): OpenHistory {
    this.#listener = listener;
    this.openings += 1;
    let read = 0;
    const next = (): void => {
      this.pagesRead += 1;
      const page = this.#calls.slice(read, read + this.#pageSize);
      read += page.length;
      listener.page(page, read < this.#calls.length);
    };
    next();
    return {
      older: async () => {
        if (this.unreadable) throw new ItError(this.unreadable);
        next();
      },
      close: () => {
        this.openings -= 1;
        this.#listener = undefined;
      },
    };
  }

  /** ami-manager writes documents. */
  tells(...calls: readonly CallEvent[]): void {
    this.#listener?.changed(calls);
  }

  isAbsent(reason: ErrorCode): void {
    this.#listener?.absent(reason);
  }
}
