import type { CallQuality, QualitySummary } from './quality.js';

/**
 * One call, as plain data, and the machine that its phase obeys:
 *
 *     out:  dialing → [ringing →] active → ended        any phase → ended
 *     in:   ringing → answering → active → ended        answering → ringing when the microphone is refused
 *
 * Hold and mute are flags, not phases. Times are epoch ms; there is no ticking duration, elements tick from `answeredAt`.
 */

export type Direction = 'in' | 'out';
export type CallKind = 'internal' | 'external' | 'acd';
export type Phase = 'dialing' | 'ringing' | 'answering' | 'active' | 'ended';

/** Why a call ended, in the field's terms; `src/adapters/sip/end-reason.ts` maps SIP and Q.850 to them. */
export type EndReason =
  | 'hung-up'
  | 'cancelled'
  | 'busy'
  | 'no-answer'
  | 'rejected'
  | 'not-found'
  | 'unavailable'
  | 'forbidden'
  | 'not-acceptable'
  | 'answered-elsewhere'
  | 'transferred'
  | 'media-failed'
  | 'network-lost'
  | 'server-error';

/** The other party. `number` is as signalled (E.164, national, extension), empty when withheld. Raw text: never HTML. */
export interface Peer {
  readonly number: string;
  readonly name?: string;
}

export interface CallEnd {
  readonly reason: EndReason;
  /** Who ended it. */
  readonly side: 'local' | 'remote' | 'network';
  /** SIP status before the answer, Q.850 cause (ITU-T Q.850, carried by RFC 3326) after it. */
  readonly code?: number;
}

/** A call on its way to somebody else: `consulting` → `transferring` → `done`, or `refused`, and then the call goes on with the agent. */
export interface Transfer {
  readonly state: 'consulting' | 'transferring' | 'refused' | 'done';
  /** Who is to get the call, as dialled. */
  readonly target: Peer;
  /** The agent's own call to the target; absent in a blind transfer. */
  readonly consultationId?: string;
  /** Transferring: the target rings. Not every PBX tells. */
  readonly ringing?: boolean;
  /** Refused: why the target did not take it. */
  readonly refusal?: CallEnd;
}

/** An announcement (自動アナウンス): `playing` the far end hears it, the microphone waits · `played` to its end · `stopped` before it · `failed` the call goes on without. */
export type Announced = 'playing' | 'played' | 'stopped' | 'failed';

export interface Call {
  /** Ours (UUID); survives take-over by another page or tab. */
  readonly id: string;
  /** Asterisk's Linkedid: one call from end to end. Absent until known. */
  readonly linkedId?: string;
  /** Call-ID of the SIP dialog (RFC 3261 section 8.1.1.4), by which the call's document is found. Absent for desk-phone calls. */
  readonly sipCallId?: string;
  readonly direction: Direction;
  readonly kind?: CallKind;
  readonly phase: Phase;
  readonly peer: Peer;
  readonly groupCode?: string;
  readonly queue?: string;
  /** Outgoing, ringing: the far end sends its own tone or announcement (183 with SDP). */
  readonly earlyMedia?: boolean;
  readonly muted: boolean;
  readonly hold: { readonly local: boolean; readonly remote: boolean };
  /** Talks with the other parties of the agent's conference too; two calls have it, or more, or none. */
  readonly conference?: boolean;
  readonly transfer?: Transfer;
  readonly announcement?: Announced;
  /** Ringing: it is answered by itself at this time, epoch ms. */
  readonly answersAt?: number;
  /** Talking, once there is something to measure. */
  readonly quality?: CallQuality;
  /** Ended, where it was talked on and measured. */
  readonly qualitySummary?: QualitySummary;
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  readonly end?: CallEnd;
}

/** What moves a phase. */
export type PhaseStep = 'progressed' | 'answering' | 'answer-failed' | 'connected' | 'ended';

const NEXT: Record<Direction, Record<Phase, Partial<Record<PhaseStep, Phase>>>> = {
  out: {
    dialing: { progressed: 'ringing', connected: 'active', ended: 'ended' },
    ringing: { progressed: 'ringing', connected: 'active', ended: 'ended' },
    answering: {},
    active: { ended: 'ended' },
    ended: {},
  },
  in: {
    dialing: {},
    ringing: { answering: 'answering', ended: 'ended' },
    answering: { 'answer-failed': 'ringing', connected: 'active', ended: 'ended' },
    active: { ended: 'ended' },
    ended: {},
  },
};

/** The phase after `step`, or undefined where the table has no such transition. */
export function nextPhase(direction: Direction, phase: Phase, step: PhaseStep): Phase | undefined {
  return NEXT[direction][phase][step];
}

export function isLive(call: Call): boolean {
  return call.phase !== 'ended';
}

/** An incoming call that ended unanswered and not by the agent: taken by a colleague, or missed. */
export function wentUnanswered(call: Call): boolean {
  return call.direction === 'in' && call.phase === 'ended' && call.answeredAt === undefined && call.end?.side !== 'local';
}

const MISSED: ReadonlySet<string | undefined> = new Set(['cancelled', 'no-answer', 'hung-up']);

/** Nobody answered it, here or elsewhere: 不在着信. */
export function isMissed(call: Call): boolean {
  return wentUnanswered(call) && MISSED.has(call.end?.reason);
}

/** Rings here and waits for the agent: incoming and not yet answered. */
export function isRingingHere(call: Call): boolean {
  return call.direction === 'in' && call.phase === 'ringing';
}
