import { html, nothing, type TemplateResult } from 'lit';
import type { Contact } from '../../contacts/contact.js';
import { isWithheld } from '../../contacts/pop-rule.js';
import type { Words } from '../../i18n/ja.js';
import type { NumberPart } from '../../i18n/number-format.js';
import type { Call } from '../../phone/call.js';
import { numberKey, type Region } from '../../phone-number.js';
import { PLAIN_NUMBERS, type NumberFormat } from './number-format.js';
import { numberText } from './number-text.js';

/** The other party in words. Raw text of callers and hosts: only ever rendered as text. */
export interface Caller {
  /** Name, else number, else why there is none. */
  readonly title: string;
  /** Title is a customer's name: 様 belongs after it. */
  readonly honorific: string;
  /** Absent when it is the title, or withheld. */
  readonly number?: string;
  /** How the number is written, be it the title or not; absent when withheld. */
  readonly written?: readonly NumberPart[];
  readonly kana?: string;
  readonly company?: string;
  /** 非通知, 公衆電話 or 表示圏外. */
  readonly withheld: boolean;
}

const PAYPHONE = /公衆電話|pay ?phone|coin/i;
const OUT_OF_AREA = /表示圏外|unavailable|out of area|unknown/i;

function whyWithheld({ number, name = '' }: Call['peer'], words: Words): string {
  const said = `${number} ${name}`;
  return PAYPHONE.test(said) ? words.payphone : OUT_OF_AREA.test(said) ? words.outOfArea : words.withheld;
}

/** The contact of a number, however it is written, with or without 184 and 186; null: asked, nobody known; undefined: not asked yet. */
export function contactOf(number: string, contacts: Readonly<Record<string, Contact | null>>, region: Region): Contact | null | undefined {
  const known = contacts[number];
  if (known !== undefined) return known;
  const key = numberKey(number, region);
  return Object.entries(contacts).find(([other]) => numberKey(other, region) === key)?.[1];
}

/** Who is on the other side of a call, as the display says it. */
export function callerOf(call: Call, contacts: Readonly<Record<string, Contact | null>>, words: Words, numbers: NumberFormat = PLAIN_NUMBERS): Caller {
  const { number, name } = call.peer;
  if (isWithheld(number)) return { title: whyWithheld(call.peer, words), honorific: '', withheld: true };
  const contact = contactOf(number, contacts, numbers.region) ?? undefined;
  const written = numbers.parts(number);
  const known = contact?.name ?? (name && name !== number ? name : undefined);
  if (known === undefined) return { title: number, honorific: '', written, withheld: false };
  const customer = contact !== undefined || call.kind === 'external' || call.kind === 'acd';
  return {
    title: known,
    honorific: customer && !/[様さま]$/.test(known) ? words.honorific : '',
    number,
    written,
    ...(contact?.kana !== undefined && { kana: contact.kana }),
    ...(contact?.company !== undefined && { company: contact.company }),
    withheld: false,
  };
}

/** The caller on one line, for lists and labels. */
export function callerLine({ title, honorific }: Caller): string {
  return honorific ? `${title} ${honorific}` : title;
}

/** {@link callerLine} to be drawn: a number that stands for the name is written as numbers are. */
export function callerText(caller: Caller): string | TemplateResult {
  return caller.number === undefined && caller.written ? numberText(caller.written) : callerLine(caller);
}

/** The number to be drawn beside the name; nothing where it is the name, or withheld. */
export function numberBeside({ number, written }: Caller): TemplateResult | typeof nothing {
  return number === undefined || !written ? nothing : html`<span class="num apart">${numberText(written)}</span>`;
}
