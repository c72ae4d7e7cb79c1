import type { CallEvent } from '../../contacts/call-event.js';
import type { Peer } from '../../phone/call.js';
import { asDocument, asNumber, asText, asTexts, type ReadTime } from './fields.js';

/**
 * A call's document (`customer/{customerId}/amiEvents/{linkedId}`), parsed: the only place that knows its field names.
 * Undefined when it lacks what makes it a call (direction, state, start): half-filled documents come again when they are whole.
 */
export function readCallEventDocument(linkedId: string, value: unknown, readTime: ReadTime): CallEvent | undefined {
  const document = asDocument(value);
  const direction = document?.['direction'];
  const state = document?.['state'];
  const startedAt = readTime(document?.['startedAt']);
  if (!document || !linkedId || startedAt === undefined) return undefined;
  if (direction !== 'in' && direction !== 'out') return undefined;
  if (state !== 'ringing' && state !== 'answered' && state !== 'ended') return undefined;
  const kind = document['kind'];
  const optional = {
    groupName: asText(document['groupName']),
    queue: asText(document['queue']),
    answeredAt: readTime(document['answeredAt']),
    endedAt: readTime(document['endedAt']),
    answeredBy: asText(document['answeredBy']),
    cause: asNumber(document['cause']),
  };
  return {
    linkedId,
    direction,
    kind: kind === 'internal' || kind === 'acd' ? kind : 'external',
    caller: readPeer(document['caller']),
    called: readPeer(document['called']),
    groupCode: asText(document['groupCode']) ?? null,
    extensions: asTexts(document['extensions']),
    callIds: asTexts(document['callIds']),
    state,
    startedAt,
    ...(Object.fromEntries(Object.entries(optional).filter(([, field]) => field !== undefined)) as Partial<CallEvent>),
  };
}

function readPeer(value: unknown): Peer {
  const document = asDocument(value);
  const number = asText(document?.['number']) ?? '';
  const name = asText(document?.['name']);
  return name === undefined ? { number } : { number, name };
}
