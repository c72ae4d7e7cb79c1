import { ItError } from '../../it-error.js';
import type { Role } from './tab-group.js';
import { readError, type WrittenError } from './tab-message.js';

interface Ask {
  readonly topic: string;
  readonly data: unknown;
  /** A certain tab; absent: the owner. */
  readonly to?: string;
  readonly once?: boolean;
  readonly limitMs?: number;
}

interface Pending extends Ask {
  /** Epoch of the owner that was asked; undefined: nobody yet. */
  asked: number | undefined;
  resolve(data: unknown): void;
  reject(error: unknown): void;
}

type Answer = (data: unknown, from: string) => Promise<unknown>;

/** Questions between tabs that are under way, and who answers them here (see {@link Topic.ask}). */
export class Asks {
  readonly #tabId: string;
  readonly #newId: () => string;
  readonly #send: (message: { topic: string; ask: string; data: unknown; to: string | undefined }) => void;
  readonly #answers = new Map<string, Answer>();
  readonly #pending = new Map<string, Pending>();
  #role: Role | undefined;
  #epoch = 0;

  constructor(tabId: string, newId: () => string, send: (message: { topic: string; ask: string; data: unknown; to: string | undefined }) => void) {
    this.#tabId = tabId;
    this.#newId = newId;
    this.#send = send;
  }

  serve(topic: string, answer: Answer): () => void {
    this.#answers.set(topic, answer);
    return () => {
      if (this.#answers.get(topic) === answer) this.#answers.delete(topic);
    };
  }

  /** @throws ItError line-offline where nobody serves the topic */
  async answer(topic: string, data: unknown, from: string): Promise<unknown> {
    const answer = this.#answers.get(topic);
    if (!answer) throw new ItError('line-offline');
    return answer(data, from);
  }

  ask(asked: Ask): Promise<unknown> {
    const { topic, data, to, limitMs } = asked;
    // At once: what needs a click of the agent has to begin within it.
    if (to === this.#tabId || (to === undefined && this.#role === 'owner')) return this.answer(topic, data, this.#tabId);
    const ask = this.#newId();
    return new Promise((resolve, reject) => {
      const pending: Pending = { ...asked, asked: undefined, resolve, reject };
      this.#pending.set(ask, pending);
      if (limitMs !== undefined) setTimeout(() => this.#settle(ask, () => reject(new ItError('line-offline'))), limitMs);
      // Before it is known who the owner is, nobody would hear it, or the owner twice.
      if (to !== undefined || this.#role !== undefined) this.#put(ask, pending);
    });
  }

  answered({ ask, data, error }: { readonly ask: string; readonly data?: unknown; readonly error?: WrittenError }): void {
    const pending = this.#pending.get(ask);
    if (pending) this.#settle(ask, () => (error ? pending.reject(readError(error)) : pending.resolve(data)));
  }

  /** What an owner before has not answered is asked anew. */
  ownerIs(role: Role | undefined, epoch: number): void {
    if (role === this.#role && epoch === this.#epoch) return;
    this.#role = role;
    this.#epoch = epoch;
    if (role === undefined) return;
    for (const [ask, pending] of [...this.#pending]) {
      if (pending.to !== undefined || pending.asked === epoch) continue;
      if (pending.once && pending.asked !== undefined) this.#settle(ask, () => pending.reject(new ItError('line-offline')));
      else if (role === 'owner') this.#settle(ask, () => void this.answer(pending.topic, pending.data, this.#tabId).then(pending.resolve, pending.reject));
      else this.#put(ask, pending);
    }
  }

  /** This tab asks no more. */
  giveUp(): void {
    for (const [ask, pending] of [...this.#pending]) this.#settle(ask, () => pending.reject(new ItError('line-offline')));
  }

  #put(ask: string, pending: Pending): void {
    pending.asked = this.#epoch;
    this.#send({ topic: pending.topic, ask, data: pending.data, to: pending.to });
  }

  #settle(ask: string, how: () => void): void {
    if (this.#pending.delete(ask)) how();
  }
}
