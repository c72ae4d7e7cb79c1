import type { UA, URI } from 'jssip';
import RequestSender from 'jssip/lib/RequestSender.js';
import { OutgoingRequest, type IncomingResponse } from 'jssip/lib/SIPMessage.js';

/** What JsSIP's constructor takes and its types leave out. */
type MakeRequest = new (
  method: string,
  target: URI | string,
  ua: UA,
  params: { to_uri?: URI; call_id?: string; cseq?: number },
  headers: readonly string[],
) => OutgoingRequest;

/** Makes a request outside any dialog. */
export function makeRequest(
  ua: UA,
  method: string,
  target: URI,
  params: { to_uri?: URI; call_id?: string; cseq?: number },
  headers: readonly string[],
): OutgoingRequest {
  return new (OutgoingRequest as unknown as MakeRequest)(method, target, ua, params, [...headers]);
}

/** Called when the request is sent again with credentials, under the next CSeq. */
export type Authenticated = () => void;

/**
 * Sends a request that is not an INVITE and resolves with its final response; undefined when none came within `limitMs`, or the socket was or went down.
 * A challenge is answered with the account's credentials, once more when only the nonce was stale (RFC 7616 section 3.3).
 */
export function sendRequest(
  ua: UA,
  request: OutgoingRequest,
  limitMs: number,
  authenticated: Authenticated = () => undefined,
): Promise<IncomingResponse | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(undefined), limitMs);
    const settle = (response?: IncomingResponse): void => {
      clearTimeout(limit);
      resolve(response);
    };
    new RequestSender(ua, request, {
      onReceiveResponse: (response) => response.status_code >= 200 && settle(response),
      onRequestTimeout: settle,
      onTransportError: settle,
      onAuthenticated: authenticated,
    }).send();
  });
}
