/** Ended calls that are remembered; older ones are forgotten. */
const REMEMBERED = 20_000;

/** The documents of all calls, newest last, and whoever wants to hear of changes: the part of ami-manager. */
export class CallEvents {
  /** @type {Map<string, import('./call.mjs').CallDocument>} */
  #documents = new Map();
  /** @type {Set<(document: import('./call.mjs').CallDocument) => void>} */
  #listeners = new Set();

  /** @param {import('./call.mjs').CallDocument} document */
  publish(document) {
    this.#documents.set(document.linkedId, document);
    for (const [linkedId, { state }] of this.#documents) {
      if (this.#documents.size <= REMEMBERED) break;
      if (state === 'ended') this.#documents.delete(linkedId);
    }
    for (const listener of this.#listeners) listener(document);
  }

  /** All documents, oldest first. */
  documents() {
    return [...this.#documents.values()];
  }

  /** @param {(document: import('./call.mjs').CallDocument) => void} listener @returns {() => void} its stop */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
