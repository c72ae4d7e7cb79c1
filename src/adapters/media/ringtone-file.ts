import type { SoundGate } from './sound-gate.js';

/** A ringtone that the host has as an audio file: repeated until stopped. */
export class RingtoneFile {
  readonly #address: string;
  readonly #gate: SoundGate;
  #audio: HTMLAudioElement | undefined;
  #deviceId = 'default';
  #forget: () => void = () => undefined;

  constructor(address: string, gate: SoundGate) {
    this.#address = address;
    this.#gate = gate;
  }

  /** `broken` is called when the file cannot be had or is no audio. */
  play(volume: number, broken: () => void): void {
    const audio = new Audio();
    this.#audio = audio;
    audio.loop = true;
    audio.volume = volume;
    // Told whether or not the browser lets it play yet.
    audio.addEventListener('error', () => {
      if (this.#audio !== audio) return;
      this.#forget();
      broken();
    });
    audio.src = this.#address;
    void this.route(this.#deviceId);
    audio.play().catch((thrown: unknown) => {
      if (this.#audio === audio && (thrown as Error).name === 'NotAllowedError') this.#forget = this.#gate.wait(() => audio.play());
    });
  }

  stop(): void {
    this.#forget();
    const audio = this.#audio;
    this.#audio = undefined;
    if (!audio) return;
    audio.pause();
    audio.removeAttribute('src');
    audio.load();
  }

  /** An audio output, or `default`. */
  async route(deviceId: string): Promise<void> {
    this.#deviceId = deviceId;
    if (!this.#audio || !('setSinkId' in this.#audio)) return;
    await this.#audio.setSinkId(deviceId === 'default' ? '' : deviceId).catch(() => undefined);
  }
}
