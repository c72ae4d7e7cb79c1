import { fillWords, inLocale, pageLocale } from '../page/locale.js';
import { WORDS } from './words.js';

const locale = pageLocale();
const words = WORDS[locale];
document.title = words.title;
fillWords(words);
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-address]')) link.href = inLocale(link.dataset['address'] ?? '/', locale);
document.querySelector(`nav a[hreflang="${locale}"]`)?.setAttribute('aria-current', 'page');
