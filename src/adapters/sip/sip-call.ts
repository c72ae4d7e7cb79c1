import type { RTCSession } from 'jssip/lib/RTCSession';
import { ItError } from '../../it-error.js';
import type { CallSampler } from '../../diagnostics/call-sampler.js';
import type { Announced, Call, CallEnd, CallKind, Peer } from '../../phone/call.js';
import type { PhoneEvent } from '../../phone/phone-state.js';
import type { CallMedia } from '../media/call-media.js';
import type { Conference, ConferenceParty } from '../media/conference.js';
import type { Microphone } from '../media/microphone.js';
import { answeredBy, replacedBy } from './asserted-party.js';
import type { CallAnnouncement } from './call-announcement.js';
import { sampleCall } from './call-sampling.js';
import { CallSurvival } from './call-survival.js';
import { readLinkedId, type HeaderSource } from './caller.js';
import { openMix, seatOf } from './conference-seat.js';
import { endOfBye, endOfCancelled, endOfRefused, parseReasons } from './end-reason.js';
import type { Farewells } from './farewells.js';
import { sendOnFirstCandidate } from './gathering.js';
import { renegotiateHold } from './hold.js';
import { inside, STATUS } from './jssip-session.js';
import { dialogRecord } from './take-over.js';
import { isStillThere, refer, TransferRefused } from './transfer.js';
import type { DialogRecord } from '../tabs/recovered-call.js';

/** What a call needs from its line. */
export interface CallSurroundings {
  readonly media: CallMedia;
  /** The line's one conference; a call that ends leaves it. */
  readonly conference: Conference;
  /** The line's undelivered hang-ups. */
  readonly farewells: Farewells;
  readonly peerConnection: RTCConfiguration;
  /** The call as the phone has it. */
  state(): Call | undefined;
  /** The account reaches Asterisk through the VPN. */
  readonly vpn: boolean;
  kindOf(peer: Peer): CallKind;
  /** The account's announcement, for one call. */
  announcement(): CallAnnouncement | undefined;
  apply(event: PhoneEvent): void;
  now(): number;
  /** The session is over and everything is released. */
  gone(): void;
  /** The socket went while this incoming call was unanswered: the session may be offered again. */
  keepUnanswered(session: RTCSession): void;
}

/** How a session begins whose call is older than it: what is news of a new call is none of this one. */
export type Beginning = undefined | 'pick-up' | Recovered;

/** A talking call that is being taken over from an earlier page. */
export interface Recovered {
  readonly call: Call;
  /** It is ours, in the dialog of this Call-ID. */
  done(sipCallId: string): void;
  /** It is not, and everything of this try is released. */
  failed(end: CallEnd): void;
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
/** How a transferor's own part of a call ends. */
const TRANSFERRED: CallEnd = { reason: 'transferred', side: 'local', code: NORMAL_CLEARING };

/** DTMF, ms: long enough for Asterisk's detectors (RFC 4733 asks for 40 at least), short enough to type ahead. */
const TONE_MS = 100;
const TONE_GAP_MS = 70;

/** One JsSIP session and all that belongs to it: microphone, far end's audio, and the facts that the phone hears of it. */
export class SipCall {
  readonly id: string;
  readonly #session: RTCSession;
  readonly #around: CallSurroundings;
  readonly #survival: CallSurvival;
  #microphone: Microphone | undefined;
  #stopRemote: (() => void) | undefined;
  #answering: Promise<void> | undefined;
  #changing: Promise<void> = Promise.resolve();
  /** Set before we end a call ourselves: JsSIP's own words cannot tell. */
  #asked: CallEnd | undefined;
  #end: CallEnd | undefined;
  /** Epoch ms. */
  #connectedAt: number | undefined;
  #settleAnswer: ((error?: ItError) => void) | undefined;
  /** While this call's party is being handed over to another's. */
  #handOver: Promise<void> | undefined;
  #beginning: Beginning;
  #announcement: CallAnnouncement | undefined;
  #sampler: CallSampler | undefined;
  #released = false;

  /** `announcement` is played once the call is answered. */
  constructor(
    id: string,
    session: RTCSession,
    microphone: Microphone | undefined,
    around: CallSurroundings,
    { beginning, announcement }: { beginning?: Beginning; announcement?: CallAnnouncement | undefined } = {},
  ) {
    this.id = id;
    this.#beginning = beginning;
    this.#announcement = announcement;
    this.#session = session;
    this.#microphone = microphone;
    this.#around = around;
    this.#survival = new CallSurvival(session, { farewells: around.farewells, end: (end) => this.#terminate(end) });
    if (microphone) this.#watchConnection();
    session.on('icecandidate', sendOnFirstCandidate);
    session.on(
      'progress',
      ({ originator, response }: { originator: string; response: { body?: string; getHeader(name: string): string | undefined } | null }) => {
        if (originator !== 'remote' || !response) return;
        this.#learnLinkedId(response);
        if (this.#beginning) return;
        this.#apply({ type: 'call-progressed', id, earlyMedia: Boolean(response.body) });
      },
    );
    session.on('accepted', ({ response }: { response?: HeaderSource | null }) => {
      if (!response) return;
      this.#learnLinkedId(response);
      this.#learnParty(answeredBy, response);
    });
    session.on('reinvite', ({ request }: { request: HeaderSource }) => this.#learnParty(replacedBy, request));
    session.on('update', ({ request }: { request: HeaderSource }) => this.#learnParty(replacedBy, request));
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
    for (const change of ['muted', 'unmuted', 'hold', 'unhold'] as const) session.on(change, () => this.#sendRight());
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

  /** @throws ItError hold-refused */
  async setHold(held: boolean): Promise<void> {
    await renegotiateHold(this.#survival.negotiation, held);
    this.#sendRight();
    this.#apply({ type: 'call-held', id: this.id, side: 'local', held });
  }

  /**
   * Hands the other party over to `target` (an address as JsSIP's `call` takes it), and hangs up once that worked.
   * @throws ItError transfer-refused; the call goes on
   */
  async transfer(target: string, dialled: string): Promise<void> {
    this.#apply({ type: 'transfer-started', id: this.id, target: { number: dialled } });
    await this.#refer(target, undefined);
  }

  /** Hands the other party over to the party of `consultation`, and hangs up on both once that worked. @throws ItError transfer-refused; both calls go on */
  async transferTo(consultation: SipCall): Promise<void> {
    this.#apply({ type: 'transfer-started', id: this.id });
    consultation.#handOver = this.#refer(consultation.#session.remote_identity.uri, consultation.#session);
    try {
      await consultation.#handOver;
    } finally {
      consultation.#handOver = undefined;
    }
    consultation.#terminate(TRANSFERRED);
  }

  /** Lets the microphone follow the announcement now. */
  async stopAnnouncement(): Promise<void> {
    await this.#announcement?.stop();
  }

  /** This call's place in a conference. @throws ItError no-such-call before there is audio of both sides */
  conferenceParty(): ConferenceParty {
    const seat = seatOf(this.id, this.#session, () => this.#microphone?.stream);
    if (!seat) throw this.#notTalking();
    return seat;
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

  /** Speaks through the microphone that is chosen now; mute stays as it is. One change at a time. @throws ItError microphone-denied, microphone-missing */
  changeMicrophone(): Promise<void> {
    const turn = this.#changing.then(() => this.#changeMicrophone());
    this.#changing = turn.catch(() => undefined);
    return turn;
  }

  async #changeMicrophone(): Promise<void> {
    const before = this.#microphone;
    if (!before || this.#released) return;
    const after = await this.#around.media.openMicrophone();
    const track = after.stream.getAudioTracks()[0];
    const sender = this.#session.connection.getSenders().find((candidate) => candidate.track?.kind === 'audio');
    if (this.#released || !track || !sender) {
      after.stop();
      return;
    }
    track.enabled = before.stream.getAudioTracks()[0]?.enabled ?? true;
    this.#microphone = after;
    if (this.#around.conference.has(this.id)) this.#around.conference.changeMicrophone(this.id, after.stream);
    else if (!this.#announcement?.speaks) await sender.replaceTrack(track);
    before.stop();
  }

  /** The socket went. A call that rings here cannot be answered without one; an answered one goes on. */
  lineLost(): void {
    const { _status: status } = inside(this.#session);
    const lost: CallEnd = { reason: 'network-lost', side: 'network' };
    if (status === STATUS.invitation) {
      this.#around.keepUnanswered(this.#session);
      this.#finish(lost);
    } else if (status === STATUS.answered) this.#terminate(lost);
    else this.#survival.lineLost();
  }

  /** There is a socket again. */
  lineBack(): void {
    void this.#survival.lineBack();
  }

  /** RFC 3261 section 8.1.1.4. */
  get sipCallId(): string {
    return inside(this.#session)._request.call_id;
  }

  /** By what another page would take this call over. */
  get dialog(): DialogRecord | undefined {
    return dialogRecord(this.#session);
  }

  /**
   * Releases microphone and sound and tells nobody: the far end stays connected for whoever takes the call over. One that is still dialled is
   * cancelled, since nobody can take it over: whoever comes next dials it again.
   */
  abandon(): void {
    if (String(this.#session.direction) === 'outgoing' && !this.#beginning && this.#session.isInProgress()) this.#session.terminate();
    this.#release();
    (this.#session.connection as RTCPeerConnection | undefined)?.close();
  }

  /** Resolves once talking; @throws ItError call-taken, no-such-call */
  talking(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#settleAnswer = (error) => (error ? reject(error) : resolve());
    });
  }

  async #answer(): Promise<void> {
    this.#announcement = this.#around.announcement();
    const [microphone, voice] = await Promise.all([this.#openMicrophone(), this.#announcement?.voice()]);
    if (this.#end) {
      microphone.stop();
      throw this.#lostTheRace();
    }
    this.#microphone = microphone;
    const talking = this.talking();
    this.#session.answer({
      mediaStream: voice ?? microphone.stream,
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
    const beginning = this.#beginning;
    this.#beginning = undefined;
    if (typeof beginning === 'object') {
      if (beginning.call.muted) this.setMuted(true);
      if (this.#around.state()?.announcement === 'playing') this.#announced('stopped');
      if (beginning.call.hold.local) void this.setHold(true).catch(() => this.#apply({ type: 'call-held', id: this.id, side: 'local', held: false }));
      beginning.done(this.sipCallId);
      this.#measure();
      return;
    }
    this.#connectedAt = this.#around.now();
    this.#apply({ type: 'call-connected', id: this.id, at: this.#connectedAt });
    this.#settleAnswer?.();
    this.#measure();
    void this.#announcement?.play({
      session: this.#session,
      microphone: () => this.#microphone?.stream,
      tell: (announced, error) => this.#announced(announced, error),
    });
  }

  async #refer(target: unknown, consultation: RTCSession | undefined): Promise<void> {
    try {
      await refer(this.#session, target, consultation, () => this.#apply({ type: 'transfer-progressed', id: this.id }));
    } catch (thrown) {
      if (!(thrown instanceof TransferRefused)) throw thrown;
      const { refusal } = thrown;
      if (!(await isStillThere(this.#survival.negotiation))) this.#terminate({ reason: 'server-error', side: 'remote' });
      this.#apply({ type: 'transfer-refused', id: this.id, refusal });
      throw new ItError('transfer-refused', { field: 'target', value: `${refusal.code} ${refusal.reason}`, expected: 'a target that takes the call' });
    }
    this.#terminate(TRANSFERRED);
  }

  /** What is sent is not always the microphone, which is what JsSIP mutes. */
  #sendRight(): void {
    if (this.#around.conference.has(this.id)) openMix(this.#session, this.#microphone?.stream);
    this.#announcement?.follow();
  }

  #announced(announced: Announced, error?: ItError): void {
    const { field, value, expected } = error ?? {};
    const detail = { ...(field !== undefined && { field }), ...(value !== undefined && { value }), ...(expected !== undefined && { expected }) };
    this.#apply({ type: 'call-announced', id: this.id, announced, ...(error && { detail }), at: this.#around.now() });
  }

  #measure(): void {
    void sampleCall(this.#session.connection, {
      state: () => this.#around.state(),
      vpn: this.#around.vpn,
      tell: (quality) => this.#apply({ type: 'call-measured', id: this.id, quality }),
    }).then((sampler) => {
      this.#sampler = sampler;
      if (this.#released) sampler?.stop();
    });
  }

  #learnParty(read: (known: Peer, message: HeaderSource, kindOf: (peer: Peer) => CallKind) => Peer | undefined, message: HeaderSource): void {
    const known = this.#around.state()?.peer;
    const peer = known && read(known, message, (party) => this.#around.kindOf(party));
    if (!peer) return;
    const other = peer.number === known.number ? {} : { kind: this.#around.kindOf(peer) };
    this.#apply({ type: 'call-described', id: this.id, peer, ...other });
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
      ...(asked.code === NORMAL_CLEARING && { extraHeaders: [`Reason: Q.850;cause=${asked.code};text="Normal Clearing"`] }),
    });
  }

  #ended(event: { originator: string; message: unknown; cause: string }): void {
    const now = this.#around.now();
    const ofQueue = String(this.#session.direction) === 'incoming' && inside(this.#session)._request.getHeader('X-Queue');
    const queueTalkedMs = ofQueue ? now - (this.#connectedAt ?? now) : undefined;
    const end = this.#asked ?? endOf(event.message as EndMessage | null, event.cause, queueTalkedMs);
    // Asterisk's BYE to who was consulted may overtake its NOTIFY that the transfer worked.
    if (this.#handOver && !this.#asked) {
      this.#handOver.then(
        () => this.#finish(TRANSFERRED),
        () => this.#finish(end),
      );
    } else this.#finish(end);
  }

  #finish(end: CallEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#release();
    const beginning = this.#beginning;
    if (typeof beginning === 'object') {
      this.#around.gone();
      beginning.failed(this.#end);
      return;
    }
    // What refuses a pick-up says nothing of the caller, who is no longer there to be picked up.
    if (beginning === 'pick-up' && !this.#asked && this.#end.side === 'remote') this.#end = { reason: 'cancelled', side: 'remote' };
    const quality = this.#sampler?.stop();
    this.#apply({ type: 'call-ended', id: this.id, end: this.#end, ...(quality && { quality }), at: this.#around.now() });
    this.#settleAnswer?.(this.#lostTheRace());
    this.#around.gone();
  }

  #release(): void {
    this.#released = true;
    this.#sampler?.stop();
    this.#announcement?.release();
    this.#around.conference.leave(this.id);
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

function endOf(message: EndMessage | null, cause: string, queueTalkedMs: number | undefined): CallEnd {
  const reasons = parseReasons(message?.getHeaders?.('Reason') ?? []);
  if (message?.status_code !== undefined) return endOfRefused(message.status_code, reasons);
  if (message?.method === 'CANCEL') return endOfCancelled(reasons);
  if (message?.method === 'BYE') return endOfBye(reasons, queueTalkedMs);
  return BY_CAUSE[cause] ?? { reason: 'server-error', side: 'network' };
}
