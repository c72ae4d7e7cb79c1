import type { Call } from '../../phone/call.js';
import type { Line, LineListener } from '../../phone/line.js';

/**
 * What Asterisk knows a call by, so that the next page can go on with it. No secret and nobody's name is in it.
 * Talking: the dialog, for `Replaces` (RFC 3891). Ringing or dialling: the INVITE's transaction, which only its own branch can end (RFC 3261 sections 9.1, 17).
 */
export interface DialogRecord {
  readonly callId: string;
  readonly localTag: string;
  /** Asterisk's; absent until it answered with one. */
  readonly remoteTag?: string;
  readonly invite?: InviteRecord;
}

/** Header values of an INVITE that has no final answer, without display names. */
export interface InviteRecord {
  /** Request-URI. */
  readonly target: string;
  /** All of them, topmost first. */
  readonly via: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly cseq: number;
}

/** A call of an earlier page, or of another tab, that goes on here. */
export interface RecoveredCall {
  readonly call: Call;
  readonly dialog: DialogRecord;
}

/** A line whose calls outlive it: another instance of it, in another page, goes on with them. */
export interface RecoverableLine extends Line {
  /**
   * As {@link Line.start}; `recovered` are in the listener's snapshot already, in the phase that they were in, and stay in it while they are being taken over.
   * One that cannot be taken over ends.
   */
  start(listener: LineListener, recovered?: readonly RecoveredCall[]): () => void;
  /** By what the next page would take this call over; undefined while there is nothing yet. */
  dialogOf(id: string): DialogRecord | undefined;
}
