import type { ReactiveController, ReactiveElement } from 'lit';

/** Where a button was drawn, and which one: `data-place` names what a button is for, so that 保留 and 保留解除 are one. */
interface Drawn {
  readonly place: string;
  readonly box: DOMRect;
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Protects a hand that is already on its way: a button that takes another's place ignores the pointer for `--it-guard`.
 * Buttons marked with `data-place` are compared before and after each update; a button where there was none is free at once.
 * The keyboard is not guarded, because focus stays with its button wherever that moves.
 */
export class PlaceGuard implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #until = new WeakMap<Element, number>();
  #before: readonly Drawn[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
    host.renderRoot.addEventListener('click', (event) => this.#judge(event as MouseEvent), { capture: true });
  }

  hostUpdate(): void {
    this.#before = this.#buttons().map((button) => ({ place: button.dataset['place']!, box: button.getBoundingClientRect() }));
  }

  hostUpdated(): void {
    if (this.#before.length === 0) return;
    const guarded = this.#buttons().filter((button) => this.#takesAnothersPlace(button));
    if (guarded.length === 0) return;
    const wait = this.#wait();
    for (const button of guarded) {
      this.#until.set(button, performance.now() + wait);
      // Said to assistive technology and to tests too: for this moment the button is there and does nothing.
      button.setAttribute('aria-disabled', 'true');
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#release(), wait);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#release(true);
  }

  #buttons(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>('button[data-place]')];
  }

  #takesAnothersPlace(button: HTMLElement): boolean {
    const { place } = button.dataset;
    const box = button.getBoundingClientRect();
    return (
      this.#before.some((old) => old.place !== place && overlap(old.box, box)) && !this.#before.some((old) => old.place === place && overlap(old.box, box))
    );
  }

  /** `--it-guard` in ms. */
  #wait(): number {
    const value = getComputedStyle(this.#host).getPropertyValue('--_guard').trim();
    const amount = Number.parseFloat(value);
    if (!Number.isFinite(amount)) return 500;
    return value.endsWith('ms') ? amount : amount * 1000;
  }

  #release(all = false): void {
    const now = performance.now();
    let next = Infinity;
    for (const button of this.#buttons()) {
      const until = this.#until.get(button);
      if (until === undefined) continue;
      if (all || until <= now + 1) {
        this.#until.delete(button);
        button.removeAttribute('aria-disabled');
      } else next = Math.min(next, until - now);
    }
    if (next !== Infinity) this.#timer = setTimeout(() => this.#release(), next);
  }

  #judge(event: MouseEvent): void {
    // A click of the keyboard or of a script has no pointer behind it, and so no place.
    if (event.detail === 0) return;
    const button = event.composedPath().find((node): node is HTMLElement => node instanceof HTMLElement && node.dataset['place'] !== undefined);
    if (!button || (this.#until.get(button) ?? 0) <= performance.now()) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  }
}
