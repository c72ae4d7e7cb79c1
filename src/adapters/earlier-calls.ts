import type { CallEvent } from '../contacts/call-event.js';

/**
 * Marks the calls that were there when a source began to listen ({@link CallEvent.earlier}), by what it read when, and by the server's times; never by this
 * computer's clock, which may be wrong. A source that begins again after an outage knows until when it had heard everything: calls that began since are news.
 */
export class EarlierCalls {
  #newest = -Infinity;
  #oldest = Infinity;
  /** Calls up to this time are earlier: of the first reading all. */
  #until = Infinity;

  /** What stands there is read now, for the first time or again. */
  begin(): void {
    this.#until = this.#newest === -Infinity ? Infinity : this.#newest;
    this.#oldest = Infinity;
  }

  /** From here on come changes; a call older than all that were read is no news, it took the place of one that went. */
  end(): void {
    this.#until = this.#oldest === Infinity ? -Infinity : this.#oldest;
  }

  mark(event: CallEvent): CallEvent {
    this.#newest = Math.max(this.#newest, event.startedAt);
    this.#oldest = Math.min(this.#oldest, event.startedAt);
    return event.startedAt <= this.#until ? { ...event, earlier: true } : event;
  }
}
