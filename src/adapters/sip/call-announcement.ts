import type { RTCSession } from 'jssip/lib/RTCSession';
import { ItError } from '../../it-error.js';
import type { Announced } from '../../phone/call.js';
import type { Announcement } from '../media/announcement.js';
import type { CallMedia } from '../media/call-media.js';
import { openMix } from './conference-seat.js';
import { inside } from './jssip-session.js';

/** What the announcement needs of its call. */
export interface AnnouncedCall {
  readonly session: RTCSession;
  /** The agent's, at this moment. */
  microphone(): MediaStream | undefined;
  tell(announced: Announced, error?: ItError): void;
}

/**
 * A call's announcement: the call begins with its stream in place of the microphone, so that the far end hears nothing of the agent before it; once the call is
 * answered it is played, and the microphone follows. Whatever goes wrong with it, the microphone follows at once.
 */
export class CallAnnouncement {
  readonly #loaded: Promise<Announcement | undefined>;
  #announcement: Announcement | undefined;
  #call: AnnouncedCall | undefined;
  #over = false;
  #done: Promise<void> = Promise.resolve();

  constructor(url: string, media: CallMedia) {
    this.#loaded = media.announcement(url).then(
      (announcement) => (this.#announcement = announcement),
      () => undefined,
    );
  }

  /** What the call is to begin with instead of the microphone; undefined: with the microphone. */
  async voice(): Promise<MediaStream | undefined> {
    return (await this.#loaded)?.stream;
  }

  /** It is what the far end hears: the microphone waits. */
  get speaks(): boolean {
    return this.#call !== undefined && !this.#over;
  }

  /** The call is answered. Resolves once the microphone has followed. */
  play(call: AnnouncedCall): Promise<void> {
    if (this.#over) return this.#done;
    this.#call = call;
    return (this.#done = this.#play(call));
  }

  /** The call was muted, held, or taken back: mute belongs to the microphone, and hold music takes the announcement's turn. */
  follow(): void {
    if (!this.#call || !this.speaks) return;
    openMix(this.#call.session, this.#call.microphone());
    this.#announcement?.pause(this.#call.session.isOnHold().local);
  }

  /** Ends it, if it still plays; resolves once the microphone has followed. */
  async stop(): Promise<void> {
    this.#announcement?.stop();
    await this.#done;
  }

  /** The call is over. */
  release(): void {
    this.#over = true;
    void this.#loaded.then((announcement) => announcement?.stop());
  }

  async #play(call: AnnouncedCall): Promise<void> {
    const announcement = await this.#loaded;
    if (this.#over) return;
    try {
      if (!announcement) throw new ItError('announcement-failed', { field: 'announcement', value: 'not loaded', expected: 'the widgets’ own files' });
      await send(call.session, announcement.stream);
      openMix(call.session, call.microphone());
      call.tell('playing');
      const played = await announcement.play();
      await this.#giveBack(call);
      if (!this.#over) call.tell(played ? 'played' : 'stopped');
    } catch (thrown) {
      await this.#giveBack(call);
      if (!this.#over) call.tell('failed', ItError.from(thrown, 'announcement-failed'));
    }
    this.release();
  }

  async #giveBack({ session, microphone }: AnnouncedCall): Promise<void> {
    if (this.#over || session.isEnded()) return;
    const stream = microphone();
    if (stream) await send(session, stream).catch(() => undefined);
    // JsSIP's own: what is sent is silent while muted or held.
    inside(session)._setLocalMediaStatus();
  }
}

async function send(session: RTCSession, stream: MediaStream): Promise<void> {
  const audio = session.connection.getTransceivers().find(({ receiver }) => receiver.track.kind === 'audio');
  const [track] = stream.getAudioTracks();
  if (audio && track) await audio.sender.replaceTrack(track);
}
