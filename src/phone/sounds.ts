import { isLive, isRingingHere } from './call.js';
import type { PhoneSnapshot } from './phone-state.js';

/** What the agent should hear of the phone itself: a ring for ACD calls, another for the rest, a soft tone for a call that waits, two rising notes for one that is answered by itself, ringback while the far end rings. */
export type Sound = 'auto-answer' | 'ring-acd' | 'ring-direct' | 'waiting' | 'ringback' | 'silence';

/**
 * The sound that belongs to a snapshot. Nothing rings while the agent works on another call, talking, held or dialling: a soft tone tells of the one that waits;
 * ringback is silent where the far end sends its own tone or announcement (early media, RFC 3960 section 3.2).
 */
export function soundOf({ calls }: PhoneSnapshot): Sound {
  const ringing = calls.find(isRingingHere);
  if (ringing && calls.some((call) => isLive(call) && !isRingingHere(call))) return 'waiting';
  if (calls.some((call) => call.phase === 'answering' || (call.phase === 'active' && !call.hold.local))) return 'silence';
  if (ringing?.answersAt !== undefined) return 'auto-answer';
  if (ringing) return ringing.kind === 'acd' ? 'ring-acd' : 'ring-direct';
  return calls.some((call) => call.direction === 'out' && call.phase === 'ringing' && !call.earlyMedia) ? 'ringback' : 'silence';
}
