import { onSnapshot, type DocumentReference, type DocumentSnapshot } from 'firebase/firestore';

/** An agent talks to few at a time. */
const MOST = 5;

/** Single documents that are listened to beside a query that no longer has them, such as a call that is talked on while newer ones come. */
export class FollowedCalls {
  readonly #told: (call: DocumentSnapshot) => boolean;
  readonly #stops = new Map<string, () => void>();

  /** `told` hears of every change; false: that was the last that matters. */
  constructor(told: (call: DocumentSnapshot) => boolean) {
    this.#told = told;
  }

  /** A document that is refused is let go: the query's own listener says why. */
  follow(call: DocumentReference): void {
    if (this.#stops.has(call.id) || this.#stops.size >= MOST) return;
    const letGo = (): void => {
      this.#stops.get(call.id)?.();
      this.#stops.delete(call.id);
    };
    const stop = onSnapshot(call, (now) => (now.metadata.fromCache || this.#told(now) ? undefined : letGo()), letGo);
    this.#stops.set(call.id, stop);
  }

  stop(): void {
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
  }
}
