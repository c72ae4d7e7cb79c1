import { callDirectly } from './direct-call.mjs';
import { route } from './dialplan.mjs';
import { CallerLeg } from './caller-leg.mjs';
import { pickUp } from './pick-up.mjs';
import { callQueue } from './queue-call.mjs';
import { q850 } from './reasons.mjs';
import { parseNameAddress, userOf } from './sip-address.mjs';
import { takeOver } from './take-over.mjs';

/** @typedef {Exclude<import('./dialplan.mjs').Destination, { type: 'pick-up' }>} PhoneOrQueue */

/**
 * A phone dials: the INVITE is authenticated and begins a dialog.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./transactions.mjs').ServerTransaction} transaction
 * @param {import('./exchange.mjs').Account} account whose phone it is
 */
export function startCall(exchange, transaction, account) {
  const { request } = transaction;
  if (!parseNameAddress(request.headers.get('Contact')) || !parseNameAddress(request.headers.get('To'))) return transaction.reply(400);
  const replaces = request.headers.get('Replaces');
  if (replaces !== undefined) return takeOver(exchange, transaction, account, replaces);
  const destination = route(exchange, userOf(request.uri));
  if (!destination) return transaction.reply(404, { headers: [['Reason', q850(1)]] });
  transaction.reply(100);
  if (destination.type === 'pick-up') return pickUp(exchange, transaction, account, destination.extension);

  const caller = new CallerLeg(exchange, transaction, account);
  caller.withheld = destination.withheld;
  const facts = describeCall(exchange, account, destination);
  const presented = destination.withheld ? { ...facts, caller: { number: '', name: '' } } : facts;
  // The contact centre knows its own agents, but not an outside caller who withholds the number.
  const call = exchange.openCall(account.agent ? facts : presented);
  call.join(caller);
  ringDestination(exchange, caller, call, presented, destination);
}

/**
 * Rings whoever was dialled.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./caller-leg.mjs').Caller} caller
 * @param {import('./call.mjs').Call} call
 * @param {import('./call.mjs').CallFacts} facts what the phones are told
 * @param {PhoneOrQueue} destination
 */
export function ringDestination(exchange, caller, call, facts, destination) {
  if (destination.type === 'queue') callQueue(exchange, caller, call, facts);
  else callDirectly(exchange, caller, call, facts, destination.account);
}

/**
 * The facts of a call that is about to begin.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./exchange.mjs').Account} account the caller's
 * @param {PhoneOrQueue} destination
 * @returns {import('./call.mjs').CallFacts}
 */
export function describeCall(exchange, account, destination) {
  const called = destination.type === 'phone' ? destination.account : undefined;
  const kind = destination.type === 'queue' ? 'acd' : account.agent && called.agent ? 'internal' : 'external';
  const groupCode =
    destination.type === 'queue' ? destination.groupCode : kind === 'internal' ? null : ((account.agent ? account : called).groupCodes[0] ?? null);
  return {
    direction: account.agent ? 'out' : 'in',
    kind,
    caller: { number: account.number, name: account.name },
    called: destination.type === 'queue' ? { number: destination.queue, name: '' } : { number: called.number, name: called.name },
    groupCode,
    groupName: groupCode === null ? null : (exchange.groupNames.get(groupCode) ?? null),
    queue: destination.type === 'queue' ? destination.queue : null,
  };
}
