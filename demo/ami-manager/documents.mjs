/** Fields of a call's document in Firestore; the rest of a call is ours alone. */
const FIELDS = [
  'direction',
  'kind',
  'caller',
  'called',
  'groupCode',
  'groupName',
  'queue',
  'extensions',
  'callIds',
  'state',
  'startedAt',
  'answeredAt',
  'endedAt',
  'answeredBy',
  'cause',
];

/** Times are `Date`, so that Firestore stores timestamps. @param {import('./calls.mjs').Call} call */
export function callDocument(call) {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, call[field]]));
  return { ...fields, startedAt: asDate(call.startedAt), answeredAt: asDate(call.answeredAt), endedAt: asDate(call.endedAt) };
}

/** A call as its document tells, after a restart of ours. @param {string} linkedId @param {Record<string, any>} document @returns {import('./calls.mjs').Call} */
export function recalledCall(linkedId, document) {
  const { startedAt, answeredAt, endedAt, ...fields } = document;
  const times = { startedAt: asMs(startedAt) ?? 0, answeredAt: asMs(answeredAt), endedAt: asMs(endedAt) };
  return { ...fields, ...times, linkedId, queued: false, partnered: true, callerKnown: true, outcome: null };
}

/** What the server writes of an agent's document. */
export const AGENT_FIELDS = ['status', 'chosenStatus', 'since', 'reason', 'autoWorkEndsAt', 'extension', 'groupCodes', 'refused'];

/** Without `requestedStatus`, which belongs to the agent. @param {import('./agent-status.mjs').AgentDocument} document */
export function agentFields({ requestedStatus: _requested, ...document }) {
  const { refused, reason, since, autoWorkEndsAt = null, ...fields } = document;
  return {
    ...fields,
    since: asDate(since),
    autoWorkEndsAt: asDate(autoWorkEndsAt),
    ...(reason && { reason }),
    ...(refused && { refused: { ...refused, at: asDate(refused.at) } }),
  };
}

/** @param {Record<string, any>} document @returns {import('./agent-status.mjs').AgentDocument} */
export function recalledDocument(document) {
  const { since, refused, autoWorkEndsAt, ...fields } = document;
  return {
    requestedStatus: null,
    ...fields,
    since: asMs(since) ?? 0,
    autoWorkEndsAt: asMs(autoWorkEndsAt),
    ...(refused && { refused: { ...refused, at: asMs(refused.at) ?? 0 } }),
  };
}

function asDate(ms) {
  return ms === null ? null : new Date(ms);
}

function asMs(date) {
  return date instanceof Date ? date.getTime() : null;
}
