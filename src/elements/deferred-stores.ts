import type { Agent } from '../agent/agent.js';
import type { AgentSnapshot } from '../agent/agent-state.js';
import type { ChoosableCode } from '../agent/status-code.js';
import type { Chat } from '../chat/chat.js';
import type { ChatSnapshot } from '../chat/chat-state.js';
import type { CallEvent } from '../contacts/call-event.js';
import type { CallHistory } from '../contacts/call-history.js';
import type { CallHistorySnapshot } from '../contacts/call-history-state.js';
import type { Contacts } from '../contacts/contacts.js';
import type { ContactsSnapshot } from '../contacts/contacts-state.js';
import { ItError } from '../it-error.js';
import type { DeviceKind } from '../phone/line.js';
import type { DialOptions, Phone, TransferOptions } from '../phone/phone.js';
import type { PhoneSnapshot } from '../phone/phone-state.js';
import type { Readable } from '../store.js';

/** Resolves once the real store is there; rejects with the reason why there will be none. */
export type WhenReady<Target> = () => Promise<Target>;

/**
 * A store that is still loading: what a provider offers from its first moment, so that elements and hosts hold one object for good.
 * Commands wait for the real store; its snapshots and changes are passed on.
 */
export class DeferredStore<Snapshot, Target extends Readable<Snapshot>> implements Readable<Snapshot> {
  readonly #initial: Snapshot;
  readonly #listeners = new Set<{ tell: (snapshot: Snapshot) => void }>();
  readonly #whenReady: WhenReady<Target>;
  #target: Target | undefined;
  #stop: (() => void) | undefined;

  constructor(initial: Snapshot, whenReady: WhenReady<Target>) {
    this.#initial = Object.freeze(initial);
    this.#whenReady = whenReady;
  }

  get snapshot(): Snapshot {
    return this.#target?.snapshot ?? this.#initial;
  }

  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    const entry = { tell: listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** The real store, or undefined to go back to the beginning; listeners hear of the change. */
  attach(target: Target | undefined): void {
    this.#stop?.();
    const before = this.snapshot;
    this.#target = target;
    this.#stop = target?.subscribe((snapshot) => this.#tell(snapshot));
    if (this.snapshot !== before) this.#tell(this.snapshot);
  }

  /** The real store, where it is there. */
  get current(): Target | undefined {
    return this.#target;
  }

  /** Waits for the real store only while there is none, so that a command within a click stays within it. */
  protected async run<Result>(command: (target: Target) => Promise<Result>): Promise<Result> {
    return command(this.#target ?? (await this.#whenReady()));
  }

  #tell(snapshot: Snapshot): void {
    for (const { tell } of [...this.#listeners]) {
      try {
        tell(snapshot);
      } catch (thrown) {
        reportError(thrown);
      }
    }
  }
}

const NO_PHONE: PhoneSnapshot = { line: Object.freeze({ state: 'off', since: 0 }), calls: Object.freeze([]), owner: 'here' };

/** `provider.phone`. */
export class DeferredPhone extends DeferredStore<PhoneSnapshot, Phone> implements Phone {
  constructor(whenReady: WhenReady<Phone>) {
    super(NO_PHONE, whenReady);
  }

  dial(target: string, options?: DialOptions): Promise<string> {
    return this.run((phone) => phone.dial(target, options));
  }
  answer(id?: string): Promise<void> {
    return this.run((phone) => phone.answer(id));
  }
  reject(id?: string): Promise<void> {
    return this.run((phone) => phone.reject(id));
  }
  hangUp(id?: string): Promise<void> {
    return this.run((phone) => phone.hangUp(id));
  }
  setHold(held: boolean, id?: string): Promise<void> {
    return this.run((phone) => phone.setHold(held, id));
  }
  setMuted(muted: boolean, id?: string): Promise<void> {
    return this.run((phone) => phone.setMuted(muted, id));
  }
  sendTones(tones: string, id?: string): Promise<void> {
    return this.run((phone) => phone.sendTones(tones, id));
  }
  transfer(target: string, options?: TransferOptions, id?: string): Promise<void> {
    return this.run((phone) => phone.transfer(target, options, id));
  }
  completeTransfer(): Promise<void> {
    return this.run((phone) => phone.completeTransfer());
  }
  cancelTransfer(): Promise<void> {
    return this.run((phone) => phone.cancelTransfer());
  }
  merge(): Promise<void> {
    return this.run((phone) => phone.merge());
  }
  pickUp(extension: string): Promise<string> {
    return this.run((phone) => phone.pickUp(extension));
  }
  stopAnnouncement(id?: string): Promise<void> {
    return this.run((phone) => phone.stopAnnouncement(id));
  }
  setDevice(device: DeviceKind, deviceId: string): Promise<void> {
    return this.run((phone) => phone.setDevice(device, deviceId));
  }
  takeLine(): Promise<void> {
    return this.run((phone) => phone.takeLine());
  }
  dismiss(id: string): void {
    this.current?.dismiss(id);
  }
  dismissProblem(): void {
    this.current?.dismissProblem();
  }
}

/** `provider.agent`. */
export class DeferredAgent extends DeferredStore<AgentSnapshot, Agent> implements Agent {
  constructor(whenReady: WhenReady<Agent>) {
    super({}, whenReady);
  }

  setStatus(code: ChoosableCode): Promise<void> {
    return this.run((agent) => agent.setStatus(code));
  }
  cancelRequest(): Promise<void> {
    return this.run((agent) => agent.cancelRequest());
  }
}

const NO_CONTACTS: ContactsSnapshot = { events: {}, deskCalls: [], contacts: {}, mismatches: {} };

/** `provider.contacts`. */
export class DeferredContacts extends DeferredStore<ContactsSnapshot, Contacts> implements Contacts {
  constructor(whenReady: WhenReady<Contacts>) {
    super(NO_CONTACTS, whenReady);
  }

  showContact(callId: string): Promise<void> {
    return this.run((contacts) => contacts.showContact(callId));
  }
  showPast(event: CallEvent): void {
    this.current?.showPast(event);
  }
  dismissPageLink(): void {
    this.current?.dismissPageLink();
  }
}

const NO_HISTORY: CallHistorySnapshot = { calls: [], more: false, loading: false };

/** `provider.history`. */
export class DeferredHistory extends DeferredStore<CallHistorySnapshot, CallHistory> implements CallHistory {
  readonly #wishes = new Set<{ stop: (() => void) | undefined }>();

  constructor(whenReady: WhenReady<CallHistory>) {
    super(NO_HISTORY, whenReady);
  }

  override attach(target: CallHistory | undefined): void {
    super.attach(target);
    for (const wish of this.#wishes) {
      wish.stop?.();
      wish.stop = target?.open();
    }
  }
  /** Holds for every store to come. */
  open(): () => void {
    const wish = { stop: this.current?.open() };
    this.#wishes.add(wish);
    return () => {
      if (this.#wishes.delete(wish)) wish.stop?.();
    };
  }
  older(): Promise<void> {
    return this.run((history) => history.older());
  }
}

const NO_CHAT: ChatSnapshot = { conversations: [], messages: {}, outbox: [], loaded: false };

interface Wish {
  readonly chatId: string;
  stop: (() => void) | undefined;
}

/** `provider.chat`. */
export class DeferredChat extends DeferredStore<ChatSnapshot, Chat> implements Chat {
  readonly #wishes = new Set<Wish>();

  constructor(whenReady: WhenReady<Chat>) {
    super(NO_CHAT, whenReady);
  }

  override attach(target: Chat | undefined): void {
    super.attach(target);
    for (const wish of this.#wishes) {
      wish.stop?.();
      wish.stop = target?.follow(wish.chatId);
    }
  }
  /** Holds for every store to come. */
  follow(chatId: string): () => void {
    const wish: Wish = { chatId, stop: this.current?.follow(chatId) };
    this.#wishes.add(wish);
    return () => {
      if (this.#wishes.delete(wish)) wish.stop?.();
    };
  }
  send(chatId: string, text: string): Promise<void> {
    return this.run((chat) => chat.send(chatId, text));
  }
  retry(messageId: string): Promise<void> {
    return this.run((chat) => chat.retry(messageId));
  }
  discard(messageId: string): void {
    this.current?.discard(messageId);
  }
  markRead(chatId: string): Promise<void> {
    return this.run((chat) => chat.markRead(chatId));
  }
}

/** What commands reject with while nobody is signed in. */
export function nobodySignedIn(): Promise<never> {
  return Promise.reject(new ItError('line-offline', { field: 'provider', value: 'without a configuration', expected: 'config, or endpoint and credential' }));
}
