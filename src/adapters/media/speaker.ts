import type { SoundGate } from './sound-gate.js';

/** Plays the far ends of all calls on one chosen output device. */
export class Speaker {
  readonly #gate: SoundGate;
  #deviceId = 'default';
  readonly #playing = new Set<HTMLAudioElement>();

  constructor(gate: SoundGate) {
    this.#gate = gate;
  }

  /** Plays a remote stream until the returned function is called. */
  play(stream: MediaStream): () => void {
    // Not in the document: the host's style, CSP and queries never meet it. A reference keeps it playing.
    const audio = new Audio();
    audio.srcObject = stream;
    this.#playing.add(audio);
    void this.#route(audio);
    let forget = (): void => undefined;
    audio.play().catch((thrown: unknown) => {
      // Autoplay was blocked (HTML, "play()"); a stream that ended meanwhile is something else.
      if (this.#playing.has(audio) && (thrown as Error).name === 'NotAllowedError') forget = this.#gate.wait(() => audio.play());
    });
    return () => {
      this.#playing.delete(audio);
      forget();
      audio.pause();
      audio.srcObject = null;
    };
  }

  /** `deviceId` of an audio output; browsers without output choice stay on the default. */
  async choose(deviceId: string): Promise<void> {
    this.#deviceId = deviceId;
    await Promise.all([...this.#playing].map((audio) => this.#route(audio)));
  }

  async #route(audio: HTMLAudioElement): Promise<void> {
    if (!('setSinkId' in audio)) return;
    try {
      await audio.setSinkId(this.#deviceId === 'default' ? '' : this.#deviceId);
    } catch {
      // The device is gone: the default output goes on playing.
      await audio.setSinkId('').catch(() => undefined);
    }
  }
}
