import type { CallEnd, EndReason } from '../../phone/call.js';

/** What a message says about why a call ended: `Reason` header values, RFC 3326. */
export interface Reasons {
  /** ITU-T Q.850 cause, e.g. 16 Normal Clearing; Asterisk sends it with `use_q850_reason=yes` (chan_sip) and always (chan_pjsip). */
  readonly q850?: number;
  /** SIP cause, e.g. 200 "Call completed elsewhere" on a CANCEL (RFC 3326 section 3.1). */
  readonly sip?: number;
}

/** Reads all `Reason` headers of a message; each may list several values. */
export function parseReasons(headers: readonly string[]): Reasons {
  const found: { q850?: number; sip?: number } = {};
  for (const [, protocol, cause] of headers.join(',').matchAll(/(SIP|Q\.850)\s*;[^,]*?cause\s*=\s*(\d+)/gi)) {
    if (protocol?.toUpperCase() === 'SIP') found.sip ??= Number(cause);
    else found.q850 ??= Number(cause);
  }
  return found;
}

const BY_STATUS: Record<number, EndReason> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  407: 'forbidden',
  408: 'no-answer',
  410: 'not-found',
  415: 'not-acceptable',
  480: 'unavailable',
  484: 'not-found',
  486: 'busy',
  487: 'cancelled',
  488: 'not-acceptable',
  600: 'busy',
  603: 'rejected',
  604: 'not-found',
  606: 'not-acceptable',
};

/** Statuses that say little; a Q.850 cause beside them says more (RFC 3398 section 8.2.6 maps causes to statuses many to one). */
const VAGUE = new Set([480, 500, 503, 603]);

const BY_Q850: Record<number, EndReason> = {
  1: 'not-found',
  3: 'unavailable',
  17: 'busy',
  18: 'no-answer',
  19: 'no-answer',
  20: 'unavailable',
  21: 'rejected',
  22: 'not-found',
  27: 'unavailable',
  28: 'not-found',
};

/** An outgoing call that the far end refused with this status. */
export function endOfRefused(status: number, { q850 }: Reasons): CallEnd {
  const refined = VAGUE.has(status) && q850 !== undefined ? BY_Q850[q850] : undefined;
  return { reason: refined ?? BY_STATUS[status] ?? 'server-error', side: 'remote', code: status };
}

/** An incoming call that stopped ringing: CANCEL. Cause 26 is Asterisk's for a call that was picked up by another phone. */
export function endOfCancelled({ sip, q850 }: Reasons): CallEnd {
  return { reason: sip === 200 || q850 === 26 ? 'answered-elsewhere' : 'cancelled', side: 'remote' };
}

/** So soon after an answer arrived, ms, a queue takes its call back from the agent who was second. */
const TAKEN_BACK_MS = 500;

/**
 * A talking call that the far end ended: BYE. `queueTalkedMs`: how long a queue's call was up here. Two agents may answer one before Asterisk has
 * cancelled either; the second then hears BYE at once, with the cause of every other call.
 */
export function endOfBye({ q850 }: Reasons, queueTalkedMs = Infinity): CallEnd {
  if (queueTalkedMs < TAKEN_BACK_MS || q850 === 26) return { reason: 'answered-elsewhere', side: 'remote' };
  return { reason: 'hung-up', side: 'remote', ...(q850 !== undefined && { code: q850 }) };
}

/** JsSIP's messages, as far as an ended call is read from them. */
export interface EndMessage {
  readonly status_code?: number;
  readonly method?: string;
  getHeaders?(name: string): string[];
}

/** How JsSIP names ends that no SIP message explains (Constants.js 3.13.8, `causes`). "Canceled" that nobody asked for is its word for a lost transport. */
const BY_CAUSE: Record<string, CallEnd> = {
  'WebRTC Error': { reason: 'media-failed', side: 'local' },
  'Bad Media Description': { reason: 'media-failed', side: 'remote' },
  'Missing SDP': { reason: 'media-failed', side: 'remote' },
  'Incompatible SDP': { reason: 'media-failed', side: 'remote' },
  'RTP Timeout': { reason: 'media-failed', side: 'network' },
  'Connection Error': { reason: 'network-lost', side: 'network' },
  'Request Timeout': { reason: 'network-lost', side: 'network' },
  'Dialog Error': { reason: 'network-lost', side: 'network' },
  'No ACK': { reason: 'network-lost', side: 'network' },
  Canceled: { reason: 'network-lost', side: 'network' },
  'No Answer': { reason: 'no-answer', side: 'local' },
  Expires: { reason: 'no-answer', side: 'remote' },
};

/**
 * Why JsSIP's `ended` or `failed` came: by its SIP message where there is one, else by its cause. `queueTalkedMs`: as in `endOfBye`, for calls of a queue.
 */
export function endOf(message: EndMessage | null, cause: string, queueTalkedMs: number | undefined): CallEnd {
  const reasons = parseReasons(message?.getHeaders?.('Reason') ?? []);
  if (message?.status_code !== undefined) return endOfRefused(message.status_code, reasons);
  if (message?.method === 'CANCEL') return endOfCancelled(reasons);
  if (message?.method === 'BYE') return endOfBye(reasons, queueTalkedMs);
  return BY_CAUSE[cause] ?? { reason: 'server-error', side: 'network' };
}
