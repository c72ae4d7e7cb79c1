import type { DevicesEvent } from '../../devices/devices-state.js';
import type { Ringtone } from '../../devices/preferences.js';
import { ItError } from '../../it-error.js';
import type { DeviceKind } from '../../phone/line.js';
import type { Sound } from '../../phone/sounds.js';
import { DeviceChoice } from './device-choice.js';
import { MicrophoneAccessWatch } from './microphone-access.js';
import type { Announcement } from './announcement.js';
import { openMicrophone, silentMicrophone, type Microphone } from './microphone.js';
import { SoundGate } from './sound-gate.js';
import { Speaker } from './speaker.js';
import { TonePlayer } from './tone-player.js';

/** Everything a call needs from the browser's audio, on the chosen devices. */
export class CallMedia {
  /** Holds back what the browser does not let sound yet. */
  readonly gate = new SoundGate();
  readonly choice: DeviceChoice;
  readonly #speaker = new Speaker(this.gate);
  readonly #tones: TonePlayer;
  readonly #access = new MicrophoneAccessWatch();
  readonly #needed = new Set<() => void>();
  #microphoneWasOpened = false;
  /** Calls go on without a microphone until one is plugged in. */
  #lacking = false;
  #changes = 0;

  /** `ringtone` unless the agent chose another; `file` is the address of `host`. */
  constructor(ringtone?: Ringtone, file?: string) {
    this.#tones = new TonePlayer(this.gate, ringtone, file);
    this.choice = new DeviceChoice({
      microphone: () => this.#changeMicrophone(),
      output: (device, deviceId) => void (device === 'speaker' ? this.#speaker.choose(deviceId) : this.#tones.chooseRinger(deviceId)),
      ring: (preferences) => this.#tones.prefer(preferences),
      listed: (hasMicrophone) => this.#listed(hasMicrophone),
    });
  }

  /** The agent has allowed the microphone in this page: no prompt stands between a command and a call. */
  get microphoneWasOpened(): boolean {
    return this.#microphoneWasOpened;
  }

  /** Tells of devices, permission and blocked sound until the returned function is called. */
  start(apply: (event: DevicesEvent) => void): () => void {
    const stops = [
      this.gate.onChange((blocked) => apply({ type: 'sound-blocked', blocked })),
      this.#access.start((access) => apply({ type: 'access-changed', access })),
      this.choice.start(apply),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** @throws ItError microphone-denied, microphone-missing */
  async openMicrophone(): Promise<Microphone> {
    try {
      const microphone = await openMicrophone(this.choice.constraints);
      for (const track of microphone.stream.getAudioTracks()) track.addEventListener('ended', () => void this.#unplugged());
      // Only now does the browser name the devices.
      if (!this.#microphoneWasOpened) void this.choice.list();
      this.#microphoneWasOpened = true;
      this.#access.tried();
      return microphone;
    } catch (thrown) {
      const error = ItError.from(thrown, 'microphone-missing');
      this.#lacking = error.code === 'microphone-missing';
      this.#access.tried(error);
      throw error;
    }
  }

  /** Hears whenever calls have to speak through another microphone than before, or may have one again. Returns its stop. */
  onMicrophone(change: () => void): () => void {
    this.#needed.add(change);
    return () => this.#needed.delete(change);
  }

  /** In place of a microphone that cannot be had. */
  silence(): Microphone {
    return silentMicrophone();
  }

  /** Loads an announcement; what is wrong with it is told when it is to be played. */
  async announcement(url: string): Promise<Announcement> {
    const { Announcement } = await import('./announcement.js');
    return new Announcement(url, (stream) => this.playRemote(stream));
  }

  /** Plays a far end until the returned function is called. */
  playRemote(stream: MediaStream): () => void {
    return this.#speaker.play(stream);
  }

  playSound(sound: Sound): void {
    this.#tones.play(sound);
  }

  /** One soft tick, beside rings and calls. */
  tick(): void {
    void this.#tones.tick().catch(() => undefined);
  }

  /** One second on the output of that name; the ringer's as loud as a ring. */
  testTone(device: 'speaker' | 'ringer'): Promise<void> {
    return this.#tones.test(this.choice.outputOf(device), device === 'ringer' ? this.choice.ringVolume : 1);
  }

  /** Takes effect at once, in calls too, and is remembered. @throws ItError device-missing */
  choose(device: DeviceKind, deviceId: string): Promise<void> {
    return this.choice.choose(device, deviceId);
  }

  close(): Promise<void> {
    this.gate.close();
    return this.#tones.close();
  }

  #listed(hasMicrophone: boolean): void {
    this.#access.listed(hasMicrophone);
    if (!hasMicrophone || !this.#lacking) return;
    this.#lacking = false;
    this.#changeMicrophone();
  }

  #changeMicrophone(): void {
    this.#changes += 1;
    for (const change of [...this.#needed]) change();
  }

  /** A track of ours ends by itself only when its device went (Media Capture and Streams section 4.3.1). */
  async #unplugged(): Promise<void> {
    const before = this.#changes;
    await this.choice.list();
    if (this.#changes === before) this.#changeMicrophone();
  }
}
