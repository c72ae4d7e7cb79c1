/** DTLS roles in session descriptions (RFC 8842 section 5): whom an offer is turned to when the PBX brings two phones together. */

/**
 * One phone's offer as the answer to the other phone's offer, for two phones that both have offered. One side takes `active`, the other `passive`;
 * that both think to control ICE is settled between them (RFC 8445 section 7.3.1.1).
 * @param {string} offer @param {'active' | 'passive'} role
 */
export function offerAsAnswer(offer, role) {
  return offer.replace(/^a=setup:\S+/gm, `a=setup:${role}`);
}

/**
 * An offer whose sender will begin the DTLS handshake. To whoever has to wait for the other side's description this matters: a handshake begun against a phone
 * that still has its old partner is lost, and repeated only after seconds.
 * @param {string} offer
 */
export function offerAsActive(offer) {
  return offer.replace(/^a=setup:\S+/gm, 'a=setup:active');
}

/**
 * What a phone described last, as the answer to a new offer of the phone that it talks with: nothing changes, and both keep their DTLS roles.
 * @param {string} own what it described last @param {string} other what the other phone described before the new offer
 */
export function unchangedAnswer(own, other) {
  const settled = setupOf(own) ?? (setupOf(other) === 'active' ? 'passive' : 'active');
  return offerAsAnswer(asOffer(own), settled);
}

function setupOf(description) {
  return /** @type {'active' | 'passive' | undefined} */ (/^a=setup:(active|passive)/m.exec(description)?.[1]);
}

/** Whether a phone that described itself like this keeps the other side on hold (RFC 3264 section 8.4). @param {string} description */
export function putsOnHold(description) {
  return /^a=(?:sendonly|inactive)\r?$/m.test(description);
}

/** A description that a phone sent, as an offer to somebody else. @param {string} description */
export function asOffer(description) {
  return description.replace(/^a=setup:\S+/gm, 'a=setup:actpass').replace(/^a=(?:sendonly|recvonly|inactive)(?=\r?$)/gm, 'a=sendrecv');
}
