import { ItError } from '../it-error.js';
import type { Call } from '../phone/call.js';
import { Store, type Readable } from '../store.js';
import type { CallEvent } from './call-event.js';
import type { CallEventFeed } from './call-event-feed.js';
import type { ResolveContact } from './contact.js';
import { NO_CONTACTS, reduceContacts, type ContactsEvent, type ContactsSnapshot } from './contacts-state.js';
import { decidePop, isWithheld, type PopSituation } from './pop-rule.js';

/** Who is calling, and the contact record behind it: what `<it-call-popup>` uses. */
export interface Contacts extends Readable<ContactsSnapshot> {
  /** The agent asks for the record: fires `it-contact-pop` whatever the rules say. Rejects no-such-call. */
  showContact(callId: string): Promise<void>;
  /** Takes the link of a blocked page off the display. */
  dismissPageLink(): void;
}

export interface ContactsSurroundings extends PopSituation {
  /** The extension's calls are shown from their documents, because this page has no line of its own. */
  deskPhone: boolean;
  /** The agent's extension, once known. */
  extension: () => string | undefined;
  /** The phone's calls. */
  calls: () => readonly Call[];
  resolveContact: () => ResolveContact | undefined;
  /** Shows the contact: fires `it-contact-pop`, or opens a page. Returns the address that the browser refused to open. */
  pop: (call: Call, number: string) => string | undefined;
  failed: (error: ItError) => void;
}

/** The one store of call events; decides when a contact pops, once per call. */
export class ContactsStore extends Store<ContactsSnapshot, ContactsEvent> implements Contacts {
  readonly #around: ContactsSurroundings;
  /** Call ids (and linkedIds) whose contact has popped. */
  readonly #popped = new Set<string>();
  readonly #asked = new Set<string>();

  constructor(around: ContactsSurroundings) {
    super(NO_CONTACTS, reduceContacts);
    this.#around = around;
  }

  start(feed: CallEventFeed): () => void {
    return feed.start({
      callEvent: (event) => this.#takeCallEvent(event),
      absent: (reason) => this.apply({ type: 'contacts-absent', reason }),
    });
  }

  /** To be called after every change of the phone's calls: looks up who calls and pops what is due. */
  followCalls(): void {
    for (const call of [...this.#around.calls(), ...this.snapshot.deskCalls]) {
      if (call.phase === 'ended') continue;
      this.#identify(call.peer.number, call);
      this.#popIfDue(call);
    }
  }

  async showContact(callId: string): Promise<void> {
    const call = [...this.#around.calls(), ...this.snapshot.deskCalls].find((candidate) => candidate.id === callId);
    if (!call) {
      const error = new ItError('no-such-call', { field: 'callId', value: callId, expected: 'the id of a call that is shown' });
      this.#around.failed(error);
      throw error;
    }
    this.#pop(call);
  }

  dismissPageLink(): void {
    this.apply({ type: 'page-link-dismissed' });
  }

  #takeCallEvent(event: CallEvent): void {
    this.apply({ type: 'call-event', event, desk: this.#around.deskPhone, extension: this.#around.extension() });
    this.followCalls();
  }

  #popIfDue(call: Call): void {
    if (this.#popped.has(call.id)) return;
    const decision = decidePop(call, this.#eventOf(call), this.#around);
    if (decision === 'pop') this.#pop(call);
    else if (decision === 'group-mismatch') this.apply({ type: 'pop-mismatched', callId: call.id });
  }

  #pop(call: Call): void {
    this.#popped.add(call.id);
    const blocked = this.#around.pop(call, call.peer.number);
    if (blocked !== undefined) this.apply({ type: 'page-blocked', callId: call.id, url: blocked });
  }

  #eventOf(call: Call): CallEvent | undefined {
    const { events } = this.snapshot;
    const byLinkedId = call.linkedId === undefined ? undefined : events[call.linkedId];
    return byLinkedId ?? Object.values(events).find((event) => call.sipCallId !== undefined && event.callIds.includes(call.sipCallId));
  }

  #identify(number: string, call: Call): void {
    const resolve = this.#around.resolveContact();
    if (!resolve || call.kind === 'internal' || isWithheld(number) || this.#asked.has(number)) return;
    this.#asked.add(number);
    // Promise.resolve: the host's callback may throw at once, or forget to return a promise.
    Promise.resolve()
      .then(() => resolve(withoutPrefix(number)))
      .then((contact) => this.apply({ type: 'contact-resolved', number, contact: contact ?? null }))
      .catch(() => this.#asked.delete(number));
  }
}

/** 184 and 186 (Japan: withhold or show one's number) stay on the wire and say nothing about who is called. */
function withoutPrefix(number: string): string {
  return number.replace(/^18[46](?=\d{4})/, '');
}
