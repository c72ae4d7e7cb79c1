import { ContextProvider } from '@lit/context';
import { NO_ACCOUNT, type AccountSnapshot } from '../config/config.js';
import type { Audience, Connection, Source } from '../connect.js';
import { loadConnect } from '../connect-when-needed.js';
import type { ResolveContact } from '../contacts/contact.js';
import { ItError } from '../it-error.js';
import type { Devices } from '../devices/devices.js';
import type { DevicesSnapshot } from '../devices/devices-state.js';
import type { Call } from '../phone/call.js';
import type { ItEvent } from '../public-events.js';
import { Store } from '../store.js';
import { VERSION } from '../version.js';
import { accountContext, agentContext, chatContext, contactsContext, devicesContext, historyContext, phoneContext } from './contexts.js';
import { DeferredAgent, DeferredChat, DeferredContacts, DeferredHistory, DeferredPhone, DeferredStore, nobodySignedIn } from './deferred-stores.js';

/** How long a removed provider keeps line and calls for one that comes back, ms. */
const LINGER_MS = 2000;

/** Provisions whose root was removed, by account: the next provider of the same account goes on with their connection. */
const lingering = new Map<string, Provision>();

/** A host's callbacks, as properties of its provider. */
export interface HostCallbacks {
  resolveContact?: ResolveContact | undefined;
  logCall?: ((call: Call) => Promise<void>) | undefined;
}

/**
 * One account offered to everything inside a root element: contexts, sign-in, public events, start and stop.
 * `<it-provider>` and `provide()` are its two faces.
 */
export class Provision {
  readonly account = new Store<AccountSnapshot, AccountSnapshot>(NO_ACCOUNT, (_before, after) => after);
  readonly phone = new DeferredPhone(async () => (await this.#whenConnected()).phone);
  readonly agent = new DeferredAgent(async () => (await this.#whenConnected()).agent);
  readonly contacts = new DeferredContacts(async () => (await this.#whenConnected()).contacts);
  readonly history = new DeferredHistory(async () => (await this.#whenConnected()).history);
  readonly devices = new DeferredStore<DevicesSnapshot | undefined, Devices>(undefined, async () => (await this.#whenConnected()).devices);
  readonly chat = new DeferredChat(async () => {
    const { account, chat } = await this.#whenConnected();
    if (!chat) throw new ItError(account.capabilities.chat ?? 'no-data-source');
    return chat;
  });
  readonly #audience: Audience;
  /** Undefined: nobody signed in. */
  #connected: Promise<Connection> | undefined;
  #connection: Connection | undefined;
  /** What the connection was made from, to tell a new configuration from the same one given again. */
  #source = '';
  #endpoint: string | undefined;
  /** Asked for a configuration that has this customerId, once. */
  #neededFor: string | undefined;
  #key = '';
  /** Counts uses: a sign-in that was overtaken by another is let go. */
  #turn = 0;
  #lingerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, callbacks: HostCallbacks) {
    this.#audience = {
      root,
      tell: ({ name, detail }: ItEvent) =>
        root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === 'it-contact-pop' })),
      resolveContact: () => callbacks.resolveContact,
      logCall: () => callbacks.logCall,
      signedOut: () => this.#signedOutElsewhere(),
      needConfig: (customerId) => this.#renew(customerId),
    };
    const providers = [
      new ContextProvider(root, { context: accountContext, initialValue: this.account }),
      new ContextProvider(root, { context: phoneContext, initialValue: this.phone }),
      new ContextProvider(root, { context: agentContext, initialValue: this.agent }),
      new ContextProvider(root, { context: contactsContext, initialValue: this.contacts }),
      new ContextProvider(root, { context: historyContext, initialValue: this.history }),
      new ContextProvider(root, { context: devicesContext, initialValue: this.devices }),
      new ContextProvider(root, { context: chatContext, initialValue: this.chat }),
    ];
    // A Lit element calls this itself; on a plain element nobody does, and elements that asked before would wait for ever.
    if (!('addController' in root)) for (const provider of providers) provider.hostConnected();
  }

  /** Signs in and connects; the same source again changes nothing. Never throws: what is wrong is drawn and told by `it-error`. */
  async use(source: Source): Promise<void> {
    const text = describe(source);
    if (text === this.#source) return;
    if (accountKey(source) !== this.#key) this.#neededFor = undefined;
    await this.#begin(source, text);
  }

  async #begin(source: Source, text: string): Promise<void> {
    const turn = ++this.#turn;
    this.#drop((connection) => connection.letGo());
    this.#source = text;
    this.#endpoint = 'endpoint' in source ? source.endpoint : undefined;
    this.#key = accountKey(source);
    this.account.apply({ state: 'loading', capabilities: {} });
    this.#connected = unanswered(this.#connect(source, text));
    try {
      const connection = await this.#connected;
      if (turn !== this.#turn) connection.letGo();
      else this.#offer(connection);
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(ItError.from(thrown, 'sign-in-failed'));
    }
  }

  /** An endpoint is asked again, by the cookie of its session; a host that gave the configuration is asked by an event. */
  #renew(customerId: string): void {
    if (this.#neededFor === customerId) return;
    this.#neededFor = customerId;
    if (this.#endpoint === undefined) this.#audience.tell({ name: 'it-config-needed', detail: undefined });
    else void this.#begin({ endpoint: this.#endpoint, credential: undefined }, this.#source);
  }

  /** Ends calls, unregisters, ends the session at the endpoint; resolves once all is done. */
  async signOut(): Promise<void> {
    this.#turn++;
    const connection = this.#connection;
    // The phone stays offered until its calls have ended, so that the host hears how.
    await connection?.signOut();
    this.#drop(() => undefined);
    this.account.apply({ state: 'signed-out', capabilities: {} });
  }

  #signedOutElsewhere(): void {
    this.#turn++;
    this.#drop((connection) => connection.letGo());
    this.account.apply({ state: 'signed-out', capabilities: {} });
  }

  /** The root was removed: line and calls stay for 2 s, then are let go without BYE. */
  linger(): void {
    if (this.#source === '') return;
    lingering.set(this.#key, this);
    clearTimeout(this.#lingerTimer);
    this.#lingerTimer = setTimeout(() => {
      this.stay();
      this.#turn++;
      this.#drop((connection) => connection.letGo());
    }, LINGER_MS);
  }

  /** The root is back. */
  stay(): void {
    clearTimeout(this.#lingerTimer);
    if (lingering.get(this.#key) === this) lingering.delete(this.#key);
  }

  /** Takes what a removed provision of the same account still holds; a connection made from another source is of no use. */
  static #takeOver(key: string, source: string): Connection | undefined {
    const kept = lingering.get(key);
    if (!kept) return undefined;
    kept.stay();
    kept.#turn++;
    const same = kept.#source === source;
    let taken: Connection | undefined;
    kept.#drop((connection) => (same ? (taken = connection) : connection.letGo()));
    return taken;
  }

  /** Made when it is asked for: an error's stack costs the browser a second reading of the whole script. */
  #whenConnected(): Promise<Connection> {
    return this.#connected ?? nobodySignedIn();
  }

  async #connect(source: Source, text: string): Promise<Connection> {
    const kept = Provision.#takeOver(this.#key, text);
    if (kept) return kept;
    const { connect } = await loadConnect(source);
    return connect(source, this.#audience);
  }

  #offer(connection: Connection): void {
    const fresh = connection.audience === this.#audience;
    connection.audience = this.#audience;
    this.#connection = connection;
    this.phone.attach(connection.phone);
    this.agent.attach(connection.agent);
    this.contacts.attach(connection.contacts);
    this.history.attach(connection.history);
    this.devices.attach(connection.devices);
    void connection.chat?.then(
      (chat) => {
        if (this.#connection === connection) this.chat.attach(chat);
      },
      () => undefined,
    );
    this.account.apply(connection.account);
    if (fresh) connection.start();
    this.#audience.tell({ name: 'it-ready', detail: { version: VERSION } });
  }

  #drop(farewell: (connection: Connection) => unknown): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#source = '';
    this.#connected = undefined;
    if (connection) farewell(connection);
    this.phone.attach(undefined);
    this.agent.attach(undefined);
    this.contacts.attach(undefined);
    this.history.attach(undefined);
    this.devices.attach(undefined);
    this.chat.attach(undefined);
  }

  #fail(error: ItError): void {
    const { code, field, expected } = error;
    this.#source = '';
    this.#connected = unanswered(Promise.reject(error));
    this.account.apply({ state: 'failed', error: { code, ...(field && { field }), ...(expected && { expected }) }, capabilities: {} });
    this.#audience.tell({ name: 'it-error', detail: { error } });
  }
}

/** A rejection that nobody may be waiting for is no uncaught error of the page. */
function unanswered<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Equal texts: the same source. Functions count by being there, since a host makes them anew with every render. */
function describe(source: Source): string {
  return JSON.stringify(source, (_key, value: unknown) => (typeof value === 'function' ? 'function' : value));
}

function accountKey(source: Source): string {
  if ('endpoint' in source) return `endpoint ${source.endpoint}`;
  const { agent, contract, customer, sip } = (source.config ?? {}) as {
    agent?: { id?: unknown };
    contract?: { customerId?: unknown; agreementId?: unknown };
    customer?: { chatId?: unknown };
    sip?: { extension?: unknown; domain?: unknown };
  };
  return JSON.stringify([contract?.customerId ?? contract?.agreementId, agent?.id ?? customer?.chatId, sip?.extension, sip?.domain]);
}
