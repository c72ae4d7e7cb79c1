/** Plays the far ends of all calls on one chosen output device. */
export class Speaker {
  #deviceId = 'default';
  readonly #playing = new Set<HTMLAudioElement>();

  /** Plays a remote stream until the returned function is called. */
  play(stream: MediaStream): () => void {
    // Not in the document: the host's style, CSP and queries never meet it. A reference keeps it playing.
    const audio = new Audio();
    audio.srcObject = stream;
    this.#playing.add(audio);
    void this.#route(audio);
    const unlock = (): void => void audio.play().catch(() => undefined);
    audio.play().catch(() => {
      // Autoplay was blocked: the agent's next touch of the page unlocks it.
      addEventListener('pointerdown', unlock, { once: true, capture: true });
      addEventListener('keydown', unlock, { once: true, capture: true });
    });
    return () => {
      removeEventListener('pointerdown', unlock, { capture: true });
      removeEventListener('keydown', unlock, { capture: true });
      this.#playing.delete(audio);
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
    }
  }
}
