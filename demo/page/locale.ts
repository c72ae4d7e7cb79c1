import type { Locale } from '../../src/config/config.js';

const LOCALES: readonly Locale[] = ['ja', 'en', 'vi'];

/** The page's words in every language; `ja` says which there are. */
export type Words<Key extends string = string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

/** The language asked for by `?locale=`, else ja; it becomes the page's `lang`, which the widgets follow. */
export function pageLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('locale');
  const locale = LOCALES.find((candidate) => candidate === asked) ?? 'ja';
  document.documentElement.lang = locale;
  return locale;
}

/** Puts the words into every element with `data-words="key"`, and `data-words-label="key"` into `aria-label`. */
export function fillWords(words: Readonly<Record<string, string>>, root: ParentNode = document): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-words]')) element.textContent = wordFor(words, element.dataset['words']);
  for (const element of root.querySelectorAll<HTMLElement>('[data-words-label]')) {
    element.setAttribute('aria-label', wordFor(words, element.dataset['wordsLabel']));
  }
}

function wordFor(words: Readonly<Record<string, string>>, key: string | undefined): string {
  const word = key === undefined ? undefined : words[key];
  if (word === undefined) throw new Error(`no words for ${String(key)}`);
  return word;
}

/** `address` in the language of this page. */
export function inLocale(address: string, locale: Locale): string {
  const url = new URL(address, location.href);
  url.searchParams.set('locale', locale);
  return url.pathname + url.search;
}
