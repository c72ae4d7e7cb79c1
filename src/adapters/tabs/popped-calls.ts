/** As many calls as an agent can have at once, by far. */
const KEPT = 50;

/** Calls whose contact has popped, in the origin's storage: no reload and no other tab pops it again. Holds ids of ours, nothing of the caller. */
export class PoppedCalls {
  readonly #key: string;

  constructor(key: string) {
    this.#key = `${key} popped`;
  }

  has(callId: string): boolean {
    return this.#read().includes(callId);
  }

  add(callId: string): void {
    this.#write([...this.#read().filter((id) => id !== callId), callId].slice(-KEPT));
  }

  /** The call is over. */
  forget(callId: string): void {
    const ids = this.#read();
    if (ids.includes(callId)) this.#write(ids.filter((id) => id !== callId));
  }

  clear(): void {
    this.#write([]);
  }

  #read(): readonly string[] {
    try {
      const ids: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
    } catch {
      // Storage is closed to this page: its own store still knows what it has popped.
      return [];
    }
  }

  #write(ids: readonly string[]): void {
    try {
      if (ids.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(ids));
    } catch {
      // As above.
    }
  }
}
