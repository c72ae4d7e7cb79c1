import type { LiveStream } from './adapters/live/live-stream.js';
import type { ChatFeed } from './chat/chat-feed.js';
import { ChatStore, type ChatSurroundings } from './chat/chat.js';
import { NO_CHAT, type ChatSnapshot } from './chat/chat-state.js';
import type { CustomerSession, ItConfig } from './config/config.js';
import type { Tabs } from './connect-tabs.js';
import { ItError } from './it-error.js';

/**
 * The part of the composition root that outside chat needs, in a chunk of its own.
 * @throws ItError no-data-source
 */
export async function connectChat(config: ItConfig, stream: LiveStream | undefined, tabs: Tabs, around: ChatSurroundings): Promise<ChatStore> {
  return new ChatStore(tabs.shareChat(await makeFeed(config, stream)), around, config.customer ? beforeFirstMessage(config.customer) : NO_CHAT);
}

async function makeFeed({ agent, contract, customer, firebase }: ItConfig, stream: LiveStream | undefined): Promise<ChatFeed> {
  if (stream) return new (await import('./adapters/live/live-chat.js')).LiveChat(stream);
  if (!firebase) throw new ItError('no-data-source');
  const { FirestoreChat } = await import('./adapters/firestore/firestore-chat.js');
  return new FirestoreChat(firebase, {
    agreementId: contract.agreementId,
    author: agent.name,
    ...(customer ? { customer } : { groupCodes: agent.groupCodes }),
  });
}

/** The customer's conversation exists here before the first message makes it at the server. */
function beforeFirstMessage({ chatId, groupCode, name, expiresAt }: CustomerSession): ChatSnapshot {
  const customer = name === undefined ? {} : { name };
  return { ...NO_CHAT, conversations: [{ id: chatId, groupCode, customer, status: 'open', unread: 0, ...(expiresAt !== undefined && { expiresAt }) }] };
}
