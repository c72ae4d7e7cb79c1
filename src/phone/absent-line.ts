import { ItError, type ErrorCode } from '../it-error.js';
import type { Line, LineListener } from './line.js';

/** The line of an account that may not use a softphone: off, and says why. */
export class AbsentLine implements Line {
  readonly #reason: ErrorCode;
  readonly #now: () => number;

  constructor(reason: ErrorCode, now: () => number) {
    this.#reason = reason;
    this.#now = now;
  }

  start(listener: LineListener): () => void {
    listener.apply({ type: 'line-changed', state: 'off', reason: this.#reason, at: this.#now() });
    return () => undefined;
  }

  execute(): Promise<void> {
    return Promise.reject(new ItError(this.#reason));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
