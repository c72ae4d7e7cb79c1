import type { ReactiveController, ReactiveElement } from 'lit';

/** Rows that are drawn beyond each edge, so that a quick scroll meets no gap. */
const BEYOND = 8;

/**
 * Which rows of a long list are worth drawing: those in sight of a scroller whose rows are all of one height. The rest is space above and below.
 * Rows that come in on top push nothing away from under the reader's eyes.
 */
export class RowWindow implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #resized = new ResizeObserver(() => this.#look());
  #scroller: HTMLElement | undefined;
  #rowHeight = 40;
  #first = 0;
  #shown = 20;
  #count = 0;
  #topId: string | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The rows to draw of a list of `count`, and the space that stands for the others, px. */
  rangeOf(count: number): { first: number; last: number; above: number; below: number } {
    this.#count = count;
    const first = Math.max(0, Math.min(this.#first - BEYOND, count - this.#shown - 2 * BEYOND));
    const last = Math.min(count, Math.max(first, this.#first) + this.#shown + BEYOND);
    return { first, last, above: first * this.#rowHeight, below: (count - last) * this.#rowHeight };
  }

  /** The reader has come near the end of what there is. */
  get atEnd(): boolean {
    return this.#scroller !== undefined && this.#first + this.#shown + BEYOND >= this.#count;
  }

  /** Follows the scroller that is in the page now, and the height of its rows; `ids` are those of the whole list. */
  follow(scroller: HTMLElement | null, row: HTMLElement | null, ids: { readonly indexOf: (id: string) => number; readonly top: string | undefined }): void {
    if (scroller && scroller !== this.#scroller) {
      this.#leave();
      this.#scroller = scroller;
      scroller.addEventListener('scroll', this.#look, { passive: true });
      this.#resized.observe(scroller);
    }
    const height = row?.offsetHeight;
    if (height && height !== this.#rowHeight) {
      this.#rowHeight = height;
      this.#host.requestUpdate();
    }
    if (scroller && scroller.scrollTop > 0 && this.#topId !== undefined && this.#topId !== ids.top) {
      const added = ids.indexOf(this.#topId);
      if (added > 0) scroller.scrollTop += added * this.#rowHeight;
    }
    this.#topId = ids.top;
  }

  /** Scrolls a row into sight. */
  reveal(index: number): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const top = index * this.#rowHeight;
    const height = scroller.clientHeight - this.#headHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + this.#rowHeight > scroller.scrollTop + height) scroller.scrollTop = top + this.#rowHeight - height;
    this.#look();
  }

  /** Rows that fit into the scroller. */
  get page(): number {
    return Math.max(1, this.#shown - 1);
  }

  hostDisconnected(): void {
    this.#leave();
  }

  get #headHeight(): number {
    return this.#scroller?.querySelector<HTMLElement>('[data-head]')?.offsetHeight ?? 0;
  }

  #leave(): void {
    this.#scroller?.removeEventListener('scroll', this.#look);
    this.#resized.disconnect();
    this.#scroller = undefined;
  }

  readonly #look = (): void => {
    const scroller = this.#scroller;
    if (!scroller) return;
    const first = Math.floor(scroller.scrollTop / this.#rowHeight);
    const shown = Math.ceil(scroller.clientHeight / this.#rowHeight) + 1;
    if (first === this.#first && shown === this.#shown) return;
    this.#first = first;
    this.#shown = shown;
    this.#host.requestUpdate();
  };
}
