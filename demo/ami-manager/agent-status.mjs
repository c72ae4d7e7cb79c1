/**
 * The status of one agent: what was chosen, and what follows from calls (DOMAIN terms: エージェント状態).
 *
 * @typedef {object} AgentDocument API.md, "Firestore"; times are epoch ms
 * @property {number} status
 * @property {number} chosenStatus the last of 0, 1, 2, 3, 7
 * @property {number} since
 * @property {string} [reason] why the server set it
 * @property {number | null} [autoWorkEndsAt] when 自動ワーク ends by itself
 * @property {string} extension
 * @property {readonly string[]} groupCodes
 * @property {number | null} requestedStatus
 * @property {{ code: number, reason: string, at: number }} [refused]
 *
 * @typedef {object} AgentState
 * @property {AgentDocument} document
 * @property {boolean} workFollows an answered ACD call is over, others are not
 * @property {number | null} confirmed the requested status, once the queues know of it
 * @property {boolean} inAcdCall
 *
 * @typedef {{ usage: 'out' | 'in' | 'acd', talking: boolean }} Leg
 *
 * @typedef {{ type: 'legs', legs: readonly Leg[], acdCallOver: boolean, at: number }
 *   | { type: 'rang-out' }
 *   | { type: 'requested', code: number | null }
 *   | { type: 'confirmed', code: number, at: number }
 *   | { type: 'refused', code: number, reason: string, at: number }
 *   | { type: 'auto-work-over', at: number }} AgentFact
 */

const AWAY = 3;
export const AUTO_WORK = 7;
const FIRST_OF_CALLS = 78;

/** 呼出中 and 通話中 by what the call is to the agent. */
const OF_CALLS = { out: [78, 79], in: [88, 89], acd: [98, 99] };

/** An agent who has just been made known: 待機中. @param {{ extension: string, groupCodes: readonly string[] }} agent @param {number} at @returns {AgentState} */
export function newAgent({ extension, groupCodes }, at) {
  return recalledAgent({ status: 0, chosenStatus: 0, since: at, extension, groupCodes, requestedStatus: null });
}

/** An agent as the document has it, after a restart of ours. @param {AgentDocument} document @returns {AgentState} */
export function recalledAgent(document) {
  const inAcdCall = document.status === 99;
  return { document, workFollows: inAcdCall, confirmed: null, inAcdCall };
}

/** Whether the queues must leave the agent in peace: known before the status shows it, so that no call slips in between. @param {AgentState} state */
export function isPaused({ document, confirmed, workFollows, inAcdCall }) {
  const next = confirmed ?? (inAcdCall || workFollows ? AUTO_WORK : document.chosenStatus);
  return next !== 0;
}

/**
 * @param {AgentState} state
 * @param {AgentFact} fact
 * @returns {AgentState} the same object when nothing changed
 */
export function reduceAgent(state, fact) {
  const { document } = state;
  switch (fact.type) {
    case 'legs':
      return followCalls(state, fact);
    case 'rang-out':
      // Still 88 or 98: shown once the leg is over.
      return { ...state, document: { ...document, chosenStatus: AWAY, reason: 'no-answer' } };
    case 'requested':
      return document.requestedStatus === fact.code ? state : { ...state, confirmed: null, document: { ...document, requestedStatus: fact.code } };
    case 'confirmed':
      if (document.requestedStatus !== fact.code) return state;
      return document.status >= FIRST_OF_CALLS ? { ...state, confirmed: fact.code } : choose({ ...state, workFollows: false }, fact.code, fact.at);
    case 'refused': {
      if (document.requestedStatus !== fact.code) return state;
      const { code, reason, at } = fact;
      return { ...state, confirmed: null, document: { ...document, requestedStatus: null, refused: { code, reason, at } } };
    }
    case 'auto-work-over':
      if (document.chosenStatus !== AUTO_WORK) return state;
      return document.status >= FIRST_OF_CALLS ? { ...state, document: { ...document, chosenStatus: 0 } } : choose(state, 0, fact.at);
  }
}

function followCalls(state, { legs, acdCallOver, at }) {
  const leg = legs.find(({ talking }) => talking) ?? legs[0];
  const workFollows = state.workFollows || acdCallOver;
  const inAcdCall = legs.some(({ usage, talking }) => usage === 'acd' && talking);
  if (leg) return show({ ...state, workFollows, inAcdCall }, OF_CALLS[leg.usage][Number(leg.talking)], at);
  const free = { ...state, workFollows: false, inAcdCall: false };
  if (state.confirmed !== null) return choose(free, state.confirmed, at);
  if (workFollows) return choose(free, AUTO_WORK, at);
  return show(free, state.document.chosenStatus, at);
}

function choose(state, code, at) {
  const { reason: _reason, refused: _refused, ...document } = state.document;
  const granted = document.requestedStatus === code || state.confirmed !== null;
  const since = document.status === code ? document.since : at;
  return {
    ...state,
    confirmed: null,
    document: { ...document, status: code, chosenStatus: code, since, requestedStatus: granted ? null : document.requestedStatus },
  };
}

function show(state, status, at) {
  const { document, workFollows, inAcdCall } = state;
  return document.status === status ? { ...state, workFollows, inAcdCall } : { ...state, document: { ...document, status, since: at } };
}
