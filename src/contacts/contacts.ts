import { ItError, type ItErrorDetail } from '../it-error.js';
import { isFeatureCode, withoutCallerIdPrefix } from '../phone-number.js';
import type { Call } from '../phone/call.js';
import { Store, type Readable } from '../store.js';
import type { CallEvent } from './call-event.js';
import type { CallEventFeed } from './call-event-feed.js';
import { readContact, type ResolveContact } from './contact.js';
import { KnownCalls } from './known-calls.js';
import { NO_CONTACTS, reduceContacts, type ContactsEvent, type ContactsSnapshot } from './contacts-state.js';
import { deskCallId } from './desk-phone.js';
import { Paced } from './paced.js';
import { pastCall } from './past-call.js';
import { decidePop, isWithheld, type PopSituation } from './pop-rule.js';

/** Who is calling, and the contact record behind it: what `<it-call-popup>` uses. */
export interface Contacts extends Readable<ContactsSnapshot> {
  /** The agent asks for the record: fires `it-contact-pop` whatever the rules say. Rejects no-such-call. */
  showContact(callId: string): Promise<void>;
  /** Shows the record of who was on the other side of a past call: fires `it-contact-pop`. */
  showPast(event: CallEvent): void;
  /** Takes the link of a blocked page off the display. */
  dismissPageLink(): void;
}

export interface ContactsSurroundings extends PopSituation {
  /** The extension's calls are shown from their documents, because this page has no line of its own. */
  deskPhone: boolean;
  /** The agent's extension, once known. */
  extension: () => string | undefined;
  /** Whether the server's status says that the agent is in a call; undefined while there is no status. */
  inCall: () => boolean | undefined;
  /** The phone's calls. */
  calls: () => readonly Call[];
  resolveContact: () => ResolveContact | undefined;
  /** This tab decides for all tabs of the account what pops. */
  leads: () => boolean;
  /** Calls whose contact has popped, also in an earlier page. */
  popped: { has(callId: string): boolean; add(callId: string): void; forget(callId: string): void };
  /** Has the contact shown in the tab that the agent looks at, by {@link ContactsStore.show} there. */
  pop: (call: Call) => void;
  /** Shows the contact in this tab: fires `it-contact-pop`, or opens a page. Returns the address that the browser refused to open. */
  show: (call: Call, number: string) => string | undefined;
  failed: (error: ItError) => void;
}

/** Diagnoses that are told to the host; a source that is wrong throughout has said enough by then. */
const DIAGNOSES = 100;
/** Calls that are remembered as having asked the host for their caller. */
const ASKED = 200;

/** The one store of call events; decides when a contact pops, once per call. */
export class ContactsStore extends Store<ContactsSnapshot, ContactsEvent> implements Contacts {
  readonly #around: ContactsSurroundings;
  /** Call ids (and linkedIds) whose contact has popped. */
  readonly #popped = new Set<string>();
  /** Calls whose caller the host was asked for, with the number. */
  readonly #asked = new Set<string>();
  readonly #known = new KnownCalls();
  readonly #diagnosed = new Set<string>();
  #extension: string | undefined;

  constructor(around: ContactsSurroundings) {
    super(NO_CONTACTS, reduceContacts);
    this.#around = around;
  }

  start(feed: CallEventFeed): () => void {
    const paced = new Paced<CallEvent>((events) => this.#takeCallEvents(events));
    const stop = feed.start({
      callEvent: (event) => paced.add(event),
      absent: (reason) => this.apply({ type: 'contacts-absent', reason }),
      invalid: (defect) => this.diagnose(defect),
    });
    return () => {
      stop();
      paced.stop();
    };
  }

  /** To be called after every change of the agent's status: it tells the extension of a desk phone. */
  followAgent(): void {
    const extension = this.#around.extension();
    if (!this.#around.deskPhone || extension === this.#extension) return;
    this.#extension = extension;
    this.#show(this.#known.all());
    this.followCalls();
  }

  /** To be called after every change of the phone's calls: looks up who calls and pops what is due. */
  followCalls(): void {
    for (const call of [...this.#around.calls(), ...this.snapshot.deskCalls]) {
      if (call.phase === 'ended') {
        if (this.#around.leads()) this.#around.popped.forget(call.id);
        continue;
      }
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
    this.show(call);
  }

  /** Shows the contact of a call, in this tab. */
  show(call: Call): void {
    this.#markPopped(call.id);
    this.#present(call);
  }

  showPast(event: CallEvent): void {
    this.#present(pastCall(event, this.#around.extension()));
  }

  dismissPageLink(): void {
    this.apply({ type: 'page-link-dismissed' });
  }

  #takeCallEvents(events: readonly CallEvent[]): void {
    const news = events.flatMap((event) => this.#known.take(event) ?? []);
    if (news.length === 0) return;
    this.#show(news);
    this.followCalls();
  }

  #show(events: readonly CallEvent[]): void {
    const { deskPhone, extension, inCall } = this.#around;
    this.apply({ type: 'call-events', events, deskExtension: deskPhone ? extension() : undefined, agentInCall: inCall() });
  }

  /** A document cannot be read: told to the host, once for each field of each document. */
  diagnose(defect: ItErrorDetail): void {
    const name = `${defect.field} ${defect.expected}`;
    if (this.#diagnosed.has(name) || this.#diagnosed.size >= DIAGNOSES) return;
    this.#diagnosed.add(name);
    this.#around.failed(new ItError('document-invalid', defect));
  }

  #popIfDue(call: Call): void {
    if (this.#popped.has(call.id)) return;
    const event = this.#eventOf(call);
    const decision = decidePop(call, event, this.#around);
    if (decision === 'group-mismatch') this.apply({ type: 'pop-mismatched', callId: call.id });
    else if (this.snapshot.mismatches[call.id]) this.apply({ type: 'pop-matched', callId: call.id });
    // A desk phone's call in the state in which this page found it: it popped then, if it should, in the page of that time.
    const isOld = event?.earlier === true && call.sipCallId === undefined && call.id === deskCallId(event);
    if (decision !== 'pop' || isOld || !this.#around.leads() || this.#around.popped.has(call.id)) return;
    this.#markPopped(call.id);
    this.#around.pop(call);
  }

  #present(call: Call): void {
    const blocked = this.#around.show(call, withoutCallerIdPrefix(call.peer.number));
    if (blocked !== undefined) this.apply({ type: 'page-blocked', callId: call.id, url: blocked });
  }

  #markPopped(callId: string): void {
    this.#popped.add(callId);
    this.#around.popped.add(callId);
  }

  #eventOf(call: Call): CallEvent | undefined {
    const { events } = this.snapshot;
    const byLinkedId = call.linkedId === undefined ? undefined : events[call.linkedId];
    return byLinkedId ?? Object.values(events).find((event) => call.sipCallId !== undefined && event.callIds.includes(call.sipCallId));
  }

  #identify(number: string, call: Call): void {
    const resolve = this.#around.resolveContact();
    const question = `${call.id} ${number}`;
    if (!resolve || call.kind === 'internal' || isWithheld(number) || isFeatureCode(number) || this.#asked.has(question)) return;
    this.#asked.add(question);
    if (this.#asked.size > ASKED) this.#asked.delete([...this.#asked][0]!);
    // Promise.resolve: the host's callback may throw at once, or forget to return a promise.
    Promise.resolve()
      .then(() => resolve(withoutCallerIdPrefix(number)))
      .then((contact) => this.apply({ type: 'contact-resolved', number, contact: readContact(contact) }))
      // Asked once all the same: whatever refuses now would be asked at every change of the call.
      .catch(() => undefined);
  }
}
