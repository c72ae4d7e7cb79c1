import { createContext } from '@lit/context';
import type { Agent } from '../agent/agent.js';
import type { Chat } from '../chat/chat.js';
import type { AccountSnapshot } from '../config/config.js';
import type { CallHistory } from '../contacts/call-history.js';
import type { Contacts } from '../contacts/contacts.js';
import type { Devices } from '../devices/devices.js';
import type { DevicesSnapshot } from '../devices/devices-state.js';
import type { Phone } from '../phone/phone.js';
import type { Readable } from '../store.js';

/**
 * What a provider offers to everything inside it, one context each, so that an element asks only for what it reads.
 * Keys are registered symbols: two copies of the bundle on one page find each other's provider.
 */
export const accountContext = createContext<Readable<AccountSnapshot>>(Symbol.for('it-account'));
export const phoneContext = createContext<Phone>(Symbol.for('it-phone'));
export const agentContext = createContext<Agent>(Symbol.for('it-agent'));
export const contactsContext = createContext<Contacts>(Symbol.for('it-contacts'));
export const historyContext = createContext<CallHistory>(Symbol.for('it-history'));
/** `current` is undefined before anybody has signed in. */
export const devicesContext = createContext<Readable<DevicesSnapshot | undefined> & { readonly current: Devices | undefined }>(Symbol.for('it-devices'));
export const chatContext = createContext<Chat>(Symbol.for('it-chat'));
