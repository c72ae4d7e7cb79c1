/**
 * What a dialled number means.
 *
 * @typedef {{ type: 'phone', account: import('./exchange.mjs').Account, withheld: boolean }
 *   | { type: 'queue', queue: string, groupCode: string, withheld: boolean }
 *   | { type: 'pick-up', extension: string }} Destination
 */

/** 184: the caller's number is withheld, 186: it is shown; both are for this call alone. */
const PRESENTATION_PREFIX = /^(184|186)(?=\+?\d{3})/;

/**
 * @param {import('./exchange.mjs').Exchange} exchange
 * @param {string} dialled user part of the Request-URI
 * @returns {Destination | undefined} undefined: nobody has this number
 */
export function route({ accounts, queues }, dialled) {
  const pickUp = /^\*8(\d+)$/.exec(dialled);
  if (pickUp) return { type: 'pick-up', extension: pickUp[1] };
  const withheld = PRESENTATION_PREFIX.exec(dialled)?.[1] === '184';
  const number = toNational(dialled.replace(PRESENTATION_PREFIX, ''));
  const groupCode = queues.get(number);
  if (groupCode !== undefined) return { type: 'queue', queue: number, groupCode, withheld };
  const account = [...accounts.values()].find((candidate) => candidate.extension === number || candidate.number === number);
  return account && { type: 'phone', account, withheld };
}

/** A Japanese number as it is dialled within Japan: E.164 `+81…` becomes `0…`. @param {string} number */
export function toNational(number) {
  return number.replace(/^\+81(?=\d)/, '0');
}
