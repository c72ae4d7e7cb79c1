import type { Call, Peer } from '../phone/call.js';
import type { CallEvent } from './call-event.js';

/** The other party of a call, seen from `extension`. */
export function peerOf(event: CallEvent, extension: string | undefined): Peer {
  return event.caller.number === extension ? event.called : event.caller;
}

/** A call of a hardware phone as the page shows it; its id is derived from the linkedId, so that every tab makes the same one. */
export function deskPhoneCall(event: CallEvent, extension: string): Call {
  const out = event.caller.number === extension;
  const answered = event.answeredAt !== undefined && (out || event.answeredBy === extension);
  const elsewhere = !out && event.state === 'answered' && event.answeredBy !== undefined && event.answeredBy !== extension;
  const over = event.state === 'ended' || elsewhere;
  return {
    id: `desk-${event.linkedId}`,
    linkedId: event.linkedId,
    direction: out ? 'out' : 'in',
    kind: event.kind,
    phase: over ? 'ended' : answered ? 'active' : 'ringing',
    peer: peerOf(event, extension),
    ...(event.groupCode !== null && { groupCode: event.groupCode }),
    ...(event.queue !== undefined && { queue: event.queue }),
    muted: false,
    hold: { local: false, remote: false },
    startedAt: event.startedAt,
    ...(answered && event.answeredAt !== undefined && { answeredAt: event.answeredAt }),
    ...(over && { endedAt: event.endedAt ?? event.answeredAt ?? event.startedAt, end: endOf(event, elsewhere, answered) }),
  };
}

function endOf(event: CallEvent, elsewhere: boolean, answered: boolean): NonNullable<Call['end']> {
  if (elsewhere || (!answered && event.answeredBy !== undefined)) return { reason: 'answered-elsewhere', side: 'remote' };
  return { reason: answered ? 'hung-up' : 'cancelled', side: 'remote', ...(event.cause !== undefined && { code: event.cause }) };
}
