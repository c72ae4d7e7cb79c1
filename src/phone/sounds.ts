import type { PhoneSnapshot } from './phone-state.js';

/** What the agent should hear of the phone itself: a ring for ACD calls, another for the rest, ringback while the far end rings. */
export type Sound = 'ring-acd' | 'ring-direct' | 'ringback' | 'silence';

/**
 * The sound that belongs to a snapshot. Nothing rings over a conversation (a waiting call is shown, not rung);
 * ringback is silent where the far end sends its own tone or announcement (early media, RFC 3960 section 3.2).
 */
export function soundOf({ calls, owner }: PhoneSnapshot): Sound {
  if (owner !== 'here') return 'silence';
  if (calls.some((call) => call.phase === 'active' || call.phase === 'answering')) return 'silence';
  const ringing = calls.find((call) => call.direction === 'in' && call.phase === 'ringing');
  if (ringing) return ringing.kind === 'acd' ? 'ring-acd' : 'ring-direct';
  return calls.some((call) => call.direction === 'out' && call.phase === 'ringing' && !call.earlyMedia) ? 'ringback' : 'silence';
}
