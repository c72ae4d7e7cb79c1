/** What calls mean for agents: the difference that one event makes. */

/**
 * @param {import('./calls.mjs').CallState} state
 * @param {string} extension
 * @returns {readonly import('./agent-status.mjs').Leg[]} the agent's legs, those that have begun
 */
export function legsOf(state, extension) {
  return channelsOf(state, extension).map(({ usage, state: now }) => ({ usage, talking: now === 'up' }));
}

/**
 * Facts for the agent's status between two states.
 * @param {import('./calls.mjs').CallState} before
 * @param {import('./calls.mjs').CallState} after
 * @param {string} extension
 * @param {number} at epoch ms
 * @returns {import('./agent-status.mjs').AgentFact[]}
 */
export function factsOf(before, after, extension, at) {
  if (before.channels === after.channels) return [];
  const rangOut = channelsOf(after, extension).some(
    ({ id, rangOut, linkedId }) => rangOut && !before.channels[id]?.rangOut && after.calls[linkedId]?.kind !== 'internal',
  );
  const legs = legsOf(after, extension);
  // The next page of the same phone that takes the call over is no end of it.
  const acdCallOver = channelsOf(before, extension).some(
    ({ id, usage, state, linkedId }) => usage === 'acd' && state === 'up' && !after.channels[id] && !goesOn(after, extension, linkedId),
  );
  const changed = acdCallOver || JSON.stringify(legs) !== JSON.stringify(legsOf(before, extension));
  return [...(rangOut ? [{ type: 'rang-out' }] : []), ...(changed ? [{ type: 'legs', legs, acdCallOver, at }] : [])];
}

function goesOn(state, extension, call) {
  return channelsOf(state, extension).some(({ linkedId, state: now }) => linkedId === call && now === 'up');
}

function channelsOf({ channels }, extension) {
  return Object.values(channels).filter((channel) => channel.extension === extension && channel.begun);
}
