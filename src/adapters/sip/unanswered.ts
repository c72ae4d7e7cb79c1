import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRequest, IncomingResponse } from 'jssip/lib/SIPMessage';
import { inside } from './jssip-session.js';
import { sendRequest } from './sip-request.js';

/** How long the far end may take to say whether it still offers a call, ms. */
const LIMIT_MS = 4000;
/** How often it is asked while the call rings again, ms: its CANCEL goes to the socket that is no more. */
const EVERY_MS = 3000;
/** How much later than its answer to UPDATE the one to INFO may be, ms. */
const LATE_MS = 1500;

/** JsSIP's server transaction of an INVITE, which its types leave out. */
interface Offered extends IncomingRequest {
  server_transaction: object;
}

/**
 * Incoming calls that rang when the socket went. JsSIP's session hears nothing of it, and its answer is then sent nowhere. Once there is a socket again the far
 * end is asked (UPDATE within the early dialog, RFC 3311, and INFO), and what it still offers can be answered.
 */
export class UnansweredCalls {
  readonly #ua: UA;
  readonly #offerAgain: (session: RTCSession, request: IncomingRequest) => void;
  #kept: RTCSession[] = [];
  readonly #watches = new Set<ReturnType<typeof setInterval>>();
  /** How often the socket went. */
  #losses = 0;

  constructor(ua: UA, offerAgain: (session: RTCSession, request: IncomingRequest) => void) {
    this.#ua = ua;
    this.#offerAgain = offerAgain;
    ua.on('connected', () => {
      for (const session of this.#kept.splice(0)) void this.#ask(session);
    });
    // It went, or the line was let go: what rings is kept anew, or is nobody's here any more.
    ua.on('disconnected', () => {
      this.#losses += 1;
      this.#watches.forEach((watch) => clearInterval(watch));
      this.#watches.clear();
    });
  }

  /** Takes over a session that nobody answered; whoever listened to it no longer does. */
  keep(session: RTCSession): void {
    // An EventEmitter's, whose types are Node's and not for browsers.
    (session as unknown as { removeAllListeners(): void }).removeAllListeners();
    this.#kept.push(session);
  }

  async #ask(session: RTCSession): Promise<void> {
    const request = inside(session)._request as Offered & ReturnType<typeof inside>['_request'];
    const losses = this.#losses;
    const offered = await this.#isOffered(session);
    if (session.isEnded()) return;
    if (losses !== this.#losses) {
      if (this.#ua.isConnected()) void this.#ask(session);
      else this.#kept.push(session);
      return;
    }
    if (!offered) {
      session.terminate();
      return;
    }
    const Transaction = request.server_transaction.constructor as new (ua: UA, transport: unknown, request: IncomingRequest) => object;
    // The old one ended with the socket, and would swallow the answer.
    new Transaction(this.#ua, (this.#ua as unknown as { transport: unknown }).transport, request);
    this.#offerAgain(session, request);
    const watch = setInterval(() => void this.#watch(session, watch), EVERY_MS);
    this.#watches.add(watch);
  }

  async #watch(session: RTCSession, watch: ReturnType<typeof setInterval>): Promise<void> {
    if (!session.isInProgress()) {
      clearInterval(watch);
      this.#watches.delete(watch);
    } else if ((await this.#isOffered(session)) === false && session.isInProgress()) inside(session).receiveRequest({ method: 'CANCEL' });
  }

  /**
   * Undefined: it does not say. chan_pjsip keeps the dialog for half a minute after its caller gave up, and answers UPDATE as if nothing had happened: INFO with a
   * tone of none is answered 200 as long as there is a channel, later not at all, and then 500 (res_pjsip_dtmf_info.c). chan_sip answers both 481. A PBX that
   * does not take INFO says so (405, 415).
   */
  async #isOffered(session: RTCSession): Promise<boolean | undefined> {
    const { _earlyDialogs, _contact } = inside(session);
    const [dialog] = Object.values(_earlyDialogs);
    if (!dialog) return false;
    const ask = (method: string, ...headers: readonly string[]): Promise<IncomingResponse | undefined> =>
      sendRequest(this.#ua, dialog._createRequest(method, [`Contact: ${_contact}`, ...headers], null), LIMIT_MS);
    const info = ask('INFO', 'Content-Type: application/dtmf-relay');
    const update = await ask('UPDATE');
    if (update === undefined) return undefined;
    if (update.status_code === 481) return false;
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, LATE_MS));
    const status = (await Promise.race([info, late]))?.status_code;
    return status !== undefined && status !== 481 && status !== 500;
  }
}
