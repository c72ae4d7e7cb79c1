import type { Call, Peer } from '../phone/call.js';
import type { CallEvent } from './call-event.js';

/** The other party of a call, seen from `extension`. */
export function peerOf(event: CallEvent, extension: string | undefined): Peer {
  return event.caller.number === extension ? event.called : event.caller;
}

/** Derived from the linkedId, so that every tab and every page makes the same one. */
export function deskCallId({ linkedId }: CallEvent): string {
  return `desk-${linkedId}`;
}

/** A call of a hardware phone as the page shows it; `known` is the same call as it was shown before. */
export function deskPhoneCall(event: CallEvent, extension: string, known?: Call): Call {
  const out = event.caller.number === extension;
  const answeredHere = event.answeredAt !== undefined && (out || event.answeredBy === extension);
  // Who answers now is somebody else: the call was handed on.
  const handedOn = known?.answeredAt !== undefined && !answeredHere;
  const answeredAt = answeredHere ? event.answeredAt : handedOn ? known.answeredAt : undefined;
  const elsewhere = !out && event.state === 'answered' && event.answeredBy !== undefined && event.answeredBy !== extension;
  const over = event.state === 'ended' || elsewhere;
  return {
    id: deskCallId(event),
    linkedId: event.linkedId,
    direction: out ? 'out' : 'in',
    kind: event.kind,
    phase: over ? 'ended' : answeredHere ? 'active' : 'ringing',
    peer: peerOf(event, extension),
    ...(typeof event.groupCode === 'string' && { groupCode: event.groupCode }),
    ...(event.queue !== undefined && { queue: event.queue }),
    muted: false,
    hold: { local: false, remote: false },
    startedAt: event.startedAt,
    ...(answeredAt !== undefined && { answeredAt }),
    ...(over && {
      endedAt: event.endedAt ?? known?.endedAt ?? event.answeredAt ?? event.startedAt,
      end: handedOn ? { reason: 'transferred', side: 'remote' } : endOf(event, elsewhere, answeredHere),
    }),
  };
}

function endOf(event: CallEvent, elsewhere: boolean, answered: boolean): NonNullable<Call['end']> {
  if (elsewhere || (!answered && event.answeredBy !== undefined)) return { reason: 'answered-elsewhere', side: 'remote' };
  return { reason: answered ? 'hung-up' : 'cancelled', side: 'remote', ...(event.cause !== undefined && { code: event.cause }) };
}
