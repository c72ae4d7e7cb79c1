import type { ItProvider } from '../../src/index.js';
import { takeCredential } from '../page/credential.js';
import { fillWords, pageLocale } from '../page/locale.js';
import { signInHere } from '../page/sign-in.js';
import { WORDS } from './words.js';

const credential = takeCredential();
const words = WORDS[pageLocale()];
document.title = words.title;
fillWords(words);

const provider = document.querySelector('it-provider') as ItProvider;
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-dial]')) {
  // A refusal is drawn by the softphone.
  button.addEventListener('click', () => void provider.phone.dial(button.dataset['dial'] ?? '').catch(() => undefined));
}
signInHere(provider, '/customer', credential);
