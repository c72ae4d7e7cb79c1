import { AgentStore, type Agent } from './agent/agent.js';
import { isCallCode } from './agent/status-code.js';
import { followDialLinks } from './adapters/browser/dial-links.js';
import { LeaveWarning } from './adapters/browser/leave-warning.js';
import { whenLoaded, type DataSource } from './adapters/late-source.js';
import type { LiveStream } from './adapters/live/live-stream.js';
import { signIn, signOut } from './adapters/session/session.js';
import { followCrmOnly } from './connect-agreement.js';
import { askMicrophoneFirst, connectDevices } from './connect-devices.js';
import type { Chat, ChatStore, ChatSurroundings } from './chat/chat.js';
import { capabilitiesOf } from './config/capabilities.js';
import type { AccountSnapshot, Capabilities, ItConfig } from './config/config.js';
import { validateConfig } from './config/validate.js';
import { CallHistoryStore, type CallHistory } from './contacts/call-history.js';
import { ContactsStore, type Contacts } from './contacts/contacts.js';
import type { Devices } from './devices/devices.js';
import type { ResolveContact } from './contacts/contact.js';
import { describing } from './connect-call-documents.js';
import { logEnded } from './connect-call-log.js';
import { popContact } from './connect-contact-pop.js';
import { connectLine } from './connect-line.js';
import { connectSource } from './connect-source.js';
import { joinTabs, type Tabs } from './connect-tabs.js';
import { microphoneGranted } from './adapters/browser/microphone-permission.js';
import { ItError } from './it-error.js';
import type { Call } from './phone/call.js';
import type { Line } from './phone/line.js';
import type { PhoneSnapshot } from './phone/phone-state.js';
import { PhoneStore, type Phone } from './phone/phone.js';
import { soundOf } from './phone/sounds.js';
import { agentEvents, phoneEvents, type ItEvent } from './public-events.js';
import type { Readable } from './store.js';
import { newUuid } from './uuid.js';

/** Where the configuration comes from: the host gave it, or an endpoint gives it for a credential or a cookie. */
export type Source = { readonly config: unknown } | { readonly endpoint: string; readonly credential: (() => Promise<string>) | undefined };

/** Whoever is told, and asked, on the host's side: the provider. */
export interface Audience {
  readonly root: HTMLElement;
  /** Dispatches a public event; false when the host cancelled it. */
  tell(event: ItEvent): boolean;
  resolveContact(): ResolveContact | undefined;
  logCall(): ((call: Call) => Promise<void>) | undefined;
  /** The agent signed out in another tab: nothing of the account may stay here. */
  signedOut(): void;
  /** The configuration is outdated: the agreement has this customerId now. */
  needConfig(customerId: string): void;
}

/** One signed-in account with everything wired. */
export interface Connection {
  readonly account: AccountSnapshot;
  readonly phone: Phone;
  readonly agent: Agent;
  readonly contacts: Contacts;
  readonly history: CallHistory;
  readonly devices: Devices;
  /** Outside chat, which loads apart from the rest; undefined where the account has none (`capabilities.chat` says why). */
  readonly chat: Promise<Chat> | undefined;
  /** Whoever hears the events; a provider that takes this connection over from a removed one puts itself here. */
  audience: Audience;
  /** Starts line and feeds; apart from {@link connect}, so that the stores can be offered before the first fact arrives. */
  start(): void;
  /** Ends calls, unregisters, `DELETE {endpoint}/session`. */
  signOut(): Promise<void>;
  /** Lets everything go without a word to the servers: calls and registration stay for whoever takes over. */
  letGo(): void;
}

/**
 * The composition root: configuration → stores wired to adapters. The only place that knows them all.
 * @throws ItError config-invalid, sign-in-failed
 */
export async function connect(from: Source, audience: Audience): Promise<Connection> {
  const config = validateConfig('config' in from ? from.config : await signIn(from.endpoint, from.credential));
  const capabilities = capabilitiesOf(config);
  const audio = connectDevices(config);
  const { media } = audio;
  const tabs = joinTabs(config, media);
  const { url } = config.live ?? {};
  const stream = url === undefined ? undefined : import('./adapters/live/live-stream.js').then(({ LiveStream }) => new LiveStream(url));
  // Whoever needs it says that it did not load.
  stream?.catch(() => undefined);
  const source = connectSource(config, capabilities, stream);
  const line = await connectLine(config, capabilities, media, tabs).catch((thrown: unknown) => {
    tabs.leave();
    throw thrown;
  });
  const connection = wire(config, capabilities, line, tabs.shareSource(source), stream, audio, tabs, audience);
  return 'endpoint' in from ? withSession(connection, from.endpoint) : connection;
}

function wire(
  config: ItConfig,
  capabilities: Capabilities,
  line: Line & { publish?(): void },
  source: DataSource,
  stream: Promise<LiveStream> | undefined,
  { media, browser, devices }: ReturnType<typeof connectDevices>,
  tabs: Tabs,
  audience: Audience,
): Connection {
  const failed = (error: ItError): void => void connection.audience.tell({ name: 'it-error', detail: { error } });
  const agent = new AgentStore(source.agentFeed, failed);
  const phone = new PhoneStore(line, {
    chosenStatus: () => agent.snapshot.chosen,
    callWaiting: config.phone?.callWaiting ?? false,
    region: config.phone?.region ?? 'JP',
    autoAnswer: config.phone?.autoAnswer,
    microphoneGranted: async () => media.microphoneWasOpened || (await microphoneGranted()),
    now: Date.now,
    newId: newUuid,
    defect: (event, call) => console.warn('it-widgets: the line told what cannot be', event.type, call?.phase),
    failed,
  });
  const contacts = new ContactsStore({
    popAt: config.phone?.popAt ?? 'answered',
    groupCodes: config.agent.groupCodes,
    deskPhone: capabilities.phone !== undefined,
    extension: () => config.sip?.extension ?? agent.snapshot.extension,
    inCall: () => (agent.snapshot.code === undefined ? undefined : isCallCode(agent.snapshot.code)),
    calls: () => phone.snapshot.calls,
    resolveContact: () => connection.audience.resolveContact(),
    leads: tabs.leads,
    popped: tabs.popped,
    pop: (call) => void tabs.pop(call),
    show: (call, number) => popContact(config, connection.audience, call, number),
    failed,
  });
  const chat = capabilities.chat
    ? undefined
    : loadChat(config, stream, tabs, failed, (chatId, message) => void connection.audience.tell({ name: 'it-chat-message', detail: { chatId, message } }));
  const stops: (() => void)[] = [];
  let gone = false;
  const leaveWarning = new LeaveWarning();
  const letGo = (): void => {
    gone = true;
    leaveWarning.set(false);
    for (const stop of stops.splice(0).reverse()) stop();
    tabs.leave();
    void media.close();
  };
  const connection: Connection = {
    account: accountOf(config, capabilities),
    phone,
    agent,
    contacts,
    devices,
    history: new CallHistoryStore(source.historyFeed, (defect) => contacts.diagnose(defect)),
    chat,
    audience,
    start: () => {
      const tell = (events: readonly ItEvent[]): void => events.forEach((event) => connection.audience.tell(event));
      const sound = (): void => media.playSound(tabs.rings() ? soundOf(phone.snapshot) : 'silence');
      stops.push(
        // Also while it rings: the tab that rang may be closed.
        tabs.onRings(sound),
        follow(phone, (before, after) => {
          sound();
          line.publish?.();
          leaveWarning.set(config.phone?.leaveWarning !== false && after.owner === 'here' && after.calls.some(({ phase }) => phase === 'active'));
          tell(phoneEvents(before, after));
          if (after.owner === 'here') logEnded(connection.audience, before.calls, after.calls);
          if (after.calls !== before.calls || after.owner !== before.owner) contacts.followCalls();
        }),
        follow(agent, (before, after) => {
          tell(agentEvents(before, after));
          contacts.followAgent();
        }),
        follow(contacts, (before, after) => {
          if (tabs.leads()) logEnded(connection.audience, before.deskCalls, after.deskCalls);
        }),
        follow(devices, (before, { replaced }) => {
          if (replaced && replaced !== before?.replaced)
            failed(new ItError('device-missing', { field: replaced.device, value: replaced.gone, expected: 'a device that is plugged in' }));
        }),
        tabs.onSignedOut(() => connection.audience.signedOut()),
        tabs.onPop((call) => contacts.show(call)),
        // Before all that asks the browser or a server for something: it is what everybody waits for.
        phone.start(),
        devices.start(),
        ...(capabilities.phone ? [] : [askMicrophoneFirst(devices)]),
        agent.start(),
        contacts.start(
          describing(source.callEventFeed, phone, ({ linkedId, state, answeredBy }) => {
            const elsewhere = answeredBy !== undefined && answeredBy !== config.sip?.extension;
            if (tabs.leads() && (state === 'ended' || elsewhere)) void line.execute({ type: 'caller-gone', linkedId, elsewhere }).catch(() => undefined);
          }),
        ),
        whenLoaded(
          lineIsDecided(phone).then(() => import('./connect-attention.js')),
          ({ followAttention }) => followAttention({ config, phone, agent, contacts, devices, browser, tabs, root: () => connection.audience.root }),
          () => console.warn('it-widgets: notifications, keys and headsets could not be loaded'),
        ),
        followCrmOnly(config, (customerId) => connection.audience.needConfig(customerId)),
      );
      tabs.start();
      void chat?.then(
        (store) => {
          if (!gone) stops.push(store.start());
        },
        () => undefined,
      );
      // Without a phone the links stay what the browser makes of them.
      if (!capabilities.phone) {
        stops.push(
          followDialLinks(
            () => connection.audience.root,
            (href) => void phone.dial(href).catch(() => undefined),
          ),
        );
      }
    },
    signOut: async () => {
      await phone.close();
      tabs.signOut();
      letGo();
    },
    letGo,
  };
  return connection;
}

/** Chat is loaded after everything that a call needs; code that does not load is a source that is not there. */
async function loadChat(
  config: ItConfig,
  stream: Promise<LiveStream> | undefined,
  tabs: Tabs,
  failed: (error: ItError) => void,
  arrived: ChatSurroundings['arrived'],
): Promise<ChatStore> {
  try {
    const { connectChat } = await import('./connect-chat.js');
    return await connectChat(config, await stream, tabs, { newId: newUuid, failed, arrived });
  } catch (thrown) {
    const error = ItError.from(thrown, 'no-data-source');
    failed(error);
    throw error;
  }
}

/** The session's cookie goes with the sign-out. */
function withSession(connection: Connection, endpoint: string): Connection {
  const { signOut: endCalls } = connection;
  connection.signOut = async () => {
    await endCalls();
    await signOut(endpoint);
  };
  return connection;
}

/** Resolves once the line is registered, or it is known why it is not. */
function lineIsDecided(phone: Phone): Promise<void> {
  return new Promise((resolve) => {
    const look = ({ line }: PhoneSnapshot): void => {
      if (line.state === 'connecting' || (line.state === 'off' && line.reason === undefined)) return;
      stop();
      resolve();
    };
    const stop = phone.subscribe(look);
    look(phone.snapshot);
  });
}

/** Calls with every pair of snapshots that follow each other. */
function follow<S>(store: Readable<S>, changed: (before: S, after: S) => void): () => void {
  let before = store.snapshot;
  return store.subscribe((after) => {
    const previous = before;
    before = after;
    changed(previous, after);
  });
}

function accountOf(config: ItConfig, capabilities: Capabilities): AccountSnapshot {
  return {
    state: 'ready',
    capabilities,
    agentId: config.agent.id,
    agentName: config.agent.name,
    ...(config.sip && { extension: config.sip.extension }),
    ...(config.locale && { locale: config.locale }),
    ...(config.phone?.shortcuts && { shortcuts: config.phone.shortcuts }),
    ...(config.phone?.region && { region: config.phone.region }),
    ...(config.phone?.emergencyNotice && { emergencyNotice: config.phone.emergencyNotice }),
    ...(config.customer && { customer: config.customer }),
  };
}
