import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingResponse } from 'jssip/lib/SIPMessage';
import { inside, type SessionInside, type SipDialog } from './jssip-session.js';
import { sendRequest } from './sip-request.js';

/** How long the far end may take to answer an offer, ms; JsSIP would wait for ever after a 100. */
const ANSWER_MS = 5000;
/** How often an offer that met another one is made again. */
const TRIES = 4;

/** A status, or undefined when no answer came: in time, or at all. */
export type Outcome = number | undefined;

/**
 * Renegotiates a session (re-INVITE, RFC 3261 section 14), one offer at a time, in the order asked. JsSIP's own ways end the call when an offer is refused, lost
 * or crosses another (RTCSession.js 3.13.8, `hold`, `_sendReinvite`, `_receiveReinvite`): here the call stays what it was until the far end agreed.
 */
export class Negotiation {
  readonly #session: SessionInside;
  /** RFC 3261 section 14.1: after a glare, whoever made the Call-ID waits longer. */
  readonly #outgoing: boolean;
  #turn: Promise<unknown> = Promise.resolve();
  #pending = false;

  constructor(session: RTCSession) {
    this.#session = inside(session);
    this.#outgoing = String(session.direction) === 'outgoing';
    const refuse = ({ request, reject }: { request: { body?: string }; reject: (options: { status_code: number }) => void }): void => {
      if (this.#pending && request.body) reject({ status_code: 491 });
    };
    session.on('reinvite', refuse);
    session.on('update', refuse);
  }

  /** Offers what the session is, but for what is given; resolves to 200 once the answer is in place. Another status: nothing has changed. */
  offer({ held, iceRestart = false }: { held?: boolean; iceRestart?: boolean } = {}): Promise<Outcome> {
    const turn = this.#turn.then(() => this.#untilNoGlare(held, iceRestart));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Tells the far end where we are now (target refresh by UPDATE, RFC 3311) and hears whether the dialog is still there. Where UPDATE is not known
   * (405, 501), a re-INVITE does the same.
   */
  async refresh(): Promise<Outcome> {
    const dialog = this.#session._dialog;
    if (!dialog || this.#session.isEnded()) return 481;
    const status = (await this.#send(dialog, 'UPDATE', []))?.status_code;
    return status === 405 || status === 501 ? this.offer() : status;
  }

  async #untilNoGlare(held: boolean | undefined, iceRestart: boolean): Promise<Outcome> {
    for (let attempt = 1; ; attempt++) {
      if (this.#session.isEnded()) return 481;
      const status = this.#session.isReadyToReOffer() ? await this.#once(held, iceRestart) : 491;
      if (status !== 491 || attempt === TRIES) return status;
      await new Promise((resolve) => setTimeout(resolve, this.#outgoing ? 2100 + Math.random() * 1900 : Math.random() * 2000));
    }
  }

  async #once(held: boolean | undefined, iceRestart: boolean): Promise<Outcome> {
    const session = this.#session;
    const { connection, _dialog: dialog, _localHold: before } = session;
    if (!connection || !dialog) return 481;
    this.#pending = true;
    session._localHold = held ?? before;
    const status = await this.#exchange(connection, dialog, iceRestart).catch(() => undefined);
    if (status === 200) {
      session._setLocalMediaStatus();
    } else {
      session._localHold = before;
      await withdraw(connection);
    }
    this.#pending = false;
    return status;
  }

  async #exchange(connection: RTCPeerConnection, dialog: SipDialog, iceRestart: boolean): Promise<Outcome> {
    const session = this.#session;
    const sdp = session._mangleOffer(await session._createLocalDescription('offer', iceRestart ? { iceRestart } : null));
    session.emit('sdp', { originator: 'local', type: 'offer', sdp });
    const response = await this.#invite(dialog, sdp);
    return response && response.status_code < 300 ? this.#accept(connection, response) : response?.status_code;
  }

  async #accept(connection: RTCPeerConnection, { body }: IncomingResponse): Promise<Outcome> {
    const answer = { originator: 'remote', type: 'answer', sdp: body } as const;
    this.#session.emit('sdp', answer);
    await connection.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
    return 200;
  }

  async #invite(dialog: SipDialog, sdp: string): Promise<IncomingResponse | undefined> {
    let waiting = true;
    dialog.uac_pending_reply = true;
    try {
      return await this.#send(dialog, 'INVITE', ['Content-Type: application/sdp'], sdp, ({ status_code }) => {
        if (status_code >= 300) return;
        // Every 2xx, also a repeated one (RFC 3261 section 13.2.2.4).
        this.#session.sendRequest('ACK');
        // It agreed after all, to what is no longer offered: told again how things are.
        if (!waiting) void this.offer();
      });
    } finally {
      waiting = false;
      dialog.uac_pending_reply = false;
    }
  }

  #send(
    dialog: SipDialog,
    method: string,
    headers: readonly string[],
    body: string | null = null,
    answered?: (response: IncomingResponse) => void,
  ): Promise<IncomingResponse | undefined> {
    const request = dialog._createRequest(method, [`Contact: ${this.#session._contact}`, ...headers], body);
    return sendRequest(this.#session._ua, request, ANSWER_MS, {
      ...(answered && { answered }),
      authenticated: () => {
        dialog._local_seqnum += 1;
        if (method === 'INVITE') dialog._outgoing_ack_seqnum = dialog._local_seqnum;
      },
    });
  }
}

/** Takes an offer back that was refused, so that the next one can be made (JSEP, RFC 8829 section 4.1.10.2). */
async function withdraw(connection: RTCPeerConnection): Promise<void> {
  if (connection.signalingState !== 'have-local-offer') return;
  try {
    await connection.setLocalDescription({ type: 'rollback' });
  } catch {
    // The call ended meanwhile: nothing is left to take back.
  }
}
