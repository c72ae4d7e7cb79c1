import { CalleeLeg } from './callee-leg.mjs';
import { CallerLeg } from './caller-leg.mjs';
import { q850 } from './reasons.mjs';
import { offerAsAnswer } from './sdp.mjs';

/**
 * Directed pick-up, `*8<extension>`: the dialling phone answers the call that rings at that extension. The extension itself may (its page was reloaded),
 * and agents who share a group with it.
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {import('./transactions.mjs').ServerTransaction} transaction
 * @param {import('./exchange.mjs').Account} account whose phone dials
 * @param {string} extension where it rings
 */
export function pickUp(exchange, transaction, account, extension) {
  const rung = exchange.legsOf(extension).find((leg) => leg instanceof CalleeLeg && leg.state === 'ringing');
  if (!(rung instanceof CalleeLeg) || !mayPickUp(account, rung.account)) return transaction.reply(404, { headers: [['Reason', q850(1)]] });
  if (!transaction.request.body) return transaction.reply(488);
  const picker = new CallerLeg(exchange, transaction, account, rung.usage);
  const caller = rung.ringing.takenBy(picker);
  picker.accept(offerAsAnswer(caller.sdp, 'passive'), { party: caller instanceof CallerLeg ? caller : undefined });
  caller.connect(picker, offerAsAnswer(picker.sdp, 'active'));
}

function mayPickUp(account, rung) {
  return account.extension === rung.extension || (account.agent && account.groupCodes.some((code) => rung.groupCodes.includes(code)));
}
