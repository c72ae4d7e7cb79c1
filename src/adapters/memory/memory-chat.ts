import type { ChatFact, ChatFeed } from '../../chat/chat-feed.js';
import type { ChatMessage, ChatSide, Conversation } from '../../chat/conversation.js';
import { ItError, type ErrorCode } from '../../it-error.js';

/** A chat's server in memory, for stories and unit tests: keeps conversations, tells changes at once, and may be out of order in every way a server can. */
export class MemoryChat implements ChatFeed {
  readonly #side: ChatSide;
  readonly #author: string;
  readonly #now: () => number;
  readonly #conversations = new Map<string, Conversation>();
  readonly #messages = new Map<string, ChatMessage[]>();
  readonly #followed = new Set<string>();
  #apply: ((fact: ChatFact) => void) | undefined;
  /** What the next deliveries reject with; `lost-answer`: stored, but the client hears line-offline; `silent`: never answered. */
  trouble: ErrorCode | 'lost-answer' | 'silent' | undefined;
  /** Ids of all deliveries, repeated ones too. */
  readonly deliveries: string[] = [];

  constructor({ side = 'agent', author = '', now }: { side?: ChatSide; author?: string; now: () => number }) {
    this.#side = side;
    this.#author = author;
    this.#now = now;
  }

  start(apply: (fact: ChatFact) => void): () => void {
    this.#apply = apply;
    for (const conversation of this.#conversations.values()) {
      apply({ type: 'conversation-read', conversation });
      const message = this.#messages.get(conversation.id)?.at(-1);
      if (message) apply({ type: 'last-message-read', chatId: conversation.id, message });
    }
    apply({ type: 'conversations-loaded' });
    return () => (this.#apply = undefined);
  }

  follow(chatId: string): () => void {
    this.#followed.add(chatId);
    this.tell({ type: 'messages-read', chatId, messages: this.messagesOf(chatId) });
    return () => this.#followed.delete(chatId);
  }

  async send(chatId: string, { id, text }: { readonly id: string; readonly text: string }): Promise<void> {
    this.deliveries.push(id);
    const { trouble } = this;
    if (trouble === 'silent') return new Promise(() => undefined);
    await Promise.resolve();
    if (trouble !== undefined && trouble !== 'lost-answer') throw new ItError(trouble);
    this.#write(chatId, { id, from: this.#side, author: this.#author, text, createdAt: this.#now() }, trouble === 'lost-answer');
    if (trouble === 'lost-answer') throw new ItError('line-offline');
  }

  async markRead(chatId: string): Promise<void> {
    const conversation = this.#conversations.get(chatId);
    if (conversation) this.put({ ...conversation, unread: 0 });
  }

  /** A conversation as the server has it now. */
  put(conversation: Conversation): void {
    this.#conversations.set(conversation.id, conversation);
    this.tell({ type: 'conversation-read', conversation });
  }

  /** Someone else writes. */
  write(chatId: string, message: ChatMessage): void {
    this.#write(chatId, message, false);
  }

  messagesOf(chatId: string): readonly ChatMessage[] {
    return this.#messages.get(chatId) ?? [];
  }

  /** Any fact, as a source would tell it. */
  tell(fact: ChatFact): void {
    this.#apply?.(fact);
  }

  #write(chatId: string, message: ChatMessage, untold: boolean): void {
    const messages = this.messagesOf(chatId);
    if (!messages.some(({ id }) => id === message.id)) {
      this.#messages.set(chatId, [...messages, message]);
      const known = this.#conversations.get(chatId) ?? { id: chatId, groupCode: 'G01', customer: {}, status: 'open' as const, unread: 0 };
      const unread = message.from === 'customer' ? known.unread + 1 : 0;
      const conversation = { ...known, unread, lastMessageAt: message.createdAt };
      this.#conversations.set(chatId, conversation);
      if (!untold) this.tell({ type: 'conversation-read', conversation });
    }
    if (!untold) this.tell({ type: 'message-arrived', chatId, message });
  }
}
