import type { Localize } from '../i18n/localize.js';
import type { FramedElement } from './framed-element.js';

/** What draws an element, loaded when there is first something to draw, so that the element itself stays small. */
export interface View {
  render(): unknown;
}

/** Loads a view once, and beside it the words that it will say; the host is drawn as soon as it is there. A failed load is tried again at the next need. */
export class LazyView {
  readonly #host: FramedElement;
  readonly #localize: Localize;
  readonly #load: () => Promise<View>;
  #loading = false;
  #view: View | undefined;

  constructor(host: FramedElement, localize: Localize, load: () => Promise<View>) {
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
        this.#host.drawSoon();
      },
      (thrown: unknown) => {
        this.#loading = false;
        console.warn(`it-widgets: <${this.#host.localName}> could not be loaded`, thrown);
      },
    );
  }
}
