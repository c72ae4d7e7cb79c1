import type { RTCSession } from 'jssip/lib/RTCSession';
import { ItError } from '../../it-error.js';
import type { CallSampler } from '../../diagnostics/call-sampler.js';
import type { Announced, CallEnd } from '../../phone/call.js';
import type { PhoneEvent } from '../../phone/phone-state.js';
import type { ConferenceParty } from '../media/conference.js';
import type { Microphone } from '../media/microphone.js';
import type { CallAnnouncement } from './call-announcement.js';
import { describeCall } from './call-description.js';
import { sampleCall } from './call-sampling.js';
import type { Beginning, CallSurroundings } from './call-surroundings.js';
import { CallSurvival } from './call-survival.js';
import { CallVoice } from './call-voice.js';
import { endOf, type EndMessage } from './end-reason.js';
import { sendOnFirstCandidate } from './gathering.js';
import { renegotiateHold } from './hold.js';
import { inside, STATUS } from './jssip-session.js';
import { dialogRecord } from './take-over.js';
import { isStillThere, refer, TransferRefused } from './transfer.js';
import type { DialogRecord } from '../tabs/recovered-call.js';

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
  readonly #voice: CallVoice;
  #answering: Promise<void> | undefined;
  /** Set before we end a call ourselves: JsSIP's own words cannot tell. */
  #asked: CallEnd | undefined;
  #end: CallEnd | undefined;
  /** Epoch ms. */
  #connectedAt: number | undefined;
  #settleAnswer: ((error?: ItError) => void) | undefined;
  /** While this call's party is being handed over to another's. */
  #handOver: Promise<void> | undefined;
  #beginning: Beginning;
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
    this.#session = session;
    this.#around = around;
    this.#voice = new CallVoice(id, session, around);
    this.#survival = new CallSurvival(session, { farewells: around.farewells, end: (end) => this.#terminate(end) });
    this.#voice.announce(announcement);
    if (microphone) this.#voice.begin(microphone);
    session.on('icecandidate', sendOnFirstCandidate);
    describeCall(id, session, around);
    session.on('progress', ({ originator, response }: { originator: string; response: { body?: string } | null }) => {
      if (originator !== 'remote' || !response || this.#beginning) return;
      this.#apply({ type: 'call-progressed', id, earlyMedia: Boolean(response.body) });
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
    for (const change of ['muted', 'unmuted', 'hold', 'unhold'] as const) session.on(change, () => this.#voice.follow());
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
    this.#voice.follow();
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
  stopAnnouncement(): Promise<void> {
    return this.#voice.stopAnnouncement();
  }

  /** This call's place in a conference. @throws ItError no-such-call before there is audio of both sides */
  conferenceParty(): ConferenceParty {
    const seat = this.#voice.seat();
    if (!seat) throw this.#notTalking();
    return seat;
  }

  /** @throws ItError no-such-call before there is a microphone to mute */
  setMuted(muted: boolean): void {
    if (!this.#voice.microphone) throw this.#notTalking();
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
    return this.#voice.change();
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
    this.#voice.announce(this.#around.announcement());
    const [microphone, announced] = await Promise.all([this.#openMicrophone(), this.#voice.announced()]);
    if (this.#end) {
      microphone.stop();
      throw this.#lostTheRace();
    }
    const talking = this.talking();
    this.#session.answer({
      mediaStream: announced ?? microphone.stream,
      mediaConstraints: { audio: true, video: false },
      pcConfig: this.#around.peerConnection,
    });
    this.#voice.begin(microphone);
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

  #connected(): void {
    const beginning = this.#beginning;
    this.#beginning = undefined;
    if (typeof beginning === 'object') {
      if (beginning.call.muted) this.setMuted(true);
      if (this.#around.state()?.announcement === 'playing') this.#announced('stopped');
      if (beginning.call.hold.local) void this.setHold(true).catch(() => this.#holdLost());
      beginning.done(this.sipCallId);
      this.#measure();
      return;
    }
    this.#connectedAt = this.#around.now();
    this.#apply({ type: 'call-connected', id: this.id, at: this.#connectedAt });
    this.#settleAnswer?.();
    this.#measure();
    this.#voice.playAnnouncement((announced, error) => this.#announced(announced, error));
  }

  /** A call that was held before its page went is talked in again: its microphone, which waited for the hold, opens. */
  #holdLost(): void {
    inside(this.#session)._setLocalMediaStatus();
    this.#apply({ type: 'call-held', id: this.id, side: 'local', held: false });
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
    this.#voice.release();
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
