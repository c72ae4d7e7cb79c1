import { Leg } from './leg.mjs';
import { cseqOf, SipHeaders } from './sip-message.mjs';

/** The leg of a phone that is rung. */
export class CalleeLeg extends Leg {
  /** What rings it. @type {import('./ringing.mjs').Ringing | undefined} */
  ringing;
  /** @type {{ request: import('./sip-message.mjs').SipRequest, branch: string } | undefined} */
  #sent;
  #heard = false;
  /** @type {string | undefined} */
  #cancelReason;

  /** Rings; resolves like `invite`. @param {{ headers: Array<[string, string]>, body: string, provisional: (response: import('./sip-message.mjs').SipResponse) => void, timeoutMs: number }} content */
  ring({ headers, body, provisional, timeoutMs }) {
    return this.invite({
      headers: body ? [...headers, ['Content-Type', 'application/sdp']] : headers,
      body,
      timeoutMs,
      provisional: (response) => {
        this.#heard = true;
        if (this.#cancelReason !== undefined) this.#sendCancel();
        else provisional(response);
      },
    });
  }

  /** Stops ringing. A CANCEL waits for the first response, as RFC 3261 section 9.1 asks. @param {string} [reason] value of the Reason header */
  cancel(reason = '') {
    if (!this.end()) return;
    this.#cancelReason = reason;
    if (this.#heard) this.#sendCancel();
  }

  /** Ends a leg whose answer came too late: it is over for the PBX and still talking for the phone. @param {string} reason */
  dismiss(reason) {
    this.end();
    void this.request('BYE', { headers: [['Reason', reason]] });
  }

  onInviteSent(request, branch) {
    this.#sent ??= { request, branch };
  }

  #sendCancel() {
    const { request, branch } = this.#sent;
    const headers = new SipHeaders();
    for (const name of ['From', 'To', 'Call-ID']) headers.add(name, request.headers.get(name));
    headers.add('CSeq', `${cseqOf(request)} CANCEL`);
    if (this.#cancelReason) headers.add('Reason', this.#cancelReason);
    void this.exchange.transactions.request(this.socket, { ...request, method: 'CANCEL', headers, body: '' }, { branch });
  }
}
