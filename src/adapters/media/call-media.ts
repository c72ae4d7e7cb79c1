import type { DeviceKind } from '../../phone/line.js';
import type { Sound } from '../../phone/sounds.js';
import { openMicrophone, type Microphone } from './microphone.js';
import { Speaker } from './speaker.js';
import { TonePlayer } from './tone-player.js';

/** Everything a call needs from the browser's audio, on the chosen devices. */
export class CallMedia {
  readonly #speaker = new Speaker();
  readonly #tones = new TonePlayer();
  #microphoneId = 'default';

  /** @throws ItError microphone-denied, microphone-missing */
  openMicrophone(): Promise<Microphone> {
    return openMicrophone(this.#microphoneId);
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
