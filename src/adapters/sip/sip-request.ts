import type { UA, URI } from 'jssip';
import RequestSender from 'jssip/lib/RequestSender.js';
import { OutgoingRequest, type IncomingResponse } from 'jssip/lib/SIPMessage.js';

/** What a request may name beyond the account's own. */
export interface RequestParams {
  readonly to_uri?: URI;
  readonly call_id?: string;
  readonly cseq?: number;
}

/** What JsSIP's constructor takes and its types leave out. */
type MakeRequest = new (method: string, target: URI, ua: UA, params: RequestParams, headers: readonly string[]) => OutgoingRequest;

/** Makes a request outside any dialog. */
export function makeRequest(ua: UA, method: string, target: URI, params: RequestParams, headers: readonly string[]): OutgoingRequest {
  return new (OutgoingRequest as unknown as MakeRequest)(method, target, ua, params, [...headers]);
}

export interface SendOptions {
  /** The request goes out again with credentials, under the next CSeq. */
  readonly authenticated?: () => void;
  /** Every final response, repeated and late ones included. */
  readonly answered?: (response: IncomingResponse) => void;
}

/**
 * Sends a request and resolves with its final response; undefined when none came within `limitMs`, or the socket was or went down.
 * A challenge is answered with the account's credentials, once more when only the nonce was stale (RFC 7616 section 3.3).
 */
export function sendRequest(
  ua: UA,
  request: OutgoingRequest,
  limitMs: number,
  { authenticated = () => undefined, answered = () => undefined }: SendOptions = {},
): Promise<IncomingResponse | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(undefined), limitMs);
    const settle = (response?: IncomingResponse): void => {
      clearTimeout(limit);
      resolve(response);
    };
    new RequestSender(ua, request, {
      onReceiveResponse: (response) => {
        if (response.status_code < 200) return;
        answered(response);
        settle(response);
      },
      onRequestTimeout: settle,
      onTransportError: settle,
      onAuthenticated: authenticated,
    }).send();
  });
}
