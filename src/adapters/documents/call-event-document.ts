import type { CallEvent } from '../../contacts/call-event.js';
import type { CallKind, Peer } from '../../phone/call.js';
import { asDocument, asNumber, asText, asTexts, kindOf, type Defect, type Document, type ReadTime } from './fields.js';

type Check = readonly [field: string, expected: string, isRight: (value: unknown) => boolean];

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

/**
 * A call's document (`customer/{customerId}/amiEvents/{linkedId}`), parsed: the only place that knows its field names.
 * Undefined when it lacks what makes it a call (direction, state, start): half-filled documents come again when they are whole. What is wrong of it is
 * told to `defect`, each field by name; the rest of the document counts all the same.
 */
export function readCallEventDocument(
  linkedId: string,
  value: unknown,
  readTime: ReadTime,
  defect: (defect: Defect) => void = () => undefined,
): CallEvent | undefined {
  const document = asDocument(value);
  if (!document || !linkedId) {
    defect({ field: `amiEvents/${linkedId || '?'}`, value: linkedId ? kindOf(value) : 'without an id', expected: 'a document named by its linkedId' });
    return undefined;
  }
  for (const { field, ...what } of defectsOf(document, readTime)) defect({ field: `amiEvents/${linkedId}.${field}`, ...what });
  const { direction, state } = document;
  const startedAt = readTime(document['startedAt']);
  if (startedAt === undefined) return undefined;
  if (direction !== 'in' && direction !== 'out') return undefined;
  if (state !== 'ringing' && state !== 'answered' && state !== 'ended') return undefined;
  const optional = {
    groupCode: document['groupCode'] === null ? null : asText(document['groupCode']),
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
    kind: readKind(document),
    caller: readPeer(document['caller']),
    called: readPeer(document['called']),
    extensions: asTexts(document['extensions']),
    callIds: asTexts(document['callIds']),
    state,
    startedAt,
    ...(Object.fromEntries(Object.entries(optional).filter(([, field]) => field !== undefined)) as Partial<CallEvent>),
  };
}

function defectsOf(document: Document, readTime: ReadTime): Defect[] {
  const isTime = (value: unknown): boolean => readTime(value) !== undefined;
  const required: readonly Check[] = [
    ['direction', 'in or out', (value) => value === 'in' || value === 'out'],
    ['state', 'ringing, answered or ended', (value) => value === 'ringing' || value === 'answered' || value === 'ended'],
    ['startedAt', 'a time', isTime],
  ];
  const optional: readonly Check[] = [
    ['kind', 'internal, external or acd', (value) => value === 'internal' || value === 'external' || value === 'acd'],
    ['caller', '{ number, name }', (value) => isText(asDocument(value)?.['number'])],
    ['called', '{ number, name }', (value) => isText(asDocument(value)?.['number'])],
    ['groupCode', 'a text or null', isText],
    ['groupName', 'a text or null', isText],
    ['queue', 'a text or null', isText],
    ['extensions', 'a list of texts', isTexts],
    ['callIds', 'a list of texts', isTexts],
    ['answeredAt', 'a time or null', isTime],
    ['endedAt', 'a time or null', isTime],
    ['answeredBy', 'a text or null', isText],
    ['cause', 'a number or null', (value) => asNumber(value) !== undefined],
  ];
  const isThere = ([field]: Check): boolean => document[field] !== undefined && document[field] !== null;
  return [...required, ...optional.filter(isThere)]
    .filter(([field, , isRight]) => !isRight(document[field]))
    .map(([field, expected]) => ({ field, value: kindOf(document[field]), expected }));
}

/** A document that does not say its kind yet: a call without a group is internal only, which pops nothing until it is known better. */
function readKind({ kind, queue, groupCode }: Document): CallKind {
  if (kind === 'internal' || kind === 'external' || kind === 'acd') return kind;
  return asText(queue) !== undefined ? 'acd' : asText(groupCode) !== undefined ? 'external' : 'internal';
}

function readPeer(value: unknown): Peer {
  const document = asDocument(value);
  const number = asText(document?.['number']) ?? '';
  const name = asText(document?.['name']);
  return name === undefined ? { number } : { number, name };
}
