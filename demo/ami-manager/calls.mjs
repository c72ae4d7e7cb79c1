import { originCall } from './origin.mjs';

/**
 * What is known of all channels and calls, from Asterisk's manager events. Plain data; `reduceCalls` is the only one that makes a new state.
 *
 * @typedef {object} Channel one leg of a call, as Asterisk has it
 * @property {string} id Uniqueid
 * @property {string} name `PJSIP/1001-0000001f`
 * @property {string} linkedId the call that it belongs to
 * @property {string} reported the Linkedid that Asterisk last reported: behind `linkedId` until a picked-up call is bridged
 * @property {string | null} extension the agent's, when it leads to an agent's phone
 * @property {boolean} begun Asterisk dials it, or it dialled
 * @property {'down' | 'ringing' | 'up'} state
 * @property {'out' | 'in' | 'acd'} usage what the call is to its owner: dialled, rung directly, rung by a queue
 * @property {string | null} callId SIP Call-ID
 * @property {boolean} refused the phone said busy or declined
 * @property {boolean} rangOut Asterisk gave up ringing it
 *
 * @typedef {object} Call one call from end to end; API.md, "Firestore"; times are epoch ms
 * @property {string} linkedId
 * @property {'in' | 'out'} direction
 * @property {'internal' | 'external' | 'acd'} kind
 * @property {{ number: string, name: string }} caller
 * @property {{ number: string, name: string }} called
 * @property {string | null} groupCode
 * @property {string | null} groupName
 * @property {string | null} queue
 * @property {readonly string[]} extensions
 * @property {readonly string[]} callIds
 * @property {'ringing' | 'answered' | 'ended'} state
 * @property {number} startedAt
 * @property {number | null} answeredAt
 * @property {number | null} endedAt
 * @property {string | null} answeredBy
 * @property {number | null} cause Q.850
 * @property {boolean} queued it waits in a queue right now
 * @property {boolean} partnered somebody or something else than the caller took part
 * @property {boolean} callerKnown nothing changes the caller any more
 * @property {string | null} outcome DialStatus of the last dialling
 *
 * @typedef {{ channels: Readonly<Record<string, Channel>>, calls: Readonly<Record<string, Call>> }} CallState
 *
 * @typedef {object} Directory who and what is known by number
 * @property {readonly { extension: string, name: string, groupCodes: readonly string[] }[]} agents
 * @property {Readonly<Record<string, string>>} groupCodes group code by queue or dialled number
 * @property {Readonly<Record<string, string>>} groupNames by group code
 */

/** @type {CallState} */
export const NO_CALLS = { channels: {}, calls: {} };

const STATES = { 5: 'ringing', 6: 'up' };
/** Cause of a call that nobody answered, where the caller's channel has none of its own. */
const CAUSES = { BUSY: 17, NOANSWER: 19, CHANUNAVAIL: 20, CONGESTION: 34 };
const NORMAL_CLEARING = 16;
const INTERWORKING = 127;
/** A member that refuses counts as not answering, too; only a phone that was left ringing did ring out. */
const RANG_OUT_MS = 1000;

/**
 * Applies one manager event. Calls begin with their first channel and end with their last; a channel whose Linkedid changes moves to the other call.
 * @param {CallState} state
 * @param {import('../asterisk/ami.mjs').AmiMessage} event
 * @param {Directory} directory
 * @returns {CallState} the same object when nothing changed
 */
export function reduceCalls(state, event, directory) {
  const next = follow(begin(state, event, directory), event);
  switch (event.Event) {
    case 'NewCallerid':
      return tellCaller(next, event);
    case 'VarSet':
      return event.Variable === 'SIPCALLID' && event.Value ? settle(change(next, event.Uniqueid, { callId: event.Value }), event) : next;
    case 'DialBegin':
      return settle(dialled(next, event, directory), event);
    case 'DialEnd':
      return dialEnded(next, event);
    case 'QueueCallerJoin':
      return queued(next, event, directory);
    case 'QueueCallerLeave':
      return changeCall(next, event.Linkedid, { queued: false });
    case 'AgentRingNoAnswer':
      return Number(event.RingTime) >= RANG_OUT_MS ? rangOut(next, memberOf(next, event)) : next;
    case 'Pickup':
      return settle(pickedUp(next, event), event);
    case 'Hangup':
      return hungUp(next, event);
    default:
      return settle(next, event);
  }
}

/** Forgets calls that are over. @param {CallState} state @returns {CallState} */
export function forgetEnded(state) {
  const calls = Object.fromEntries(Object.entries(state.calls).filter(([, call]) => call.state !== 'ended'));
  return Object.keys(calls).length === Object.keys(state.calls).length ? state : { ...state, calls };
}

/** When it happened, epoch ms. @param {import('../asterisk/ami.mjs').AmiMessage} event */
export function timeOf({ Timestamp }) {
  // manager.conf: timestampevents
  return Timestamp === undefined ? Date.now() : Math.round(Number(Timestamp) * 1000);
}

/** Ends a call. @param {Call} call @param {number} at @param {number | null} cause @returns {Call} */
export function endCall(call, at, cause) {
  return { ...call, state: 'ended', endedAt: at, cause, queued: false };
}

function begin(state, event, directory) {
  if (event.Event !== 'Newchannel' || state.channels[event.Uniqueid]) return state;
  const { Uniqueid: id, Linkedid: linkedId, Channel: name } = event;
  const extension = agentOf(name, directory)?.extension ?? null;
  const isOrigin = id === linkedId;
  const call = state.calls[linkedId] ?? originCall(event, extension, directory, timeOf(event));
  const usage = isOrigin ? 'out' : call.queued ? 'acd' : 'in';
  /** @type {Channel} */
  const channel = { id, name, linkedId, reported: linkedId, extension, begun: isOrigin, state: 'down', usage, callId: null, refused: false, rangOut: false };
  return join({ calls: { ...state.calls, [linkedId]: call }, channels: { ...state.channels, [id]: channel } }, id);
}

/** What every event of a channel tells: its state, and to which call it belongs. */
function follow(state, event) {
  const channel = state.channels[event.Uniqueid];
  if (!channel) return state;
  const now = STATES[event.ChannelState] ?? channel.state;
  const changed = now === channel.state ? state : change(state, channel.id, { state: now });
  if (!event.Linkedid || event.Linkedid === channel.reported) return changed;
  return move(change(changed, channel.id, { reported: event.Linkedid }), channel.id, event.Linkedid, timeOf(event));
}

function dialled(state, event, directory) {
  const channel = state.channels[event.DestUniqueid];
  const call = channel && state.calls[channel.linkedId];
  if (!call) return state;
  const begun = join(change(state, channel.id, { begun: true }), channel.id);
  // The event without a dialling channel is an originated call's own.
  const facts = { partnered: true, callerKnown: call.callerKnown || event.Channel !== undefined };
  if (call.state === 'ringing' && call.kind === 'external' && !isLocal(channel)) Object.assign(facts, reached(call, channel, event, directory));
  return changeCall(begun, call.linkedId, facts);
}

/** What the dialled channel tells of the call: the number on the other side, or that it is an agent after all. */
function reached(call, channel, event, directory) {
  const agent = agentOf(channel.name, directory);
  if (!agent)
    return call.direction === 'out' && /^\+?\d+$/.test(event.DestCallerIDNum ?? '') ? { called: { ...call.called, number: event.DestCallerIDNum } } : {};
  if (call.direction === 'out') return { kind: 'internal', groupCode: null, groupName: null, called: { number: agent.extension, name: agent.name } };
  if (call.groupCode !== null) return {};
  const groupCode = agent.groupCodes[0] ?? null;
  return { groupCode, groupName: directory.groupNames[groupCode] ?? null };
}

function dialEnded(state, event) {
  const channel = state.channels[event.DestUniqueid];
  const call = channel && state.calls[channel.linkedId];
  if (!call) return state;
  const told = changeCall(state, call.linkedId, { outcome: event.DialStatus });
  if (event.DialStatus === 'BUSY' || event.DialStatus === 'CONGESTION') return change(told, channel.id, { refused: true });
  // A queue reports for itself who rang out.
  return event.DialStatus === 'NOANSWER' && !call.queued ? rangOut(told, channel) : told;
}

function rangOut(state, channel) {
  return channel?.extension && channel.state !== 'up' && !channel.refused ? change(state, channel.id, { rangOut: true }) : state;
}

/** The ringing channel of a queue's member; its name or else its interface tells the extension. */
function memberOf(state, { Linkedid, MemberName, Interface = '' }) {
  const numbers = [MemberName, ...Interface.split(/[^\w]/)];
  return Object.values(state.channels).find(
    ({ linkedId, extension, usage }) => linkedId === Linkedid && usage === 'acd' && extension && numbers.includes(extension),
  );
}

function queued(state, { Linkedid, Queue }, { groupCodes, groupNames }) {
  const call = state.calls[Linkedid];
  if (!call) return state;
  const groupCode = groupCodes[Queue] ?? call.groupCode;
  return changeCall(state, Linkedid, {
    kind: 'acd',
    queue: Queue,
    groupCode,
    groupName: groupNames[groupCode] ?? null,
    queued: true,
    partnered: true,
    callerKnown: true,
  });
}

/** An originated call's channels learn the caller only after they were made. */
function tellCaller(state, { Channel, Linkedid, CallerIDNum, CallerIDName }) {
  const call = state.calls[Linkedid];
  const origin = state.channels[Linkedid];
  if (!call || call.callerKnown || !origin || !isLocal(origin) || Channel.replace(/;[12]$/, '') !== origin.name.replace(/;[12]$/, '')) return state;
  return changeCall(state, Linkedid, { caller: { number: known(CallerIDNum), name: known(CallerIDName) } });
}

function pickedUp(state, { Uniqueid, TargetUniqueid, ...event }) {
  const target = state.channels[TargetUniqueid];
  if (!target || !state.channels[Uniqueid]) return state;
  const { linkedId, usage } = target;
  return change(move(state, Uniqueid, linkedId, timeOf(event)), Uniqueid, { usage });
}

function hungUp(state, event) {
  const channel = state.channels[event.Uniqueid];
  if (!channel) return state;
  const { [channel.id]: _gone, ...channels } = state.channels;
  const call = state.calls[channel.linkedId];
  const next = { ...state, channels };
  if (!call) return next;
  const cause = causeOf(call, channel, Number(event.Cause));
  if (Object.values(channels).some(({ linkedId }) => linkedId === call.linkedId)) return settle(changeCall(next, call.linkedId, { cause }), event);
  return { ...next, calls: { ...next.calls, [call.linkedId]: endCall(call, timeOf(event), cause) } };
}

/** The caller's channel says best why the call ended, unless it was given up, which chan_pjsip calls 127 and a dialplan 0. */
function causeOf(call, channel, cause) {
  const clear = cause === 0 || cause === INTERWORKING ? (call.state === 'ringing' && CAUSES[call.outcome]) || NORMAL_CLEARING : cause;
  return channel.id === call.linkedId || call.cause === null ? clear : call.cause;
}

/** What follows from the states of a call's channels: whether and by whom it is answered. */
function settle(state, event) {
  const linkedId = state.channels[event.Uniqueid]?.linkedId ?? event.Linkedid;
  const call = state.calls[linkedId];
  if (!call || call.state === 'ended') return state;
  const legs = Object.values(state.channels).filter((channel) => channel.linkedId === linkedId && channel.state === 'up');
  if (call.direction === 'out' && call.kind === 'external') {
    if (call.state === 'answered' || !legs.some(({ id }) => id === linkedId)) return state;
    return changeCall(state, linkedId, { state: 'answered', answeredAt: timeOf(event), answeredBy: call.partnered ? call.called.number : null });
  }
  const talking = legs.filter(({ extension, usage }) => extension && usage !== 'out').map(({ extension }) => extension);
  if (talking.length === 0 || talking.includes(call.answeredBy)) return state;
  return changeCall(state, linkedId, { state: 'answered', answeredAt: call.answeredAt ?? timeOf(event), answeredBy: talking[0] });
}

/** Moves a channel to another call. A call that is left behind without anybody is over, or, when it never was one, forgotten. */
function move(state, id, linkedId, at) {
  const channel = state.channels[id];
  if (channel.linkedId === linkedId || !state.calls[linkedId]) return state;
  const own = Object.values(state.channels).find((other) => other.linkedId === linkedId && other.extension === channel.extension);
  const usage = channel.usage === 'out' ? (own?.usage ?? 'in') : channel.usage;
  const moved = join(change(state, id, { linkedId, usage }), id);
  const left = moved.calls[channel.linkedId];
  if (!left || Object.values(moved.channels).some((other) => other.linkedId === left.linkedId)) return moved;
  const { [left.linkedId]: _left, ...calls } = moved.calls;
  return { ...moved, calls: left.partnered ? { ...calls, [left.linkedId]: endCall(left, at, NORMAL_CLEARING) } : calls };
}

/** The call knows a channel's extension once it is dialled, and its Call-ID. */
function join(state, id) {
  const { linkedId, extension, callId, begun } = state.channels[id];
  const call = state.calls[linkedId];
  if (!call) return state;
  const extensions = begun && extension ? withMember(call.extensions, extension) : call.extensions;
  const callIds = callId ? withMember(call.callIds, callId) : call.callIds;
  return changeCall(state, linkedId, { extensions, callIds });
}

function withMember(list, member) {
  return list.includes(member) ? list : [...list, member];
}

function change(state, id, fields) {
  const channel = state.channels[id];
  if (!channel || same(channel, fields)) return state;
  const next = { ...state, channels: { ...state.channels, [id]: { ...channel, ...fields } } };
  return fields.callId ? join(next, id) : next;
}

function changeCall(state, linkedId, fields) {
  const call = state.calls[linkedId];
  if (!call || same(call, fields)) return state;
  return { ...state, calls: { ...state.calls, [linkedId]: { ...call, ...fields } } };
}

function same(record, fields) {
  return Object.entries(fields).every(([key, value]) => record[key] === value || isSameParty(record[key], value));
}

function isSameParty(one, other) {
  return typeof one?.number === 'string' && one.number === other?.number && one.name === other.name;
}

function isLocal({ name }) {
  return name.startsWith('Local/');
}

/** The agent to whose phone a channel leads. */
function agentOf(name, { agents }) {
  const peer = isLocal({ name }) ? undefined : name.match(/^[^/]+\/(.+)-[^-]+$/)?.[1];
  return agents.find(({ extension }) => extension === peer);
}

/** Asterisk's way to say that it does not know. */
function known(text = '') {
  return text === '<unknown>' ? '' : text;
}
