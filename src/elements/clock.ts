import type { ReactiveController, ReactiveElement } from 'lit';

/** Updates an element every full second of what it shows, only while its last render asked for a time that runs. */
export class Clock implements ReactiveController {
  readonly #host: ReactiveElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds until the soonest of the running times shows its next second. */
  #due: number | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Milliseconds since `start` (epoch ms), to be called while rendering. */
  since(start: number): number {
    const elapsed = Date.now() - start;
    const rest = 1000 - (((elapsed % 1000) + 1000) % 1000);
    this.#due = Math.min(this.#due ?? rest, rest);
    return elapsed;
  }

  hostUpdate(): void {
    this.#due = undefined;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (this.#due !== undefined && this.#host.isConnected) this.#timer = setTimeout(() => this.#host.requestUpdate(), this.#due);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
