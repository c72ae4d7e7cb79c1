import type { CallKind, Peer } from './call.js';
import type { PhoneEvent, PhoneSnapshot } from './phone-state.js';

/** What a phone asks of its line. Plain data, so that it can cross from one tab to the tab that owns the line. */
export type LineCommand =
  /** `consults`: the call that may be transferred to who is dialled. `announcement`: address of its audio, instead of the account's. */
  | { type: 'dial'; id: string; target: string; peer: Peer; consults?: string; announcement?: string }
  | { type: 'answer'; id: string }
  | { type: 'reject'; id: string }
  | { type: 'hang-up'; id: string }
  | { type: 'set-hold'; id: string; held: boolean }
  | { type: 'set-muted'; id: string; muted: boolean }
  | { type: 'send-tones'; id: string; tones: string }
  /** Blind; `target` as dialled. */
  | { type: 'transfer'; id: string; target: string }
  /** To who is talked with in `consultation`. */
  | { type: 'transfer-to'; id: string; consultation: string }
  | { type: 'stop-announcement'; id: string }
  | { type: 'merge'; ids: readonly string[] }
  | { type: 'set-device'; device: DeviceKind; deviceId: string }
  | { type: 'claim' }
  | { type: 'caller-gone'; linkedId: string; elsewhere: boolean };

/** What the phone itself adds to a line's facts. */
export type OwnFact = Extract<PhoneEvent, { type: 'call-answering' | 'call-selected' | 'call-dismissed' }>;

export type DeviceKind = 'microphone' | 'speaker' | 'ringer';

/** An incoming call before anybody decided whether it may ring. */
export interface Offer {
  readonly peer: Peer;
  readonly kind: CallKind;
}

/** Whoever listens to a line: takes its facts, and says who may ring. */
export interface LineListener {
  apply(event: PhoneEvent): void;
  /** The phone as it is now. */
  snapshot(): PhoneSnapshot;
  /** False: refuse with 486 Busy Here and make no call of it. */
  admits(offer: Offer): boolean;
}

/**
 * Port: something that carries calls (SIP, another tab, memory).
 *
 * `execute` resolves when the far side confirmed what the command asks, and rejects with an ItError when it was refused:
 * - dial: once the microphone is open and `call-dialed` was applied; microphone-denied, microphone-missing (then no call exists)
 * - answer: once talking; microphone-denied, microphone-missing (the call rings on), call-taken (answered elsewhere), no-such-call
 * - set-hold: once the far end agreed; hold-refused
 * - transfer, transfer-to: once the target has the call and ours has ended; transfer-refused (the call goes on)
 * - merge: once every party hears the others; hold-refused, merge-refused (the calls stay apart)
 * - caller-gone: at once; a call that rings here without a dialog of this page's own ends, since only the data source can tell that its caller gave up
 * - claim: once registered, although another browser was; wrong-credentials
 * - stop-announcement: once the microphone has followed
 * - reject, hang-up, set-muted, send-tones, set-device: once done
 *
 * Everything that happens is told by events; a command's success changes nothing by itself.
 */
export interface Line {
  /** Connects and registers; facts go to `listener` until the returned function is called. */
  start(listener: LineListener): () => void;
  execute(command: LineCommand): Promise<void>;
  /** Hears of the phone's own facts ({@link OwnFact}): a line that lives in another tab has to pass them on. */
  note?(fact: OwnFact): void;
  /** Signing out: ends every call with BYE or CANCEL, unregisters, and resolves once the registrar answered (at most 2 s). */
  close(): Promise<void>;
}
