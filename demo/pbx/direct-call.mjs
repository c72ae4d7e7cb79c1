import { passedHeaders } from './conversation.mjs';
import { Ringing } from './ringing.mjs';
import { causeOf, causeOfStatus, q850 } from './reasons.mjs';

/** Why a caller hears the callee's own refusal or another one: Asterisk says 480 for what a phone does not say itself. */
const PASSED_STATUSES = new Set([404, 480, 486, 488, 600, 603, 606]);

/**
 * A call straight to a phone.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./caller-leg.mjs').Caller} caller
 * @param {import('./call.mjs').Call} call
 * @param {import('./call.mjs').CallFacts} facts what the phone is told
 * @param {import('./exchange.mjs').Account} account whose phone rings
 */
export function callDirectly(exchange, caller, call, facts, account) {
  const binding = exchange.registrar.binding(account.extension);
  if (!binding) return caller.refuse(480, 20);
  const ringing = new Ringing(exchange, caller, call, facts, {
    usage: 'in',
    progressed: ({ status, body }) => caller.progress(status === 183 && body ? 183 : 180, status === 183 ? body : ''),
    refused: (_branch, response) => {
      exchange.clear(noAnswer);
      const status = PASSED_STATUSES.has(response.status) ? response.status : 480;
      const cause = causeOf(response.headers.get('Reason')) ?? causeOfStatus(status);
      caller.refuse(
        status,
        cause,
        passedHeaders(response).filter(([name]) => name !== 'Reason'),
      );
    },
    answered: () => exchange.clear(noAnswer),
  });
  const noAnswer = exchange.after(exchange.timing.ringMs, () => {
    ringing.stop(q850(19));
    caller.refuse(480, 19);
  });
  caller.onCancelled = (reason) => {
    exchange.clear(noAnswer);
    ringing.stop(reason);
    caller.refuse(487, 16);
  };
  ringing.ring(account, binding, exchange.timing.ringMs);
}
