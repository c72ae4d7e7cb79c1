/** Shorter differences are the way of the message, not of the clock. */
const NOISE_MS = 2000;

/**
 * By how much this computer's clock is ahead of the server's, told from when changes arrive and what time the server gave them.
 * A change from the future proves a clock that is behind. One that seems late may have waited while this computer slept, so it takes two changes in a row
 * that say the same.
 */
export class ServerClock {
  #last: number | undefined;
  #offset = 0;

  /** ms; 0 while nothing else is known. */
  get offset(): number {
    return this.#offset;
  }

  /** A change that the server made at `since` (its clock) has just arrived, at `now` (ours). */
  hear(since: number, now: number): void {
    const lag = now - since;
    const agrees = this.#last !== undefined && Math.abs(lag - this.#last) <= NOISE_MS;
    if (lag < -NOISE_MS) this.#offset = lag;
    else if (agrees) this.#offset = Math.abs(lag) <= NOISE_MS ? 0 : lag;
    this.#last = lag;
  }
}
