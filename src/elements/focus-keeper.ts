import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Keeps focus inside an element when a drawing takes away what had it: it goes to `refuge`, on nothing that a key repeat could press,
 * or where {@link next} says, because a person changed the view. Takes no focus from the host's page.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #refuge: string;
  #next: string | undefined;
  #before: Element | null = null;

  /** `refuge` is the selector of an element with `tabindex="-1"`. */
  constructor(host: ReactiveElement, refuge: string) {
    this.#host = host;
    this.#refuge = refuge;
    host.addController(this);
  }

  /** What had the focus before the present drawing. */
  get before(): Element | null {
    return this.#before;
  }

  /** Focuses the first match after the next drawing. */
  next(selector: string): void {
    this.#next = selector;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#before = this.#root.activeElement;
  }

  hostUpdated(): void {
    const lost = this.#before !== null && this.#root.activeElement === null;
    const selector = this.#next ?? (lost ? this.#refuge : undefined);
    this.#next = undefined;
    if (selector !== undefined) this.#root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  get #root(): ShadowRoot {
    return this.#host.renderRoot as ShadowRoot;
  }
}
