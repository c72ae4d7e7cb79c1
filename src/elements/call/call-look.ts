import PhoneForwarded from 'lucide/dist/esm/icons/phone-forwarded.mjs';
import PhoneMissed from 'lucide/dist/esm/icons/phone-missed.mjs';
import PhoneOff from 'lucide/dist/esm/icons/phone-off.mjs';
import type { IconNode } from 'lucide';
import type { StatusCode } from '../../agent/status-code.js';
import type { CallEvent } from '../../contacts/call-event.js';
import type { EndWords, Words } from '../../i18n/ja.js';
import { isMissed, type Call } from '../../phone/call.js';

/** The status code whose colour a call wears: blue out, teal direct, violet ACD; hollow until it talks. */
export function codeOf(call: Call): StatusCode {
  const talking = call.phase === 'active';
  if (call.direction === 'out') return talking ? 79 : 78;
  if (call.kind === 'acd') return talking ? 99 : 98;
  return talking ? 89 : 88;
}

/** What kind of call, by which queue or group: the small line of the band. */
export function kindLine(call: Call, event: CallEvent | undefined, words: Words): string {
  const kind = call.direction === 'out' ? words.outgoing : words.incoming[call.kind ?? 'external'];
  return [kind, placeOf(call, event, words)].filter(Boolean).join('　');
}

/** The group or queue that a call came by; empty when unknown. */
export function placeOf(call: Call, event: CallEvent | undefined, words: Words): string {
  if (event?.groupName) return event.groupName;
  return call.queue ? words.queue(call.queue) : '';
}

/** The document of a call, by linkedId or SIP Call-ID. */
export function eventOf(call: Call, events: Readonly<Record<string, CallEvent>>): CallEvent | undefined {
  const known = call.linkedId === undefined ? undefined : events[call.linkedId];
  return known ?? Object.values(events).find((event) => call.sipCallId !== undefined && event.callIds.includes(call.sipCallId));
}

export interface EndLook extends EndWords {
  readonly icon: IconNode;
  /** Drawn in red: it did not come to a conversation, or broke off. */
  readonly failed: boolean;
}

const PEACEFUL: ReadonlySet<string | undefined> = new Set(['hung-up', 'cancelled', 'answered-elsewhere', 'transferred', 'rejected']);

/** Why a call ended, in words and sign. */
export function endOf(call: Call, words: Words): EndLook {
  const reason = call.end?.reason ?? 'hung-up';
  if (isMissed(call)) return { ...words.missed, icon: PhoneMissed, failed: true };
  const said = words.ended[reason];
  if (call.transfer?.state === 'refused') {
    const untold = call.transfer.refusal?.reason === 'network-lost';
    return { phase: said.phase, detail: untold ? words.transferUntold : words.errors['transfer-refused'].title, icon: PhoneMissed, failed: true };
  }
  if (call.transfer?.state === 'done')
    return { phase: said.phase, detail: words.transferredTo(call.transfer.target.number), icon: PhoneForwarded, failed: false };
  const detail = reason === 'hung-up' && call.end?.side === 'local' ? words.endedByUs : said.detail;
  return { phase: said.phase, detail, icon: PEACEFUL.has(reason) ? PhoneOff : PhoneMissed, failed: !PEACEFUL.has(reason) };
}
