import { ContextConsumer, type Context } from '@lit/context';
import type { ReactiveController, ReactiveElement } from 'lit';
import type { Readable } from '../store.js';

/**
 * Subscribes an element to one part of a store that a provider offers, and asks for an update only when that part changed (by identity).
 *
 *     #call = new Select(this, phoneContext, (phone) => phone.calls.find(isLive));
 *     render() { return this.#call.value ? … : nothing; }
 */
export class Select<S, R extends Readable<S>, Part> implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #select: (snapshot: S) => Part;
  readonly #changed: ((part: Part) => void) | undefined;
  #store: R | undefined;
  #value: Part | undefined;
  #stop: (() => void) | undefined;

  /** `changed` hears of every new value, before the update that it causes. */
  constructor(host: ReactiveElement, context: Context<unknown, R>, select: (snapshot: R['snapshot']) => Part, changed?: (part: Part) => void) {
    this.#host = host;
    this.#select = select;
    this.#changed = changed;
    host.addController(this);
    new ContextConsumer(host, { context, subscribe: true, callback: (store) => this.#follow(store) });
  }

  /** The selected part; undefined outside a provider. */
  get value(): Part | undefined {
    return this.#value;
  }

  /** The store itself, for commands; undefined outside a provider. */
  get store(): R | undefined {
    return this.#store;
  }

  hostConnected(): void {
    if (this.#store) this.#follow(this.#store);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #follow(store: R | undefined): void {
    this.#stop?.();
    this.#store = store;
    this.#stop = store?.subscribe((snapshot) => this.#take(snapshot));
    if (store) this.#take(store.snapshot);
  }

  #take(snapshot: S): void {
    const value = this.#select(snapshot);
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#changed?.(value);
    this.#host.requestUpdate();
  }
}
