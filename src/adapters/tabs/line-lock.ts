/** Who hears of a lock. */
export interface LockListener {
  gained(): void;
  /** Somebody stole it. Not told after {@link LineLock.release}. */
  lost(): void;
}

/**
 * One holder among all tabs of the origin (Web Locks): the browser hands it on when the holder's page is gone, however it went.
 * Where there are no locks (an insecure page), every page is its own holder.
 */
export class LineLock {
  readonly #name: string;
  readonly #listener: LockListener;
  /** Counts requests: answers to an older one are void. */
  #turn = 0;
  #waiting: AbortController | undefined;
  #free: (() => void) | undefined;

  constructor(name: string, listener: LockListener) {
    this.#name = name;
    this.#listener = listener;
  }

  get held(): boolean {
    return this.#free !== undefined;
  }

  /** Waits until nobody holds it. */
  request(): void {
    if (this.held || this.#waiting) return;
    this.#waiting = new AbortController();
    this.#ask({ signal: this.#waiting.signal });
  }

  /** Takes it from whoever holds it. */
  steal(): void {
    if (this.held) return;
    this.#stopWaiting();
    this.#ask({ steal: true });
  }

  /** Lets it go, or stops waiting for it. */
  release(): void {
    this.#turn++;
    this.#stopWaiting();
    this.#free?.();
    this.#free = undefined;
  }

  #stopWaiting(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
  }

  #ask(options: LockOptions): void {
    const turn = ++this.#turn;
    const locks = (navigator as { locks?: LockManager }).locks;
    const hold = (): Promise<void> | undefined => {
      if (turn !== this.#turn) return undefined;
      this.#waiting = undefined;
      const held = new Promise<void>((resolve) => (this.#free = resolve));
      this.#listener.gained();
      return held;
    };
    if (!locks) {
      void hold();
      return;
    }
    locks.request(this.#name, options, hold).catch(() => {
      // Rejects when it is stolen, or when our own waiting was broken off.
      if (turn !== this.#turn || !this.held) return;
      this.#free = undefined;
      this.#listener.lost();
    });
  }
}
