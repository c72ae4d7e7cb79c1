import type { DeviceKind } from '../../phone/line.js';
import type { Sound } from '../../phone/sounds.js';
import { openMicrophone, silentMicrophone, type Microphone } from './microphone.js';
import { Speaker } from './speaker.js';
import { TonePlayer } from './tone-player.js';

/** Everything a call needs from the browser's audio, on the chosen devices. */
export class CallMedia {
  readonly #speaker = new Speaker();
  readonly #tones = new TonePlayer();
  #microphoneId = 'default';
  #microphoneWasOpened = false;

  /** The agent has allowed the microphone in this page: no prompt stands between a command and a call. */
  get microphoneWasOpened(): boolean {
    return this.#microphoneWasOpened;
  }

  /** @throws ItError microphone-denied, microphone-missing */
  async openMicrophone(): Promise<Microphone> {
    const microphone = await openMicrophone(this.#microphoneId);
    this.#microphoneWasOpened = true;
    return microphone;
  }

  /** In place of a microphone that cannot be had. */
  silence(): Microphone {
    return silentMicrophone();
  }

  /** Plays a far end until the returned function is called. */
  playRemote(stream: MediaStream): () => void {
    return this.#speaker.play(stream);
  }

  playSound(sound: Sound): void {
    this.#tones.play(sound);
  }

  /** Takes effect at once on speaker and ringer; a new microphone is opened by whoever asks next. */
  async choose(device: DeviceKind, deviceId: string): Promise<void> {
    if (device === 'microphone') this.#microphoneId = deviceId;
    else if (device === 'speaker') await this.#speaker.choose(deviceId);
    else await this.#tones.chooseRinger(deviceId);
  }

  close(): Promise<void> {
    return this.#tones.close();
  }
}
