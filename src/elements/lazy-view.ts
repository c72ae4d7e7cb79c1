import type { ReactiveElement } from 'lit';
import type { Localize } from '../i18n/localize.js';

/** What draws an element, loaded when there is first something to draw, so that the element itself stays small. */
export interface View {
  render(): unknown;
}

/** Loads a view once, and beside it the words that it will say; the host is updated when it is there. A failed load is tried again at the next need. */
export class LazyView {
  readonly #host: ReactiveElement;
  readonly #localize: Localize;
  readonly #load: () => Promise<View>;
  #loading = false;
  #view: View | undefined;

  constructor(host: ReactiveElement, localize: Localize, load: () => Promise<View>) {
    this.#host = host;
    this.#localize = localize;
    this.#load = load;
  }

  /** The view, once loaded. */
  get view(): View | undefined {
    return this.#view;
  }

  /** Asks for the view. */
  need(): void {
    if (this.#loading) return;
    this.#loading = true;
    this.#localize.prepare();
    this.#load().then(
      (view) => {
        this.#view = view;
        this.#host.requestUpdate();
      },
      (thrown: unknown) => {
        this.#loading = false;
        console.warn(`it-widgets: <${this.#host.localName}> could not be loaded`, thrown);
      },
    );
  }
}
