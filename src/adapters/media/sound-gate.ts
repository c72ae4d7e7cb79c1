/** How long the browser may take to let a sound run that it will let run, ms. */
const BLOCKED_AFTER_MS = 400;

type Start = () => Promise<unknown>;

/**
 * Browsers let a page sound only after somebody has touched it (HTML, sticky activation). Whatever was refused waits here for the next touch of the page,
 * or for {@link unlock}, and whether anything waits is told.
 */
export class SoundGate {
  readonly #waiting = new Set<Start>();
  readonly #listeners = new Set<(blocked: boolean) => void>();

  /** Something that should be heard is not. */
  get blocked(): boolean {
    return this.#waiting.size > 0;
  }

  /** Hears of every change of {@link blocked}. Returns its stop. */
  onChange(listener: (blocked: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** `start` is tried with every touch until it resolves, or until the returned function is called. */
  wait(start: Start): () => void {
    this.#waiting.add(start);
    this.#changed();
    return () => this.#done(start);
  }

  /** Asks the context to run; it waits here when the browser does not let it. */
  resume(context: AudioContext): void {
    if (context.state !== 'suspended') return;
    const start: Start = () => context.resume();
    void start().catch(() => undefined);
    setTimeout(() => {
      if (context.state === 'suspended') this.wait(start);
    }, BLOCKED_AFTER_MS);
  }

  /** Resolves once the page may sound, by the next touch. */
  opened(): Promise<void> {
    return new Promise((resolve) => void this.wait(async () => resolve()));
  }

  /** To be called within a click or key press. */
  async unlock(): Promise<void> {
    await Promise.all([...this.#waiting].map((start) => this.#try(start)));
  }

  /** Forgets whatever waits. */
  close(): void {
    this.#waiting.clear();
    this.#changed();
  }

  readonly #touched = (): void => void this.unlock();

  async #try(start: Start): Promise<void> {
    try {
      await start();
      this.#done(start);
    } catch {
      // Not yet: the next touch tries again.
    }
  }

  #done(start: Start): void {
    if (this.#waiting.delete(start)) this.#changed();
  }

  #changed(): void {
    // pointerdown of a mouse is no activation before its pointerup in some browsers, and keydown is none for Escape: all of them try.
    for (const type of ['pointerdown', 'pointerup', 'keydown']) {
      if (this.blocked) addEventListener(type, this.#touched, { capture: true });
      else removeEventListener(type, this.#touched, { capture: true });
    }
    for (const listener of [...this.#listeners]) listener(this.blocked);
  }
}
