/** JsSIP's digest-authenticating request sender (RequestSender.js 3.13.8), which its types leave out. */
declare module 'jssip/lib/RequestSender.js' {
  import type { UA } from 'jssip';
  import type { IncomingResponse, OutgoingRequest } from 'jssip/lib/SIPMessage';

  export default class RequestSender {
    constructor(
      ua: UA,
      request: OutgoingRequest,
      handlers: {
        onReceiveResponse?: (response: IncomingResponse) => void;
        onRequestTimeout?: () => void;
        onTransportError?: () => void;
        onAuthenticated?: (request: OutgoingRequest) => void;
      },
    );
    send(): void;
  }
}
