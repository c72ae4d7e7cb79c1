/** Reason headers (RFC 3326) with the Q.850 causes that Asterisk gives. */

const CAUSE_TEXTS = {
  1: 'Unallocated (unassigned) number',
  16: 'Normal Clearing',
  17: 'User busy',
  19: 'User alerting, no answer',
  20: 'Subscriber absent',
  21: 'Call Rejected',
  38: 'Network out of order',
  88: 'Incompatible destination',
  102: 'Recovery on timer expire',
  127: 'Interworking, unspecified',
};

/** What a ringing phone hears when another one answered (RFC 3326 section 3.1). */
export const COMPLETED_ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

const CAUSE_OF_STATUS = { 404: 1, 408: 19, 480: 19, 486: 17, 487: 16, 488: 88, 600: 17, 603: 21, 606: 88 };

/** @param {keyof typeof CAUSE_TEXTS} cause Q.850 */
export function q850(cause) {
  return `Q.850;cause=${cause};text="${CAUSE_TEXTS[cause] ?? CAUSE_TEXTS[127]}"`;
}

/** The Q.850 cause of a Reason header, undefined without one. @param {string | undefined} reason */
export function causeOf(reason) {
  const cause = /Q\.850\s*;[^,]*?cause\s*=\s*(\d+)/i.exec(reason ?? '')?.[1];
  return cause === undefined ? undefined : Number(cause);
}

/** The Q.850 cause that a refusal means (RFC 3398 section 8.2.6.1, as far as phones send it). @param {number} status */
export function causeOfStatus(status) {
  return CAUSE_OF_STATUS[status] ?? 127;
}
