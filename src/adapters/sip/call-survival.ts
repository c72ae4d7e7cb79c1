import type { RTCSession } from 'jssip/lib/RTCSession';
import type { CallEnd } from '../../phone/call.js';
import type { Farewells } from './farewells.js';
import { gatherAnew, limitGathering, withAddress } from './gathering.js';
import { inside, STATUS } from './jssip-session.js';
import { MediaRecovery } from './media-recovery.js';
import { Negotiation } from './negotiation.js';
import { preferShortestPath } from './path-choice.js';

/** A dialog that the far end no longer has (RFC 3261 section 12.2.1.2). */
const NO_DIALOG = 481;
/** What chan_sip says of a call whose other party hung up, once: after that it says nothing. */
const UNAVAILABLE = 503;
/** How often a far end that says nothing, or nothing certain, is asked, once the socket is back, before its call counts as gone. */
const ASKS = 2;
/** An answer of ours that is not acknowledged for so long, ms: the ACK went to a socket that is no more. */
const ACK_MS = 1500;

export interface CallSurvivalOptions {
  readonly farewells: Farewells;
  /** There is no such call any more, or no audio to be had: ends ours, and says why. */
  readonly end: (end: CallEnd) => void;
}

/**
 * Keeps a call alive through what JsSIP alone would end it for, and ends it when it really is gone: without the socket it goes on, with the next one the far
 * end is told where we are and asked whether the call still stands; a path that breaks is looked for anew.
 */
export class CallSurvival {
  readonly negotiation: Negotiation;
  readonly #session: RTCSession;
  readonly #options: CallSurvivalOptions;
  #recovery: MediaRecovery | undefined;

  constructor(session: RTCSession, options: CallSurvivalOptions) {
    this.#session = session;
    this.#options = options;
    this.negotiation = new Negotiation(session);
    options.farewells.attend(session);
    this.#outliveRequests();
    preferShortestPath(session);
    session.on('sdp', (description) => {
      if (String(description.originator) === 'local') description.sdp = withAddress(description.sdp);
    });
    // An incoming call has its connection only once it is answered.
    session.on('peerconnection', ({ peerconnection }) => this.#watch(peerconnection));
    if (inside(session).connection) this.#watch(session.connection);
    session.on('accepted', () => setTimeout(() => void this.#supplyAck(), ACK_MS));
    session.on('confirmed', () => this.#recovery?.begin());
    session.on('ended', () => this.#recovery?.stop());
    session.on('failed', () => this.#recovery?.stop());
    // Nobody else answers these, and their sender would wait.
    session.on('replaces', ({ reject }: { reject: () => void }) => reject());
    session.on('refer', ({ reject }: { reject: () => void }) => reject());
  }

  /** The socket went: nothing of it may end a call that is answered. */
  lineLost(): void {
    this.#acknowledge();
  }

  /** There is a socket again: whatever happened meanwhile is made up for. */
  async lineBack(): Promise<void> {
    for (let asked = 1; this.#session.isEstablished(); asked++) {
      const status = await this.negotiation.refresh();
      const doubtful = status === undefined || status === UNAVAILABLE;
      if (status === NO_DIALOG || (doubtful && asked === ASKS)) this.#gone(status);
      else if (!doubtful) break;
    }
    this.#recovery?.hurry();
  }

  #watch(connection: RTCPeerConnection): void {
    limitGathering(connection);
    gatherAnew(connection);
    this.#recovery = new MediaRecovery(connection, {
      restart: async () => (await this.negotiation.offer({ iceRestart: true })) === 200,
      gaveUp: () => this.#options.end({ reason: 'media-failed', side: 'network' }),
    });
  }

  /** A request within a call that is lost, not answered, or refused with 481 or 408 makes JsSIP end the call: whoever sent it decides that here. */
  #outliveRequests(): void {
    const session = inside(this.#session);
    const { onTransportError, onRequestTimeout, onDialogError } = session;
    const unlessEstablished = (end: () => void) => () => session.isEstablished() || end.call(session);
    session.onRequestTimeout = unlessEstablished(onRequestTimeout);
    session.onDialogError = unlessEstablished(onDialogError);
    session.onTransportError = unlessEstablished(() => {
      // One that takes a call over (RFC 3891) is made again, and its call must not be ended.
      if (String(this.#session.direction) === 'outgoing' && !session._request.hasHeader('Replaces')) this.#options.farewells.cancelLater(this.#session);
      onTransportError.call(session);
    });
  }

  async #supplyAck(): Promise<void> {
    if (inside(this.#session)._status !== STATUS.unacknowledged) return;
    const status = await this.negotiation.refresh();
    if (status === NO_DIALOG) this.#gone(status);
    else if (status !== undefined) this.#acknowledge();
  }

  /** JsSIP would end the call 32 s after an answer that nobody acknowledged. */
  #acknowledge(): void {
    const session = inside(this.#session);
    if (session._status === STATUS.unacknowledged) session.receiveRequest({ method: 'ACK' });
  }

  #gone(code: number | undefined): void {
    this.#options.end({ reason: 'network-lost', side: 'network', ...(code !== undefined && { code }) });
  }
}
