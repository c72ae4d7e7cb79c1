import type { RTCSession } from 'jssip/lib/RTCSession';
import { ItError } from '../../it-error.js';
import type { CallEnd } from '../../phone/call.js';
import type { PhoneEvent } from '../../phone/phone-state.js';
import type { CallMedia } from '../media/call-media.js';
import type { Microphone } from '../media/microphone.js';
import { readLinkedId } from './caller.js';
import { endOfBye, endOfCancelled, endOfRefused, parseReasons } from './end-reason.js';
import { sendOnFirstCandidate } from './gathering.js';
import { renegotiateHold } from './hold.js';

/** What a call needs from its line. */
export interface CallSurroundings {
  readonly media: CallMedia;
  readonly peerConnection: RTCConfiguration;
  apply(event: PhoneEvent): void;
  now(): number;
  /** The session is over and everything is released. */
  gone(): void;
}

/** JsSIP's messages, as far as an ended call is read from them. */
interface EndMessage {
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

/** ITU-T Q.850 cause of a call that somebody hung up. */
const NORMAL_CLEARING = 16;

/** DTMF, ms: long enough for Asterisk's detectors (RFC 4733 asks for 40 at least), short enough to type ahead. */
const TONE_MS = 100;
const TONE_GAP_MS = 70;

/** One JsSIP session and all that belongs to it: microphone, far end's audio, and the facts that the phone hears of it. */
export class SipCall {
  readonly id: string;
  readonly #session: RTCSession;
  readonly #around: CallSurroundings;
  #microphone: Microphone | undefined;
  #stopRemote: (() => void) | undefined;
  #answering: Promise<void> | undefined;
  #holding: Promise<void> = Promise.resolve();
  /** Set before we end a call ourselves: JsSIP's own words cannot tell. */
  #asked: CallEnd | undefined;
  #end: CallEnd | undefined;
  #settleAnswer: ((error?: ItError) => void) | undefined;

  constructor(id: string, session: RTCSession, microphone: Microphone | undefined, around: CallSurroundings) {
    this.id = id;
    this.#session = session;
    this.#microphone = microphone;
    this.#around = around;
    if (microphone) this.#watchConnection();
    session.on('icecandidate', sendOnFirstCandidate);
    session.on(
      'progress',
      ({ originator, response }: { originator: string; response: { body?: string; getHeader(name: string): string | undefined } | null }) => {
        if (originator !== 'remote' || !response) return;
        this.#learnLinkedId(response);
        this.#apply({ type: 'call-progressed', id, earlyMedia: Boolean(response.body) });
      },
    );
    session.on('accepted', ({ response }: { response?: { getHeader(name: string): string | undefined } | null }) => {
      if (response) this.#learnLinkedId(response);
    });
    session.on('confirmed', () => this.#connected());
    session.on(
      'hold',
      ({ originator }: { originator: string }) => originator === 'remote' && this.#apply({ type: 'call-held', id, side: 'remote', held: true }),
    );
    session.on(
      'unhold',
      ({ originator }: { originator: string }) => originator === 'remote' && this.#apply({ type: 'call-held', id, side: 'remote', held: false }),
    );
    session.on('muted', () => this.#apply({ type: 'call-muted', id, muted: true }));
    session.on('unmuted', () => this.#apply({ type: 'call-muted', id, muted: false }));
    session.on('ended', (event) => this.#ended(event));
    session.on('failed', (event) => this.#ended(event));
  }

  /** Opens the microphone and answers; resolves once talking. Asked again meanwhile, it is the same answer. */
  answer(): Promise<void> {
    return (this.#answering ??= this.#answer().finally(() => (this.#answering = undefined)));
  }

  /** Refuses a ringing call: 486 Busy Here. */
  reject(): void {
    this.#terminate({ reason: 'rejected', side: 'local' }, 486);
  }

  /** CANCEL, refusal or BYE, by the state the call is in. */
  hangUp(): void {
    if (this.#session.isEstablished()) this.#terminate({ reason: 'hung-up', side: 'local', code: NORMAL_CLEARING });
    else if (String(this.#session.direction) === 'incoming') this.reject();
    else this.#terminate({ reason: 'cancelled', side: 'local' });
  }

  /** One negotiation at a time, in the order asked; @throws ItError hold-refused */
  async setHold(held: boolean): Promise<void> {
    const turn = this.#holding.then(() => renegotiateHold(this.#session, held));
    this.#holding = turn.catch(() => undefined);
    await turn;
    this.#apply({ type: 'call-held', id: this.id, side: 'local', held });
  }

  /** @throws ItError no-such-call before there is a microphone to mute */
  setMuted(muted: boolean): void {
    if (!this.#microphone) throw this.#notTalking();
    if (muted) this.#session.mute({ audio: true });
    else this.#session.unmute({ audio: true });
  }

  /** @throws ItError no-such-call before the call is answered */
  sendTones(tones: string): void {
    if (!this.#session.isEstablished()) throw this.#notTalking();
    this.#session.sendDTMF(tones, { transportType: 'RFC2833' as never, duration: TONE_MS, interToneGap: TONE_GAP_MS });
  }

  /** Speaks through another microphone from now on; mute stays as it is. @throws ItError microphone-denied, microphone-missing */
  async changeMicrophone(): Promise<void> {
    const before = this.#microphone;
    if (!before) return;
    const after = await this.#around.media.openMicrophone();
    const track = after.stream.getAudioTracks()[0];
    const sender = this.#session.connection.getSenders().find((candidate) => candidate.track?.kind === 'audio');
    if (this.#end || !track || !sender) {
      after.stop();
      return;
    }
    track.enabled = before.stream.getAudioTracks()[0]?.enabled ?? true;
    await sender.replaceTrack(track);
    before.stop();
    this.#microphone = after;
  }

  /** Releases microphone and sound and tells nobody: the far end stays connected for whoever takes the call over. */
  abandon(): void {
    this.#release();
    (this.#session.connection as RTCPeerConnection | undefined)?.close();
  }

  async #answer(): Promise<void> {
    const microphone = await this.#openMicrophone();
    if (this.#end) {
      microphone.stop();
      throw this.#lostTheRace();
    }
    this.#microphone = microphone;
    const talking = new Promise<void>((resolve, reject) => {
      this.#settleAnswer = (error) => (error ? reject(error) : resolve());
    });
    this.#session.answer({
      mediaStream: microphone.stream,
      mediaConstraints: { audio: true, video: false },
      pcConfig: this.#around.peerConnection,
    });
    this.#watchConnection();
    return talking;
  }

  async #openMicrophone(): Promise<Microphone> {
    try {
      return await this.#around.media.openMicrophone();
    } catch (refused) {
      if (this.#end) throw this.#lostTheRace();
      this.#apply({ type: 'call-answer-failed', id: this.id });
      throw refused;
    }
  }

  #watchConnection(): void {
    this.#session.connection.addEventListener('track', ({ track, streams }) => {
      if (track.kind !== 'audio' || this.#end) return;
      this.#stopRemote?.();
      this.#stopRemote = this.#around.media.playRemote(streams[0] ?? new MediaStream([track]));
    });
  }

  #connected(): void {
    this.#apply({ type: 'call-connected', id: this.id, at: this.#around.now() });
    this.#settleAnswer?.();
  }

  #learnLinkedId(message: { getHeader(name: string): string | undefined }): void {
    const linkedId = readLinkedId(message);
    if (linkedId) this.#apply({ type: 'call-described', id: this.id, linkedId });
  }

  #terminate(asked: CallEnd, status?: number): void {
    if (this.#end || this.#session.isEnded()) return;
    this.#asked ??= asked;
    this.#session.terminate({
      ...(status !== undefined && { status_code: status }),
      // RFC 3326: the far end and Asterisk's records hear that it was meant.
      ...(asked.code !== undefined && { extraHeaders: [`Reason: Q.850;cause=${asked.code};text="Normal Clearing"`] }),
    });
  }

  #ended(event: { originator: string; message: unknown; cause: string }): void {
    if (this.#end) return;
    this.#end = this.#asked ?? endOf(event.message as EndMessage | null, event.cause);
    this.#release();
    this.#apply({ type: 'call-ended', id: this.id, end: this.#end, at: this.#around.now() });
    this.#settleAnswer?.(this.#lostTheRace());
    this.#around.gone();
  }

  #release(): void {
    this.#stopRemote?.();
    this.#microphone?.stop();
  }

  #apply(event: PhoneEvent): void {
    this.#around.apply(event);
  }

  /** The call was over before it could be answered: taken by a colleague, or the caller gave up. */
  #lostTheRace(): ItError {
    if (this.#end?.reason === 'answered-elsewhere') return new ItError('call-taken');
    return new ItError('no-such-call', { field: 'id', value: this.id, expected: 'a call that still rings' });
  }

  #notTalking(): ItError {
    return new ItError('no-such-call', { field: 'id', value: this.id, expected: 'a call that is answered' });
  }
}

function endOf(message: EndMessage | null, cause: string): CallEnd {
  const reasons = parseReasons(message?.getHeaders?.('Reason') ?? []);
  if (message?.status_code !== undefined) return endOfRefused(message.status_code, reasons);
  if (message?.method === 'CANCEL') return endOfCancelled(reasons);
  if (message?.method === 'BYE') return endOfBye(reasons);
  return BY_CAUSE[cause] ?? { reason: 'server-error', side: 'network' };
}
