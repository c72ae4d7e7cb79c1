import type { Contact } from '../../contacts/contact.js';
import { isWithheld } from '../../contacts/pop-rule.js';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';

/** The other party in words. Raw text of callers and hosts: only ever rendered as text. */
export interface Caller {
  /** Name, else number, else why there is none. */
  readonly title: string;
  /** Title is a customer's name: 様 belongs after it. */
  readonly honorific: string;
  /** Absent when it is the title, or withheld. */
  readonly number?: string;
  readonly kana?: string;
  readonly company?: string;
  /** 非通知, 公衆電話 or 表示圏外. */
  readonly withheld: boolean;
}

const PAYPHONE = /公衆電話|pay ?phone|coin/i;
const OUT_OF_AREA = /表示圏外|unavailable|out of area|unknown/i;
/** 184 hides, 186 shows the caller's number: they stay on the wire and mean nothing to a contact. */
const CALLER_ID_PREFIX = /^18[46](?=\d{3})/;

function whyWithheld({ number, name = '' }: Call['peer'], words: Words): string {
  const said = `${number} ${name}`;
  return PAYPHONE.test(said) ? words.payphone : OUT_OF_AREA.test(said) ? words.outOfArea : words.withheld;
}

/** The contact known for a number, with or without 184 / 186. */
export function contactOf(number: string, contacts: Readonly<Record<string, Contact | null>>): Contact | undefined {
  return contacts[number] ?? contacts[number.replace(CALLER_ID_PREFIX, '')] ?? undefined;
}

/** Who is on the other side of a call, as the display says it. */
export function callerOf(call: Call, contacts: Readonly<Record<string, Contact | null>>, words: Words): Caller {
  const { number, name } = call.peer;
  if (isWithheld(number)) return { title: whyWithheld(call.peer, words), honorific: '', withheld: true };
  const contact = contactOf(number, contacts);
  const known = contact?.name ?? (name && name !== number ? name : undefined);
  if (known === undefined) return { title: number, honorific: '', withheld: false };
  const customer = contact !== undefined || call.kind === 'external' || call.kind === 'acd';
  return {
    title: known,
    honorific: customer && !/[様さま]$/.test(known) ? words.honorific : '',
    number,
    ...(contact?.kana !== undefined && { kana: contact.kana }),
    ...(contact?.company !== undefined && { company: contact.company }),
    withheld: false,
  };
}

/** The caller on one line, for lists and labels. */
export function callerLine({ title, honorific }: Caller): string {
  return honorific ? `${title} ${honorific}` : title;
}
