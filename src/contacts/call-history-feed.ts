import type { ErrorCode, ItErrorDetail } from '../it-error.js';
import type { CallEvent } from './call-event.js';

export interface CallHistoryListener {
  /** The newest calls at first, then what {@link OpenHistory.older} brings; `more`: still older ones can be asked for. */
  page(calls: readonly CallEvent[], more: boolean): void;
  /** Calls that are new, or changed. */
  changed(calls: readonly CallEvent[]): void;
  absent(reason: ErrorCode): void;
  /** A document that is half-filled or wrongly typed: which field, and what was expected. */
  invalid(defect: ItErrorDetail): void;
}

export interface OpenHistory {
  /** Asks for the next page; resolves once it was told. Rejects data-denied, line-offline. */
  older(): Promise<void>;
  close(): void;
}

/** Port: calls of the agent's groups, and the agent's own internal ones, newest first. Reads only while it is open. */
export interface CallHistoryFeed {
  open(listener: CallHistoryListener): OpenHistory;
}
