import type { IncomingRequest } from 'jssip/lib/SIPMessage';

/** Whether an INVITE offers audio that is not refused in the same breath (port 0, RFC 3264 section 6). One without a description offers none either: JsSIP would answer it, and the caller hear nothing. */
export function offersAudio({ body }: Pick<IncomingRequest, 'body'>): boolean {
  return /^m=audio [1-9]/m.test(body ?? '');
}
