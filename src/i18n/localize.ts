import type { ReactiveController, ReactiveElement } from 'lit';
import type { Locale } from '../config/config.js';
import type { Words } from './ja.js';

const CATALOGUES: Readonly<Record<Locale, () => Promise<{ default: Words }>>> = {
  ja: () => import('./ja.js'),
  en: () => import('./en.js'),
  vi: () => import('./vi.js'),
};

const loaded: Partial<Record<Locale, Words>> = {};

/** The ancestors of a node, up through shadow hosts, itself first. */
function* upwards(from: Element): Generator<Element> {
  for (let node: Element | null = from; node;) {
    yield node;
    const parent: Node | null = node.assignedSlot ?? node.parentNode;
    node = parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  }
}

/** `ja-JP` → `ja`; a language that we do not speak → ja. */
function localeOf(lang: string): Locale {
  const language = lang.toLowerCase().split('-')[0];
  return language === 'en' || language === 'vi' ? language : 'ja';
}

/** The account's locale, else that of the nearest `lang` attribute, else ja. */
export function localeAt(element: Element, account: Locale | undefined): Locale {
  if (account) return account;
  for (const ancestor of upwards(element)) {
    const lang = ancestor.getAttribute('lang');
    if (lang) return localeOf(lang);
  }
  return 'ja';
}

/** The words of a locale, loaded when first asked for. */
export async function wordsOf(locale: Locale): Promise<Words> {
  return (loaded[locale] ??= (await CATALOGUES[locale]()).default);
}

/**
 * The language of an element and its words: the account's locale, else the nearest `lang` attribute, else ja; follows changes of both.
 * A catalogue is loaded when its words are first asked for, so an element that never asks costs nothing.
 */
export class Localize implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #accountLocale: () => Locale | undefined;
  readonly #observer = new MutationObserver(() => this.#host.requestUpdate());
  #loading: Locale | undefined;

  /** `accountLocale` is asked at every update. */
  constructor(host: ReactiveElement, accountLocale: () => Locale | undefined) {
    this.#host = host;
    this.#accountLocale = accountLocale;
    host.addController(this);
  }

  get locale(): Locale {
    return localeAt(this.#host, this.#accountLocale());
  }

  /** The words of the present locale; undefined until they are loaded, the host is updated then. */
  get words(): Words | undefined {
    const { locale } = this;
    if (!loaded[locale]) void this.#load(locale);
    return loaded[locale];
  }

  /** Asks for the words ahead of the first drawing that says them, so that they load beside its code. */
  prepare(): void {
    void this.words;
  }

  hostConnected(): void {
    for (const element of upwards(this.#host)) this.#observer.observe(element, { attributes: true, attributeFilter: ['lang'] });
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  async #load(locale: Locale): Promise<void> {
    if (this.#loading === locale) return;
    this.#loading = locale;
    try {
      await wordsOf(locale);
      this.#host.requestUpdate();
    } catch (thrown) {
      console.warn(`it-widgets: words of ${locale} could not be loaded`, thrown);
    } finally {
      this.#loading = undefined;
    }
  }
}
