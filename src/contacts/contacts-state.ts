import type { ErrorCode } from '../it-error.js';
import { deskCallId, deskPhoneCall } from './desk-phone.js';
import type { Call } from '../phone/call.js';
import type { CallEvent } from './call-event.js';
import type { Contact } from './contact.js';

export interface ContactsSnapshot {
  /** Documents of calls that are not over, by linkedId. */
  readonly events: Readonly<Record<string, CallEvent>>;
  /** Calls of a hardware phone, made from their documents; empty where this page has a line of its own. */
  readonly deskCalls: readonly Call[];
  /** Who calls, by number, as the host's `resolveContact` said; null: asked, nobody known. */
  readonly contacts: Readonly<Record<string, Contact | null>>;
  /** Why a call's contact did not pop, by `Call.id`. */
  readonly mismatches: Readonly<Record<string, ErrorCode>>;
  /** The browser blocked the page of this contact: a link is shown. */
  readonly blocked?: { readonly callId: string; readonly url: string };
  readonly absent?: ErrorCode;
}

export type ContactsEvent =
  | { type: 'call-events'; events: readonly CallEvent[]; deskExtension: string | undefined; agentInCall: boolean | undefined }
  | { type: 'contact-resolved'; number: string; contact: Contact | null }
  | { type: 'pop-mismatched'; callId: string }
  | { type: 'pop-matched'; callId: string }
  | { type: 'page-blocked'; callId: string; url: string }
  | { type: 'page-link-dismissed' }
  | { type: 'contacts-absent'; reason: ErrorCode };

export const NO_CONTACTS: ContactsSnapshot = { events: {}, deskCalls: [], contacts: {}, mismatches: {} };

/** Desk-phone calls that are over stay for the display, at most this many. */
const ENDED_DESK_CALLS = 5;
/** As many as can ring at one phone, by far; the newest stay. */
const RINGING_DESK_CALLS = 50;
const EVENTS_KEPT = 200;
const CONTACTS_KEPT = 200;
const MISMATCHES_KEPT = 50;

/** Pure reducer of call events and the contacts behind them. */
export function reduceContacts(state: ContactsSnapshot, event: ContactsEvent): ContactsSnapshot {
  switch (event.type) {
    case 'call-events':
      return event.events.reduce((next, told) => takeCallEvent(next, told, event), withoutAbsence(state));
    case 'contact-resolved':
      return { ...state, contacts: newest({ ...state.contacts, [event.number]: event.contact }, CONTACTS_KEPT) };
    case 'pop-mismatched':
      return state.mismatches[event.callId]
        ? state
        : { ...state, mismatches: newest({ ...state.mismatches, [event.callId]: 'group-mismatch' as const }, MISMATCHES_KEPT) };
    case 'pop-matched': {
      const { [event.callId]: _matched, ...mismatches } = state.mismatches;
      return { ...state, mismatches };
    }
    case 'page-blocked':
      return { ...state, blocked: { callId: event.callId, url: event.url } };
    case 'page-link-dismissed': {
      const { blocked: _blocked, ...rest } = state;
      return rest;
    }
    case 'contacts-absent':
      return state.absent === event.reason ? state : { ...state, absent: event.reason };
  }
}

/** Whoever tells of calls is there again. */
function withoutAbsence(state: ContactsSnapshot): ContactsSnapshot {
  const { absent, ...rest } = state;
  return absent === undefined ? state : rest;
}

function takeCallEvent(
  state: ContactsSnapshot,
  event: CallEvent,
  { deskExtension, agentInCall }: Extract<ContactsEvent, { type: 'call-events' }>,
): ContactsSnapshot {
  const { [event.linkedId]: _known, ...others } = state.events;
  const events = event.state === 'ended' ? others : withoutOldest({ ...others, [event.linkedId]: event });
  // A call that stood there and that the server itself no longer counts as one: its end was never written.
  const forgotten = event.earlier === true && agentInCall === false;
  if (deskExtension === undefined || forgotten || !event.extensions.includes(deskExtension)) return { ...state, events };
  return { ...state, events, deskCalls: takeDeskCall(state.deskCalls, event, deskExtension) };
}

function takeDeskCall(calls: readonly Call[], event: CallEvent, extension: string): readonly Call[] {
  const known = calls.find(({ id }) => id === deskCallId(event));
  const call = deskPhoneCall(event, extension, known);
  // An old document of a call that is over is history, not something to show.
  if (!known && call.phase === 'ended') return calls;
  const next = known ? calls.map((other) => (other === known ? call : other)) : [...calls, call];
  const ended = next.filter(({ phase }) => phase === 'ended');
  const ringing = next.filter(({ phase }) => phase === 'ringing');
  const old = new Set([...ended.slice(0, Math.max(0, ended.length - ENDED_DESK_CALLS)), ...ringing.slice(0, Math.max(0, ringing.length - RINGING_DESK_CALLS))]);
  return old.size === 0 ? next : next.filter((other) => !old.has(other));
}

/** Of too many, one that only rings goes: what an agent talks to stays. */
function withoutOldest(events: Readonly<Record<string, CallEvent>>): Readonly<Record<string, CallEvent>> {
  const all = Object.values(events);
  if (all.length <= EVENTS_KEPT) return events;
  const { [(all.find(({ state }) => state === 'ringing') ?? all[0]!).linkedId]: _oldest, ...rest } = events;
  return rest;
}

/** The entries that were added last. */
function newest<T>(record: Readonly<Record<string, T>>, kept: number): Readonly<Record<string, T>> {
  const entries = Object.entries(record);
  return entries.length <= kept ? record : Object.fromEntries(entries.slice(-kept));
}
