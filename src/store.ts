/** Read side of a store: what elements, hosts and tests hold. */
export interface Readable<Snapshot> {
  /** Frozen plain data; the same object until something changed, so compare by identity. */
  readonly snapshot: Snapshot;
  /** Called after every change with the new snapshot, not at once. Returns the stop function. */
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
}

/** Freezes plain data all the way down and returns it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/**
 * One snapshot, one pure reducer, one writer. Subclasses add commands; events are facts and come in by `apply`.
 * A reducer that returns the same object means that nothing changed, and nobody is told.
 */
export class Store<Snapshot, Event> implements Readable<Snapshot> {
  #snapshot: Snapshot;
  readonly #reduce: (snapshot: Snapshot, event: Event) => Snapshot;
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();

  constructor(initial: Snapshot, reduce: (snapshot: Snapshot, event: Event) => Snapshot) {
    this.#snapshot = deepFreeze(initial);
    this.#reduce = reduce;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    // Wrapped, so that the same function subscribed twice is two subscriptions with two stops.
    const entry = (snapshot: Snapshot): void => listener(snapshot);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** A fact that happened: the only way by which the snapshot changes. */
  apply(event: Event): void {
    const next = this.#reduce(this.#snapshot, event);
    if (next === this.#snapshot) return;
    this.#snapshot = deepFreeze(next);
    for (const listener of [...this.#listeners]) {
      try {
        listener(this.#snapshot);
      } catch (thrown) {
        // A subscriber's own mistake is reported as the page would report it, and stops nobody else.
        reportError(thrown);
      }
    }
  }
}
