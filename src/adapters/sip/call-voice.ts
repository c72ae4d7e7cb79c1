import type { RTCSession } from 'jssip/lib/RTCSession';
import type { ItError } from '../../it-error.js';
import type { Announced } from '../../phone/call.js';
import type { CallMedia } from '../media/call-media.js';
import type { Conference, ConferenceParty } from '../media/conference.js';
import type { Microphone } from '../media/microphone.js';
import type { CallAnnouncement } from './call-announcement.js';
import { openMix, seatOf } from './conference-seat.js';

/** What both sides of a call hear of each other: the agent's microphone, or the announcement or the conference in its place, and the far end's sound. */
export class CallVoice {
  readonly #id: string;
  readonly #session: RTCSession;
  readonly #media: CallMedia;
  readonly #conference: Conference;
  #microphone: Microphone | undefined;
  #announcement: CallAnnouncement | undefined;
  #stopRemote: (() => void) | undefined;
  #changing: Promise<void> = Promise.resolve();
  #released = false;

  /** `conference`: the line's one, which the call may join. */
  constructor(id: string, session: RTCSession, { media, conference }: { readonly media: CallMedia; readonly conference: Conference }) {
    this.#id = id;
    this.#session = session;
    this.#media = media;
    this.#conference = conference;
  }

  /** The agent's; undefined before the call has one. */
  get microphone(): MediaStream | undefined {
    return this.#microphone?.stream;
  }

  /** The call is to begin with this announcement; undefined: with the microphone. */
  announce(announcement: CallAnnouncement | undefined): void {
    this.#announcement = announcement;
  }

  /** What the call begins with instead of the microphone. */
  async announced(): Promise<MediaStream | undefined> {
    return this.#announcement?.voice();
  }

  /** The call has a connection now, and this microphone, which it stops when it is over. */
  begin(microphone: Microphone): void {
    this.#microphone = microphone;
    this.#session.connection.addEventListener('track', ({ track, streams }) => {
      if (track.kind !== 'audio' || this.#released) return;
      this.#stopRemote?.();
      this.#stopRemote = this.#media.playRemote(streams[0] ?? new MediaStream([track]));
    });
  }

  /** The call is answered. */
  playAnnouncement(tell: (announced: Announced, error?: ItError) => void): void {
    void this.#announcement?.play({ session: this.#session, microphone: () => this.microphone, tell });
  }

  /** Resolves once the microphone has followed. */
  async stopAnnouncement(): Promise<void> {
    await this.#announcement?.stop();
  }

  /** The call was muted or held: what is sent is not always the microphone, which is what JsSIP mutes. */
  follow(): void {
    if (this.#conference.has(this.#id)) openMix(this.#session, this.microphone);
    this.#announcement?.follow();
  }

  /** The call's place in the conference; undefined before there is audio of both sides. */
  seat(): ConferenceParty | undefined {
    return seatOf(this.#id, this.#session, () => this.microphone);
  }

  /** Speaks through the microphone that is chosen now; mute stays as it is. One change at a time. @throws ItError microphone-denied, microphone-missing */
  change(): Promise<void> {
    const turn = this.#changing.then(() => this.#change());
    this.#changing = turn.catch(() => undefined);
    return turn;
  }

  async #change(): Promise<void> {
    const before = this.#microphone;
    if (!before || this.#released) return;
    const after = await this.#media.openMicrophone();
    const track = after.stream.getAudioTracks()[0];
    const sender = this.#session.connection.getSenders().find((candidate) => candidate.track?.kind === 'audio');
    if (this.#released || !track || !sender) {
      after.stop();
      return;
    }
    track.enabled = before.stream.getAudioTracks()[0]?.enabled ?? true;
    this.#microphone = after;
    if (this.#conference.has(this.#id)) this.#conference.changeMicrophone(this.#id, after.stream);
    else if (!this.#announcement?.speaks) await sender.replaceTrack(track);
    before.stop();
  }

  /** The call is over: microphone and sound are let go. */
  release(): void {
    this.#released = true;
    this.#announcement?.release();
    this.#conference.leave(this.#id);
    this.#stopRemote?.();
    this.#microphone?.stop();
  }
}
