/**
 * Whether another browser took this account's line, in the origin's storage: then no page of this browser registers by itself, or two of them would take
 * the line from each other with every page that is opened.
 */
export class Superseded {
  readonly #key: string;

  constructor(key: string) {
    this.#key = `${key} elsewhere`;
  }

  get(): boolean {
    try {
      return localStorage.getItem(this.#key) !== null;
    } catch {
      // Storage is closed to this page: it knows of nothing before it.
      return false;
    }
  }

  set(superseded: boolean): void {
    try {
      if (superseded) localStorage.setItem(this.#key, '1');
      else localStorage.removeItem(this.#key);
    } catch {
      // As above.
    }
  }
}
