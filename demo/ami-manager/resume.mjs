import { endCall, reduceCalls } from './calls.mjs';

/**
 * Goes on after a time without events: what Asterisk lists now is true. Calls whose channels are gone are over, at `at`; channels that are new are taken in.
 * @param {import('./calls.mjs').CallState} state what was known; empty after a restart of ours
 * @param {{ recalled: readonly import('./calls.mjs').Call[], listed: readonly import('../asterisk/ami.mjs').AmiMessage[], at: number }} found
 *   `recalled`: calls whose documents say that they are not over; `listed`: the events of CoreShowChannels
 * @param {import('./calls.mjs').Directory} directory
 * @returns {import('./calls.mjs').CallState}
 */
export function resume(state, { recalled, listed, at }, directory) {
  const Timestamp = String(at / 1000);
  const live = new Set(listed.map(({ Uniqueid }) => Uniqueid));
  let next = { ...state, calls: { ...Object.fromEntries(recalled.map((call) => [call.linkedId, call])), ...state.calls } };
  for (const { id } of Object.values(state.channels)) {
    if (!live.has(id)) next = reduceCalls(next, { Event: 'Hangup', Uniqueid: id, Cause: '0', Timestamp }, directory);
  }
  for (const channel of [...listed].sort(byAge)) {
    if (!next.channels[channel.Uniqueid]) next = takeIn(next, channel, directory);
    next = reduceCalls(next, { ...channel, Event: 'Newstate', Timestamp }, directory);
  }
  const inUse = new Set(Object.values(next.channels).map(({ linkedId }) => linkedId));
  const over = Object.values(next.calls).filter(({ linkedId, state: now }) => now !== 'ended' && !inUse.has(linkedId));
  return over.length === 0
    ? next
    : { ...next, calls: { ...next.calls, ...Object.fromEntries(over.map((call) => [call.linkedId, endCall(call, at, call.cause)])) } };
}

function takeIn(state, channel, directory) {
  const { Uniqueid: id, Linkedid: linkedId, Application } = channel;
  // Uniqueid and Linkedid begin with the second in which the channel was made.
  const taken = reduceCalls(state, { ...channel, Event: 'Newchannel', Timestamp: linkedId.split('.')[0] }, directory);
  const call = taken.calls[linkedId];
  if (Application === 'Queue' && id === linkedId) {
    return { ...taken, calls: { ...taken.calls, [linkedId]: { ...call, kind: 'acd', queued: call.state === 'ringing' } } };
  }
  if (id === linkedId) return taken;
  const begun = reduceCalls(taken, { Event: 'DialBegin', DestUniqueid: id, DestCallerIDNum: channel.CallerIDNum, Uniqueid: '', Linkedid: linkedId }, directory);
  return call.kind === 'acd' ? { ...begun, channels: { ...begun.channels, [id]: { ...begun.channels[id], usage: 'acd' } } } : begun;
}

function byAge({ Uniqueid: one }, { Uniqueid: other }) {
  return one.localeCompare(other, 'en', { numeric: true });
}
