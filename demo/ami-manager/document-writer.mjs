import { setTimeout as delay } from 'node:timers/promises';

/** What happens within one moment is one write: a pick-up, for instance, is a call of its own for some milliseconds. */
const MOMENT_MS = 25;
const LONGEST_RETRY_MS = 2_000;
const FIRST_RETRY_MS = 100;
/** Firestore takes 500 writes in a commit. */
const BATCH = 200;

/**
 * @typedef {object} Content of a document
 * @property {Record<string, unknown> | null} fields null: the document is removed
 * @property {readonly string[]} [mask] only these fields are written; those of them that `fields` lacks are removed
 * @property {{ field: string, value: unknown }} [clears] sets this field to null where it still has this value: somebody else writes it, too; needs `mask`
 */

/**
 * Brings documents to Firestore, moment by moment and in order, so that no state is left out that lasted; after a failure only the newest states count, and they
 * are tried again until they are there. A write that is done twice is the same as once.
 */
export class DocumentWriter {
  #store;
  #log;
  /** Contents by path, the current moment last. @type {Map<string, Content>[]} */
  #moments = [];
  #running = Promise.resolve();
  #busy = false;
  #stopped = false;
  #down = false;

  /** @param {import('./firestore-rest.mjs').FirestoreRest} store @param {{ log: (line: string) => void }} options */
  constructor(store, { log }) {
    this.#store = store;
    this.#log = log;
  }

  /** Has a document written soon; a later content of the same moment replaces it. @param {string} path @param {Content} content */
  put(path, content) {
    if (this.#stopped) return;
    if (this.#moments.length === 0 || this.#moments.at(-1).closed) this.#open();
    const moment = this.#moments.at(-1);
    moment.set(path, combine(moment.get(path), content));
  }

  /** Writes what there is to be written, also of a moment that is not over, and takes no more. */
  async stop() {
    this.#stopped = true;
    for (const moment of this.#moments) moment.closed = true;
    this.#start();
    await this.#running;
  }

  #open() {
    const moment = new Map();
    this.#moments.push(moment);
    setTimeout(() => {
      moment.closed = true;
      this.#start();
    }, MOMENT_MS);
  }

  #start() {
    if (this.#busy) return;
    this.#busy = true;
    this.#running = this.#run();
  }

  async #run() {
    let retryMs = FIRST_RETRY_MS;
    while (this.#moments[0]?.closed) {
      try {
        await this.#write([...this.#moments[0]]);
        this.#moments.shift();
        if (this.#down) this.#log('Firestore is back');
        this.#down = false;
        retryMs = FIRST_RETRY_MS;
      } catch (error) {
        if (!this.#down) this.#log(`Firestore cannot be written, trying on: ${error.cause?.code ?? error.message}`);
        this.#down = true;
        if (this.#stopped) break;
        await delay(retryMs);
        retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
        this.#keepNewest();
      }
    }
    this.#busy = false;
  }

  #keepNewest() {
    const closed = this.#moments.filter((moment) => moment.closed);
    const newest = closed.shift();
    for (const moment of closed) for (const [path, content] of moment) newest.set(path, combine(newest.get(path), content));
    this.#moments = [newest, ...this.#moments.filter((moment) => !moment.closed)];
  }

  async #write(contents) {
    const plain = contents.filter(([, { clears }]) => !clears).map(([path, { fields, mask }]) => ({ path, fields, mask }));
    for (let from = 0; from < plain.length; from += BATCH) await this.#store.commit(plain.slice(from, from + BATCH));
    for (const [path, content] of contents) if (content.clears) await this.#clear(path, content);
  }

  /** In one write, so that nobody sees the answer beside the wish. */
  async #clear(path, { fields, mask, clears: { field, value } }) {
    for (;;) {
      const current = await this.#store.get(path);
      const cleared = current?.fields[field] === value ? { fields: { ...fields, [field]: null }, mask: [...mask, field] } : { fields, mask };
      if (await this.#store.commit([{ path, ...cleared, updateTime: current?.updateTime }])) return;
    }
  }
}

/** What is to be cleared stays so when only the fields are replaced. */
function combine(before, content) {
  return before?.clears && !content.clears && content.fields ? { ...content, clears: before.clears } : content;
}
