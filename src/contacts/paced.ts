/** So many things are taken at once, which is more than an agent's calls bring. */
const AT_ONCE = 20;
/** Within this time, ms: a frame. */
const WITHIN_MS = 16;

/**
 * Takes what comes at once, as long as it is little; of a burst the rest waits, in order, and is taken in portions of {@link AT_ONCE}, each in a task of
 * its own, so that sound, drawing and clicks come between them. The tasks are no timers, which hidden pages are made to wait for.
 */
export class Paced<T> {
  readonly #take: (portion: readonly T[]) => void;
  readonly #waiting: T[] = [];
  readonly #turns = new MessageChannel();
  #since = -Infinity;
  #taken = 0;

  constructor(take: (portion: readonly T[]) => void) {
    this.#take = take;
    this.#turns.port1.onmessage = () => this.#takeTurn();
  }

  add(thing: T): void {
    const now = performance.now();
    if (now - this.#since > WITHIN_MS) {
      this.#since = now;
      this.#taken = 0;
    }
    if (this.#waiting.length === 0 && this.#taken < AT_ONCE) {
      this.#taken += 1;
      this.#take([thing]);
      return;
    }
    if (this.#waiting.push(thing) === 1) this.#turns.port2.postMessage(undefined);
  }

  /** What waits is not taken any more. */
  stop(): void {
    this.#waiting.length = 0;
    this.#turns.port1.close();
  }

  #takeTurn(): void {
    const portion = this.#waiting.splice(0, AT_ONCE);
    if (this.#waiting.length > 0) this.#turns.port2.postMessage(undefined);
    if (portion.length > 0) this.#take(portion);
  }
}
