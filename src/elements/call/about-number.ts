import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { AccountSnapshot } from '../../config/config.js';
import type { Contact } from '../../contacts/contact.js';
import type { Words } from '../../i18n/ja.js';
import { normaliseDialString } from '../../phone/dial-string.js';
import type { Call } from '../../phone/call.js';
import { isEmergency, type Region } from '../../phone-number.js';
import { icon } from '../icon.js';
import { contactOf } from './caller.js';

interface Known {
  readonly account: AccountSnapshot | undefined;
  readonly contacts: Readonly<Record<string, Contact | null>>;
  readonly words: Words | undefined;
}

/** What a number that somebody is typing is known for: that it calls for help, or whose it is, where the host said so of an earlier call. */
export function aboutNumber(typed: string, { account, contacts, words }: Known): string | undefined {
  const number = dialled(typed);
  if (number === undefined || !words) return undefined;
  const region = regionOf(account);
  if (isEmergency(number, region)) return account?.emergencyNotice ?? words.emergencyNotice;
  const name = contactOf(number, contacts, region)?.name;
  return name === undefined ? undefined : words.honorific && !/[様さま]$/.test(name) ? `${name} ${words.honorific}` : name;
}

/** The notice of a call for help, beside the call; it holds nothing up. */
export function emergencyRow({ direction, peer }: Call, account: AccountSnapshot | undefined, words: Words): TemplateResult | typeof nothing {
  if (direction !== 'out' || !isEmergency(peer.number, regionOf(account))) return nothing;
  return html`<div class="row" role="status">${icon(TriangleAlert, 18)}<span class="grow">${account?.emergencyNotice ?? words.emergencyNotice}</span></div>`;
}

function regionOf(account: AccountSnapshot | undefined): Region {
  return account?.region ?? 'JP';
}

function dialled(typed: string): string | undefined {
  try {
    return typed.trim() === '' ? undefined : normaliseDialString(typed);
  } catch {
    // Half-typed: nothing is known of it yet.
    return undefined;
  }
}
