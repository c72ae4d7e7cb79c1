/** How much of a person's attention a page has, and whether it may make a sound. */
export interface Attention {
  readonly visible: boolean;
  /** When the page was last focused or touched, epoch ms, to about a second; 0: never. */
  readonly focusedAt: number;
  /** Somebody has touched the page, so that it may play sound (HTML, sticky activation). */
  readonly activated: boolean;
}

export interface PageLifeListener {
  attention(attention: Attention): void;
  /** The page goes away, is frozen, or is put into the back-forward cache: nothing of it runs after this call. */
  leaving(): void;
  /** It is back after {@link leaving}. */
  back(): void;
}

/** The life of this page as the browser tells it (Page Lifecycle: freeze, resume; HTML: pagehide, pageshow, visibilitychange). */
export interface PageLife {
  readonly attention: Attention;
  /** Returns its stop. */
  watch(listener: PageLifeListener): () => void;
}

/** Touches closer than this to each other are one, ms. */
const TOUCH_MS = 1000;

/** {@link PageLife} of the page that this code runs in. */
export function browserPageLife(): PageLife {
  let focusedAt = document.hasFocus() ? Date.now() : 0;
  const read = (): Attention => ({
    visible: document.visibilityState === 'visible',
    focusedAt,
    // Firefox before 120 does not tell; a page that was touched will be allowed anyway.
    activated: (navigator as { userActivation?: { hasBeenActive: boolean } }).userActivation?.hasBeenActive ?? true,
  });
  return {
    get attention() {
      return read();
    },
    watch(listener) {
      const stop = new AbortController();
      const on = (target: EventTarget, types: readonly string[], heard: (event: Event) => void): void => {
        for (const type of types) target.addEventListener(type, heard, { signal: stop.signal, capture: true });
      };
      let told = read();
      const tell = (): void => listener.attention((told = read()));
      on(document, ['visibilitychange'], tell);
      on(window, ['focus'], () => {
        focusedAt = Date.now();
        tell();
      });
      on(window, ['pointerdown', 'keydown'], () => {
        if (Date.now() - focusedAt < TOUCH_MS && told.activated) return;
        focusedAt = Date.now();
        // Activation is set after the event's listeners have run.
        setTimeout(tell);
      });
      on(window, ['pagehide'], () => listener.leaving());
      on(document, ['freeze'], () => listener.leaving());
      on(document, ['resume'], () => listener.back());
      on(window, ['pageshow'], (event) => {
        if ((event as PageTransitionEvent).persisted) listener.back();
      });
      return () => stop.abort();
    },
  };
}
