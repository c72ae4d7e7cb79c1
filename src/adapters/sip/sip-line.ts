import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { ItError, type ErrorCode } from '../../it-error.js';
import type { LineCommand, LineListener } from '../../phone/line.js';
import type { LineState } from '../../phone/phone-state.js';
import type { CallMedia } from '../media/call-media.js';
import { Conference } from '../media/conference.js';
import type { DialogRecord, RecoverableLine, RecoveredCall } from '../tabs/recovered-call.js';
import { readAnswerAfter } from './answer-after.js';
import { CallAnnouncement } from './call-announcement.js';
import { guessKind, readCallHeaders, toPeer, type IncomingInvite } from './caller.js';
import { inside } from './jssip-session.js';
import { Recovery } from './recovery.js';
import { MARKER, MarkerCall } from './marker-call.js';
import { Farewells } from './farewells.js';
import { offersAudio } from './offered-media.js';
import { ABOUT_SERVER } from './outage.js';
import { Registration } from './registration.js';
import { socketUrls } from './server-address.js';
import { SipCall } from './sip-call.js';
import { SipSocket } from './socket.js';
import { UnansweredCalls } from './unanswered.js';
import { isTransaction, makeUserAgent, type UserAgentOptions } from './user-agent.js';

export interface SipLineOptions extends UserAgentOptions {
  readonly media: CallMedia;
  readonly now: () => number;
  readonly newId: () => string;
  /** Another page that uses this line can be seen; called when one comes into view. */
  readonly seenElsewhere: () => boolean;
  readonly onSeenElsewhere: (listener: () => void) => () => void;
  /** A WebSocket to this address that was begun ahead of the line; undefined: there is none. */
  readonly begun: (url: string) => WebSocket | undefined;
  /** Address of the audio that the far end hears when a call is answered. */
  readonly announcement?: string | undefined;
  /** A marker call is placed when the line is first registered. */
  readonly markerCall?: boolean | undefined;
}

/** Commands that the far end has to hear of: a socket that is dead is found out with them, not when they time out. */
const NEEDS_ANSWER: ReadonlySet<LineCommand['type']> = new Set(['dial', 'answer', 'reject', 'hang-up', 'set-hold']);

/** SIP over WebSocket (RFC 7118) by JsSIP: one account, its registration and its calls. */
export class SipLine implements RecoverableLine {
  readonly #options: SipLineOptions;
  readonly #calls = new Map<string, SipCall>();
  readonly #conference = new Conference();
  #listener: LineListener | undefined;
  #ua: UA | undefined;
  readonly #farewells = new Farewells();
  #unanswered: UnansweredCalls | undefined;
  #registration: Registration | undefined;
  #recovery: Recovery | undefined;
  #stopMicrophone: (() => void) | undefined;
  #changingMicrophone: Promise<unknown> = Promise.resolve();
  #marker: MarkerCall | undefined;

  constructor(options: SipLineOptions) {
    this.#options = options;
  }

  start(listener: LineListener, recovered: readonly RecoveredCall[] = []): () => void {
    this.#listener = listener;
    const socket = new SipSocket({
      urls: socketUrls(this.#options.sip),
      begun: this.#options.begun,
      isKnown: (branch) => isTransaction(ua, branch),
      unreadable: (_message, count) => console.warn(`it-widgets: ${count} SIP message(s) could not be read and were refused with 400`),
      unreachable: (reason, forGood) => this.#registration?.unreachable(reason, forGood),
    });
    const ua: UA = makeUserAgent(this.#options, socket);
    ua.on('newRTCSession', ({ originator, session, request }: { originator: string; session: RTCSession; request: unknown }) => {
      if (originator === 'remote') this.#offered(session, request as IncomingInvite);
    });
    this.#ua = ua;
    this.#recovery = this.#recover(recovered, ua);
    this.#farewells.followLine(ua);
    this.#unanswered = new UnansweredCalls(ua, (session, request) => this.#offered(session, request as unknown as IncomingInvite));
    this.#stopMicrophone = this.#options.media.onMicrophone(() => this.#changeMicrophone());
    ua.on('connected', () => this.#calls.forEach((call) => call.lineBack()));
    ua.on('disconnected', () => this.#calls.forEach((call) => call.lineLost()));
    this.#registration = new Registration({
      ua,
      socket,
      changed: (state, reason) => {
        this.#lineChanged(state, reason);
        if (state === 'registered') this.#marker?.registered();
      },
      hasCalls: () => this.#calls.size > 0 || this.#farewells.outstanding,
      seenElsewhere: this.#options.seenElsewhere,
      onSeenElsewhere: this.#options.onSeenElsewhere,
    });
    // A page that goes on with calls of an earlier one begins nothing.
    if (this.#options.markerCall && recovered.length === 0) this.#marker = new MarkerCall(ua, this.#address(MARKER), () => this.#options.media.silence());
    this.#registration.start();
    return () => this.#letGo();
  }

  dialogOf(id: string): DialogRecord | undefined {
    const own = this.#calls.get(id)?.dialog;
    // Asterisk's answer to Replaces ends the dialog before, and begins this one, although nothing of it may be in place yet.
    return own?.remoteTag === undefined ? (this.#recovery?.dialogOf(id) ?? own) : own;
  }

  async execute(command: LineCommand): Promise<void> {
    if (await this.#recovery?.settles(command)) return;
    if (NEEDS_ANSWER.has(command.type)) this.#registration?.verify();
    switch (command.type) {
      case 'dial':
        return this.#dial(command);
      case 'answer':
        return this.#call(command.id).answer();
      case 'reject':
        return this.#call(command.id).reject();
      case 'hang-up':
        return this.#call(command.id).hangUp();
      case 'set-hold':
        return this.#call(command.id).setHold(command.held);
      case 'set-muted':
        return this.#call(command.id).setMuted(command.muted);
      case 'send-tones':
        return this.#call(command.id).sendTones(command.tones);
      case 'transfer':
        return this.#call(command.id).transfer(this.#address(command.target), command.target);
      case 'transfer-to':
        return this.#call(command.id).transferTo(this.#call(command.consultation));
      case 'merge':
        return this.#merge(command.ids);
      case 'stop-announcement':
        return this.#call(command.id).stopAnnouncement();
      case 'caller-gone':
        return this.#recovery?.ended(command.linkedId, { reason: command.elsewhere ? 'answered-elsewhere' : 'cancelled', side: 'remote' });
      case 'claim':
        return this.#registration?.claim();
      case 'set-device':
        await this.#options.media.choose(command.device, command.deviceId);
        await this.#changingMicrophone;
    }
  }

  async close(): Promise<void> {
    for (const call of this.#calls.values()) call.hangUp();
    // The same socket carries both in order: once the registrar has answered, the hang-ups have arrived.
    await this.#registration?.unregister();
    this.#lineChanged('off');
    this.#letGo();
  }

  async #dial({ id, target, peer, consults, announcement: own }: Extract<LineCommand, { type: 'dial' }>): Promise<void> {
    // Who is asked about a call is not announced to.
    const announcement = this.#announcement(own ?? (consults === undefined ? this.#options.announcement : undefined));
    const opening = this.#options.media.openMicrophone();
    opening.catch(() => announcement?.release());
    const [microphone, voice] = await Promise.all([opening, announcement?.voice()]);
    // Its prompt may have been open for long.
    if (!this.#ua || !this.#registration?.isRegistered) {
      microphone.stop();
      announcement?.release();
      throw new ItError('line-offline');
    }
    let session: RTCSession;
    try {
      session = this.#invite(this.#ua, target, voice ?? microphone.stream);
    } catch (cause) {
      microphone.stop();
      announcement?.release();
      throw new ItError('number-invalid', { field: 'target', value: target, expected: 'a number or SIP URI', cause });
    }
    const about = consults === undefined ? {} : { consults };
    this.#listener?.apply({ type: 'call-dialed', id, peer, sipCallId: inside(session)._request.call_id, ...about, at: this.#options.now() });
    this.#follow(new SipCall(id, session, microphone, this.#surroundings(id), { announcement }));
  }

  /** Whoever is on hold is taken back first: until then nobody hears anybody new. */
  async #merge(ids: readonly string[]): Promise<void> {
    const calls = ids.map((id) => this.#call(id));
    await Promise.all(calls.map((call) => call.stopAnnouncement()));
    await Promise.all(calls.map((call) => call.setHold(false)));
    await this.#conference.join(calls.map((call) => call.conferenceParty()));
    this.#listener?.apply({ type: 'calls-merged', ids });
  }

  /** Throws what JsSIP throws: the target is none. */
  #invite(ua: UA, target: string, voice: MediaStream, extraHeaders: readonly string[] = []): RTCSession {
    return ua.call(this.#address(target), {
      mediaStream: voice,
      mediaConstraints: { audio: true, video: false },
      pcConfig: this.#peerConnection,
      extraHeaders: [...extraHeaders],
    });
  }

  #recover(recovered: readonly RecoveredCall[], ua: UA): Recovery {
    const recovery = new Recovery(recovered, {
      media: this.#options.media,
      extension: this.#options.sip.extension,
      apply: (event) => this.#listener?.apply(event),
      now: this.#options.now,
      invite: (target, microphone, extraHeaders) => this.#invite(ua, target, microphone.stream, extraHeaders),
      follow: (id, session, microphone, beginning) => {
        const announcement = beginning === 'pick-up' ? this.#announcement(this.#options.announcement) : undefined;
        return this.#follow(new SipCall(id, session, microphone, this.#surroundings(id), { beginning, announcement }));
      },
      send: (message) => void (ua as unknown as { transport: { send(message: string): boolean } }).transport.send(message),
    });
    ua.on('connected', () => recovery.connected());
    ua.on('disconnected', () => recovery.disconnected());
    return recovery;
  }

  /** `#00` becomes `%2300` on the wire (RFC 3261 section 25.1, `user`). */
  #address(target: string): string {
    return /^sips?:/i.test(target) ? target : `sip:${encodeURIComponent(target)}@${this.#options.sip.domain}`;
  }

  #offered(session: RTCSession, request: IncomingInvite): void {
    if (!offersAudio(request)) {
      session.terminate({ status_code: 488 });
      return;
    }
    const peer = toPeer(session.remote_identity);
    const headers = readCallHeaders(request, peer, this.#options.sip.extension);
    const known = this.#recovery?.claim(headers.linkedId);
    if (known !== undefined) {
      this.#listener?.apply({ type: 'call-dialog-replaced', id: known, sipCallId: request.call_id });
      this.#follow(new SipCall(known, session, undefined, this.#surroundings(known)));
      return;
    }
    if (!this.#listener?.admits({ peer, kind: headers.kind })) {
      session.terminate({ status_code: 486 });
      return;
    }
    const id = this.#options.newId();
    const answerAfter = readAnswerAfter(request);
    const asked = answerAfter === undefined ? {} : { answerAfter };
    this.#listener.apply({ type: 'call-offered', id, peer, ...headers, ...asked, sipCallId: request.call_id, at: this.#options.now() });
    this.#follow(new SipCall(id, session, undefined, this.#surroundings(id)));
  }

  /** In every call; one that finds none goes on without, and says so. */
  #changeMicrophone(): void {
    const changes = [...this.#calls.values()].map((call) =>
      call.changeMicrophone().catch((thrown: unknown) => {
        const { code } = ItError.from(thrown, 'microphone-missing');
        this.#listener?.apply({ type: 'command-failed', code, callId: call.id, at: this.#options.now() });
        throw thrown;
      }),
    );
    this.#changingMicrophone = Promise.all(changes);
    this.#changingMicrophone.catch(() => undefined);
  }

  #surroundings(id: string): ConstructorParameters<typeof SipCall>[3] {
    return {
      media: this.#options.media,
      conference: this.#conference,
      kindOf: (peer) => guessKind(peer, this.#options.sip.extension),
      state: () => this.#listener?.snapshot().calls.find((call) => call.id === id),
      vpn: this.#options.sip.network === 'vpn',
      announcement: () => this.#announcement(this.#options.announcement),
      peerConnection: this.#peerConnection,
      apply: (event) => this.#listener?.apply(event),
      now: this.#options.now,
      farewells: this.#farewells,
      gone: () => this.#calls.delete(id),
      keepUnanswered: (session) => this.#unanswered?.keep(session),
    };
  }

  get #peerConnection(): RTCConfiguration {
    return { iceServers: [...(this.#options.sip.iceServers ?? [])] };
  }

  #follow(call: SipCall): SipCall {
    this.#calls.set(call.id, call);
    this.#registration?.callBegan();
    return call;
  }

  #call(id: string): SipCall {
    const call = this.#calls.get(id);
    if (!call) throw new ItError('no-such-call', { field: 'id', value: id, expected: 'a call of this line' });
    return call;
  }

  #lineChanged(state: LineState, reason?: ErrorCode): void {
    const [server] = socketUrls(this.#options.sip);
    const about = reason === undefined ? {} : ABOUT_SERVER.has(reason) ? { reason, server } : { reason };
    this.#listener?.apply({ type: 'line-changed', state, at: this.#options.now(), ...about });
  }

  #announcement(address: string | undefined): CallAnnouncement | undefined {
    return address === undefined ? undefined : new CallAnnouncement(address, this.#options.media);
  }

  #letGo(): void {
    this.#marker?.stop();
    this.#listener = undefined;
    this.#stopMicrophone?.();
    this.#recovery?.stop();
    for (const call of this.#calls.values()) call.abandon();
    this.#calls.clear();
    this.#registration?.stop();
  }
}
