import { ContextProvider } from '@lit/context';
import { MemoryAgentFeed } from '../src/adapters/memory/memory-agent-feed.js';
import { MemoryCallEventFeed } from '../src/adapters/memory/memory-call-event-feed.js';
import { MemoryCallHistoryFeed } from '../src/adapters/memory/memory-call-history-feed.js';
import { MemoryChat } from '../src/adapters/memory/memory-chat.js';
import { MemoryDevices } from '../src/adapters/memory/memory-devices.js';
import { MemoryLine } from '../src/adapters/memory/memory-line.js';
import { AgentStore } from '../src/agent/agent.js';
import type { AgentFacts } from '../src/agent/agent-state.js';
import { ChatStore } from '../src/chat/chat.js';
import type { AccountSnapshot } from '../src/config/config.js';
import type { CallEvent } from '../src/contacts/call-event.js';
import { CallHistoryStore } from '../src/contacts/call-history.js';
import type { Contact } from '../src/contacts/contact.js';
import { ContactsStore } from '../src/contacts/contacts.js';
import { DevicesStore } from '../src/devices/devices.js';
import { accountContext, agentContext, chatContext, contactsContext, devicesContext, historyContext, phoneContext } from '../src/elements/contexts.js';
import type { ItError } from '../src/it-error.js';
import type { Call } from '../src/phone/call.js';
import { PhoneStore } from '../src/phone/phone.js';
import { Store } from '../src/store.js';

/** 山田太郎's number, the one that the host knows. */
export const KNOWN = '09012345678';
const YAMADA: Contact = { id: '1', name: '山田太郎', kana: 'やまだ たろう', company: 'サンプル商事' };

export interface MemorySetting {
  /** What differs from agent 1001 of group G01, who may use everything. */
  readonly account?: Partial<AccountSnapshot>;
  /** What the agent's document says at first, if not 待機中. */
  readonly agentFacts?: AgentFacts;
  /** A desk phone instead of the page's own line. */
  readonly desk?: boolean;
  /** Calls of the agent's groups, newest first. */
  readonly history?: readonly CallEvent[];
  /** Calls of one page of it. */
  readonly historyPage?: number;
  /** The address that the browser refuses to open. */
  readonly blocked?: string;
}

/** Real stores over the memory adapters, and those adapters, to play the far end with. */
export interface MemoryProvider {
  readonly line: MemoryLine;
  readonly contacts: ContactsStore;
  readonly devices: DevicesStore;
  readonly audio: MemoryDevices;
  readonly phone: PhoneStore;
  readonly agent: AgentStore;
  readonly agentFeed: MemoryAgentFeed;
  readonly callEvents: MemoryCallEventFeed;
  readonly historyFeed: MemoryCallHistoryFeed;
  readonly history: CallHistoryStore;
  readonly chat: ChatStore;
  readonly chatServer: MemoryChat;
  readonly account: Store<AccountSnapshot, AccountSnapshot>;
  readonly errors: ItError[];
  /** Calls whose contact was shown. */
  readonly popped: Call[];
}

/** Offers to everything inside `root` what a provider offers, without any network: for stories and unit tests. */
export function memoryProvider(root: HTMLElement, setting: MemorySetting = {}): MemoryProvider {
  const errors: ItError[] = [];
  const popped: Call[] = [];
  const failed = (error: ItError): void => void errors.push(error);
  let ids = 0;
  const newId = (): string => `call-${++ids}`;
  const account = new Store<AccountSnapshot, AccountSnapshot>(
    { state: 'ready', capabilities: {}, agentName: '佐藤花子', extension: '1001', ...setting.account },
    (_before, after) => after,
  );
  const { customer, agentName = '' } = account.snapshot;
  const line = new MemoryLine();
  const agentFeed = new MemoryAgentFeed(setting.agentFacts);
  const callEvents = new MemoryCallEventFeed();
  const chatServer = new MemoryChat({ side: customer ? 'customer' : 'agent', author: customer ? (customer.name ?? '') : agentName, now: Date.now });
  const agent = new AgentStore(agentFeed, failed);
  const phone = new PhoneStore(line, {
    chosenStatus: () => agent.snapshot.chosen,
    callWaiting: true,
    now: Date.now,
    newId,
    defect: (event) => {
      throw new Error(`the memory line told what cannot be: ${event.type}`);
    },
    failed,
  });
  const contacts: ContactsStore = new ContactsStore({
    popAt: 'answered',
    groupCodes: ['G01'],
    deskPhone: setting.desk ?? false,
    extension: () => '1001',
    inCall: () => undefined,
    calls: () => phone.snapshot.calls,
    resolveContact: () => async (number) => (number === KNOWN ? YAMADA : null),
    leads: () => true,
    popped: { has: () => false, add: () => undefined, forget: () => undefined },
    pop: (call) => contacts.show(call),
    show: (call) => {
      popped.push(call);
      return setting.blocked;
    },
    failed,
  });
  const historyFeed = new MemoryCallHistoryFeed(setting.history, setting.historyPage);
  const history = new CallHistoryStore(historyFeed, (defect) => contacts.diagnose(defect));
  const chat = new ChatStore(chatServer, { newId: () => `message-${++ids}`, arrived: () => undefined, failed });
  const audio = new MemoryDevices();
  const devices = new DevicesStore(audio);
  line.chosen = (device, id) => audio.choose(device, id);
  const providers = [
    new ContextProvider(root, { context: accountContext, initialValue: account }),
    new ContextProvider(root, { context: phoneContext, initialValue: phone }),
    new ContextProvider(root, { context: agentContext, initialValue: agent }),
    new ContextProvider(root, { context: contactsContext, initialValue: contacts }),
    new ContextProvider(root, { context: historyContext, initialValue: history }),
    new ContextProvider(root, { context: devicesContext, initialValue: Object.assign(devices, { current: devices }) }),
    new ContextProvider(root, { context: chatContext, initialValue: chat }),
  ];
  for (const provider of providers) provider.hostConnected();
  phone.subscribe(() => contacts.followCalls());
  phone.start();
  devices.start();
  agent.start();
  contacts.start(callEvents);
  chat.start();
  return { line, devices, audio, contacts, phone, agent, agentFeed, callEvents, historyFeed, history, chat, chatServer, account, errors, popped };
}
