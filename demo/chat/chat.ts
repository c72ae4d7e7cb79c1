import type { CustomerConfig } from '../../src/config/config.js';
import type { ItProvider } from '../../src/elements/it-provider.js';
import { fillWords, pageLocale } from '../page/locale.js';
import { WORDS } from './words.js';

const locale = pageLocale();
const words = WORDS[locale];
document.title = words.title;
fillWords(words);

const provider = document.querySelector('it-provider') as ItProvider;
const asked = new URLSearchParams(location.search);

/** The group's fixed URL names the group; who the customer is, the cookie of an earlier visit says. */
async function begin(renew: boolean): Promise<void> {
  const expiresIn = asked.get('expiresIn');
  const response = await fetch('/chat/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      group: asked.get('group'),
      ...(asked.has('agreement') && { agreement: asked.get('agreement') }),
      ...(expiresIn !== null && !renew && { expiresIn: Number(expiresIn) }),
      ...(renew && { renew }),
    }),
  });
  if (!response.ok) throw new Error(`/chat/session answered ${response.status}`);
  const { firebase, ...config } = (await response.json()) as CustomerConfig;
  provider.config = { ...config, locale, ...(firebase && { firebase: { ...firebase, token: fetchToken } }) };
}

/** JSON holds no functions. */
async function fetchToken(): Promise<string> {
  const response = await fetch('/chat/firebase-token', { method: 'POST' });
  if (!response.ok) throw new Error(`/chat/firebase-token answered ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}

function beginOrSayWhyNot(renew: boolean): void {
  begin(renew).catch((error: unknown) => {
    console.warn(error);
    const refused = document.querySelector<HTMLElement>('#refused');
    if (refused) refused.hidden = false;
  });
}

provider.addEventListener('it-chat-restart', () => beginOrSayWhyNot(true));
beginOrSayWhyNot(false);
