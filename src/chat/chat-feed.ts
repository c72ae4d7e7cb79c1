import type { ChatEvent } from './chat-state.js';

/** What a feed tells; the rest of {@link ChatEvent} is the store's own. */
export type ChatFact = Exclude<ChatEvent, { type: 'message-sending' | 'message-failed' | 'message-discarded' | 'conversation-unfollowed' }>;

/** Port: where conversations live (live data, Firestore, memory). Every method rejects with an ItError. */
export interface ChatFeed {
  /** Conversations of the agent's groups, or the customer's own, now and as they change, until the returned function is called. */
  start(apply: (fact: ChatFact) => void): () => void;
  /** Messages of one conversation, the newest at once (`messages-read`) and then every new one; between start and stop only. */
  follow(chatId: string): () => void;
  /**
   * Delivers; resolves once the server has it. The same id again changes nothing and resolves. A customer's first message makes the conversation.
   * Rejects chat-expired, data-denied, line-offline.
   */
  send(chatId: string, message: { readonly id: string; readonly text: string }): Promise<void>;
  /** The agents have read what is there. Rejects data-denied, line-offline. */
  markRead(chatId: string): Promise<void>;
}
