import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { inside, type SipDialog } from './jssip-session.js';

/**
 * Hang-ups that the far end has to hear, whatever becomes of the socket: a BYE or CANCEL that could not be sent, or was not answered before the socket went,
 * is sent again over the next one. JsSIP forgets it, and the other party would sit in a silent call.
 */
export class Farewells {
  #undelivered: (() => void)[] = [];
  /** BYEs that are on their way. */
  #unanswered = 0;

  /** Somebody has yet to hear that we hung up. */
  get outstanding(): boolean {
    return this.#undelivered.length > 0 || this.#unanswered > 0;
  }

  /** Delivers what is left as soon as this line's socket is up. */
  followLine(ua: UA): void {
    ua.on('connected', () => {
      for (const say of this.#undelivered.splice(0)) say();
    });
  }

  /** From now on the session's BYE is kept until it is answered. */
  attend(session: RTCSession): void {
    const { sendRequest } = inside(session);
    inside(session).sendRequest = (method, options = {}) => {
      const dialog = inside(session)._dialog;
      return method === 'BYE' && dialog ? this.#bye(dialog, options.extraHeaders ?? []) : sendRequest.call(session, method, options);
    };
  }

  /** The socket went while this INVITE was unanswered: it is cancelled over the next one, and a dialog that it has made meanwhile hears BYE. */
  cancelLater(session: RTCSession): void {
    const { _ua: ua, _request: request, _earlyDialogs } = inside(session);
    const early = Object.values(_earlyDialogs);
    // The INVITE's own branch makes it that transaction's (RFC 3261 section 9.1).
    const head = ['via', 'from', 'to', 'call-id'].map((name) => `${name}: ${request.getHeader(name)}`);
    const cancel = [`CANCEL ${request.ruri.toString()} SIP/2.0`, ...head, `CSeq: ${request.cseq} CANCEL`, 'Max-Forwards: 70', 'Content-Length: 0', '', ''];
    this.#undelivered.push(() => {
      (ua as unknown as { transport: { send(message: string): boolean } }).transport.send(cancel.join('\r\n'));
      for (const dialog of early) this.#bye(dialog, []);
    });
  }

  #bye(dialog: SipDialog, extraHeaders: readonly string[]): unknown {
    this.#unanswered += 1;
    const heard = (): void => void (this.#unanswered -= 1);
    const onTransportError = (): void => {
      heard();
      this.#undelivered.push(() => this.#bye(dialog, extraHeaders));
    };
    const eventHandlers = { onTransportError, onSuccessResponse: heard, onErrorResponse: heard, onRequestTimeout: heard, onDialogError: heard };
    return dialog.sendRequest('BYE', { extraHeaders, eventHandlers });
  }
}
