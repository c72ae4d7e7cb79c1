import { Ringing } from './ringing.mjs';
import { q850 } from './reasons.mjs';

/**
 * A caller in a queue: rings every available agent of the group at once (Asterisk's strategy `ringall`), also those who become available later.
 * An agent who refuses is left in peace for a while, one who lets it ring out is set to 離席.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./caller-leg.mjs').Caller} caller
 * @param {import('./call.mjs').Call} call
 * @param {import('./call.mjs').CallFacts} facts what the phones are told; the group is the queue's
 */
export function callQueue(exchange, caller, call, facts) {
  const { timing } = exchange;
  const agents = [...exchange.accounts.values()].filter(({ agent, groupCodes }) => agent && groupCodes.includes(facts.groupCode));
  /** @type {Set<string>} */
  const refusers = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let retry;

  const ringing = new Ringing(exchange, caller, call, facts, {
    usage: 'acd',
    progressed: () => {},
    refused: (branch) => {
      refusers.add(branch.extension);
      forgiveLater();
    },
    answered: leave,
  });

  const leftWaiting = exchange.after(timing.queueWaitMs, () => {
    leave();
    ringing.stop(q850(19));
    caller.refuse(480, 19);
  });
  const unwatch = exchange.watchAvailability(ringAvailable);
  caller.onCancelled = (reason) => {
    leave();
    ringing.stop(reason);
    caller.refuse(487, 16);
  };
  caller.progress(180);
  ringAvailable();

  function ringAvailable() {
    for (const account of agents) {
      const binding = exchange.registrar.binding(account.extension);
      if (binding && !refusers.has(account.extension) && exchange.isAvailable(account.extension)) ringAgent(account, binding);
    }
  }

  function ringAgent(account, binding) {
    const branch = ringing.ring(account, binding, timing.queueRingMs);
    exchange.after(timing.queueRingMs, () => {
      if (!ringing.branches.includes(branch)) return;
      exchange.agentStates.rangOut(account.extension);
      ringing.stopOne(branch, q850(19));
    });
  }

  /** While others ring, a refusal stands; afterwards the agent is asked again (Asterisk's `retry`). */
  function forgiveLater() {
    exchange.clear(retry);
    retry = exchange.after(timing.queueRetryMs, () => {
      if (ringing.branches.length > 0) return forgiveLater();
      refusers.clear();
      ringAvailable();
    });
  }

  function leave() {
    unwatch();
    exchange.clear(leftWaiting);
    exchange.clear(retry);
  }
}
