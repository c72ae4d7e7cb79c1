import type { Call } from '../phone/call.js';
import type { CallEvent } from './call-event.js';

/** 入電, 架電, 内線. */
export type PastCallKind = 'in' | 'out' | 'internal';

/** How far a call has come, or how it ended. */
export type CallOutcome = 'ringing' | 'talking' | 'talked' | 'missed' | 'no-answer' | 'busy' | 'rejected' | 'cancelled' | 'failed';

export const PAST_CALL_KINDS: readonly PastCallKind[] = ['in', 'out', 'internal'];

export function kindOfPastCall({ kind, direction }: CallEvent): PastCallKind {
  return kind === 'internal' ? 'internal' : direction;
}

/** Q.850 causes (ITU-T Q.850 table 1) of calls that nobody answered, as far as they say more than that. */
const UNANSWERED: Readonly<Record<number, CallOutcome>> = { 16: 'cancelled', 17: 'busy', 18: 'no-answer', 19: 'no-answer', 21: 'rejected', 26: 'no-answer' };

export function outcomeOf({ state, answeredAt, direction, kind, cause }: CallEvent): CallOutcome {
  if (state !== 'ended') return state === 'answered' ? 'talking' : 'ringing';
  if (answeredAt !== undefined) return 'talked';
  if (direction === 'in' && kind !== 'internal') return 'missed';
  return (cause === undefined ? undefined : UNANSWERED[cause]) ?? 'failed';
}

/** ms talked; undefined: not, or not yet over. */
export function talkedFor({ answeredAt, endedAt }: CallEvent): number | undefined {
  return answeredAt === undefined || endedAt === undefined ? undefined : Math.max(0, endedAt - answeredAt);
}

/** Whom to call back: the customer, or of an internal call the other extension. Seen from `extension`, where it took part. */
export function otherParty(event: CallEvent, extension: string | undefined): CallEvent['caller'] {
  if (event.kind === 'internal') return event.caller.number === extension ? event.called : event.caller;
  return event.direction === 'out' ? event.called : event.caller;
}

/** A call of the history as hosts know calls, e.g. in `it-contact-pop`. */
export function pastCall(event: CallEvent, extension: string | undefined): Call {
  return {
    id: `past-${event.linkedId}`,
    linkedId: event.linkedId,
    direction: event.direction,
    kind: event.kind,
    phase: 'ended',
    peer: otherParty(event, extension),
    ...(typeof event.groupCode === 'string' && { groupCode: event.groupCode }),
    ...(event.queue !== undefined && { queue: event.queue }),
    muted: false,
    hold: { local: false, remote: false },
    startedAt: event.startedAt,
    ...(event.answeredAt !== undefined && { answeredAt: event.answeredAt }),
    ...(event.endedAt !== undefined && { endedAt: event.endedAt }),
  };
}

export interface PastCallFilter {
  /** Part of a name or number, in any width, with or without dashes. */
  readonly search: string;
  readonly kind?: PastCallKind;
  /** Only calls that nobody answered. */
  readonly unanswered: boolean;
}

/** The calls that a filter leaves. */
export function filterPastCalls(calls: readonly CallEvent[], { search, kind, unanswered }: PastCallFilter): readonly CallEvent[] {
  const words = fold(search);
  const digits = words.replace(DASHES, '');
  if (words === '' && kind === undefined && !unanswered) return calls;
  return calls.filter((call) => {
    if (kind !== undefined && kindOfPastCall(call) !== kind) return false;
    if (unanswered && (call.state !== 'ended' || call.answeredAt !== undefined)) return false;
    if (words === '') return true;
    const { caller, called, groupName = '' } = call;
    if (digits !== '' && /^[\d+*#]+$/.test(digits)) return caller.number.includes(digits) || called.number.includes(digits);
    return [caller.name, caller.number, called.name, called.number, groupName].some((text) => text !== undefined && fold(text).includes(words));
  });
}

/** Dashes of every kind, brackets and spaces, as numbers are written with. */
const DASHES = /[\s\-‐‑‒–—―−ー()]/g;

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
