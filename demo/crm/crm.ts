import type { Contact, ItProvider } from '../../src/index.js';
import { takeCredential } from '../page/credential.js';
import { fillWords, pageLocale } from '../page/locale.js';
import { signInHere } from '../page/sign-in.js';
import { followEvents } from './event-log.js';
import { WORDS } from './words.js';

const ENDPOINT = '/crm';
const credential = takeCredential();
const words = WORDS[pageLocale()];
fillWords(words);

const provider = document.querySelector('it-provider') as ItProvider;
const signInForm = document.querySelector<HTMLFormElement>('#sign-in')!;
const refused = document.querySelector<HTMLElement>('#refused')!;
let given = credential !== undefined;

followEvents(provider, document.querySelector<HTMLElement>('#log')!);

/** Who has this number; null: nobody known. */
async function findContact(number: string): Promise<Contact | null> {
  const response = await fetch(`${ENDPOINT}/contacts?number=${encodeURIComponent(number)}`);
  if (!response.ok) throw new Error(`contacts: ${response.status}`);
  return (await response.json()) as Contact | null;
}

async function showContact(number: string): Promise<void> {
  const contact = await findContact(number).catch(() => null);
  const facts: [string, string | undefined][] = [
    [words.name, contact?.name ?? words.newContact],
    [words.kana, contact?.kana],
    [words.company, contact?.company],
    [words.number, number],
  ];
  const list = document.querySelector<HTMLElement>('#contact')!;
  list.replaceChildren(...facts.flatMap(([term, fact]) => (fact ? [element('dt', term), element('dd', fact)] : [])));
  list.hidden = false;
  document.querySelector<HTMLElement>('#no-contact')!.hidden = true;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function valueOf(form: HTMLFormElement, field: string): string {
  return (form.elements.namedItem(field) as HTMLInputElement).value;
}

const COMMANDS: Record<string, () => Promise<unknown>> = {
  answer: () => provider.phone.answer(),
  reject: () => provider.phone.reject(),
  hangUp: () => provider.phone.hangUp(),
  hold: () => provider.phone.setHold(true),
  resume: () => provider.phone.setHold(false),
  mute: () => provider.phone.setMuted(true),
  unmute: () => provider.phone.setMuted(false),
  available: () => provider.agent.setStatus(0),
  away: () => provider.agent.setStatus(3),
  signOut: () => provider.signOut().then(() => askForCredential(false)),
};

/** Failures are drawn by the element that they concern, and it-error puts them into the log. */
function run(command: Promise<unknown> | undefined): void {
  command?.catch(() => undefined);
}

function askForCredential(wasRefused: boolean): void {
  provider.removeAttribute('endpoint');
  signInForm.hidden = false;
  refused.hidden = !wasRefused;
}

provider.resolveContact = findContact;
provider.addEventListener('it-contact-pop', (event) => {
  event.preventDefault();
  void showContact(event.detail.number);
});
provider.addEventListener('it-error', (event) => {
  if (event.detail.error.code === 'sign-in-failed') askForCredential(given);
});
signInForm.addEventListener('submit', (event) => {
  event.preventDefault();
  const chosen = valueOf(signInForm, 'credential').trim();
  if (!chosen) return;
  given = true;
  signInForm.hidden = true;
  signInHere(provider, ENDPOINT, chosen);
});
document.querySelector('#commands')!.addEventListener('click', (event) => {
  const name = (event.target as Element).closest<HTMLElement>('[data-command]')?.dataset['command'];
  if (name) run(COMMANDS[name]?.());
});
for (const [id, field, command] of [
  ['dial', 'target', (value: string) => provider.phone.dial(value)],
  ['tones', 'tones', (value: string) => provider.phone.sendTones(value)],
] as const) {
  const form = document.querySelector<HTMLFormElement>(`#${id}`)!;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(command(valueOf(form, field)));
  });
}

signInHere(provider, ENDPOINT, credential);
