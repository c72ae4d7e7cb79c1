import { ItError } from '../it-error.js';
import { Store, type Readable } from '../store.js';
import type { ChatFact, ChatFeed } from './chat-feed.js';
import { NO_CHAT, reduceChat, type ChatEvent, type ChatSnapshot, type OutgoingMessage } from './chat-state.js';
import { byTime, MESSAGE_LENGTH, type ChatMessage } from './conversation.js';

/** Outside chat: what `provider.chat` and `<it-chat-outside>` use. */
export interface Chat extends Readable<ChatSnapshot> {
  /** Reads a conversation's messages, live, into `snapshot.messages` until the returned function is called. */
  follow(chatId: string): () => void;
  /**
   * Sends; resolves once the server has the message, meanwhile it is in `snapshot.outbox`. A message that failed stays there.
   * Rejects message-invalid (blank, or longer than 4000 characters), chat-expired, data-denied, line-offline.
   */
  send(chatId: string, text: string): Promise<void>;
  /** Sends a message that failed again, under the same id. Resolves and rejects as `send`; an id that is not in the outbox resolves. */
  retry(messageId: string): Promise<void>;
  /** Takes a message that failed off the outbox. */
  discard(messageId: string): void;
  /** The agent has the conversation in view: its unread count goes. Rejects data-denied, line-offline. */
  markRead(chatId: string): Promise<void>;
}

export interface ChatSurroundings {
  newId: () => string;
  /** Someone wrote, on either side: told once per message. */
  arrived: (chatId: string, message: ChatMessage) => void;
  failed: (error: ItError) => void;
}

/** The one store of outside chat. */
export class ChatStore extends Store<ChatSnapshot, ChatEvent> implements Chat {
  readonly #feed: ChatFeed;
  readonly #around: ChatSurroundings;
  readonly #followed = new Map<string, { users: number; stop: () => void }>();
  /** Ids of messages that were heard of: a source that resumes may tell them again. */
  readonly #known = new Set<string>();
  #started = false;

  constructor(feed: ChatFeed, around: ChatSurroundings, initial: ChatSnapshot = NO_CHAT) {
    super(initial, reduceChat);
    this.#feed = feed;
    this.#around = around;
  }

  start(): () => void {
    this.#started = true;
    const stop = this.#feed.start((fact) => this.#hear(fact));
    for (const [chatId, following] of this.#followed) following.stop = this.#feed.follow(chatId);
    return () => {
      this.#started = false;
      for (const following of this.#followed.values()) following.stop();
      stop();
    };
  }

  follow(chatId: string): () => void {
    const following = this.#followed.get(chatId) ?? { users: 0, stop: this.#started ? this.#feed.follow(chatId) : () => undefined };
    this.#followed.set(chatId, following);
    following.users += 1;
    let stopped = false;
    return () => {
      if (stopped) return;
      stopped = true;
      following.users -= 1;
      if (following.users > 0) return;
      this.#followed.delete(chatId);
      following.stop();
      this.apply({ type: 'conversation-unfollowed', chatId });
    };
  }

  async send(chatId: string, text: string): Promise<void> {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.length > MESSAGE_LENGTH) {
      throw this.#report(
        new ItError('message-invalid', { field: 'text', value: `${trimmed.length} characters`, expected: `1 to ${MESSAGE_LENGTH} characters` }),
      );
    }
    if (this.snapshot.absent) throw this.#report(new ItError(this.snapshot.absent));
    await this.#deliver({ id: this.#around.newId(), chatId, text: trimmed });
  }

  async retry(messageId: string): Promise<void> {
    const outgoing = this.snapshot.outbox.find(({ id }) => id === messageId);
    if (outgoing?.state === 'failed') await this.#deliver(outgoing);
  }

  discard(messageId: string): void {
    const outgoing = this.snapshot.outbox.find(({ id }) => id === messageId);
    if (outgoing?.state === 'failed') this.apply({ type: 'message-discarded', id: messageId });
  }

  async markRead(chatId: string): Promise<void> {
    const conversation = this.snapshot.conversations.find(({ id }) => id === chatId);
    if (!conversation || conversation.unread === 0) return;
    try {
      await this.#feed.markRead(chatId);
    } catch (thrown) {
      throw this.#report(ItError.from(thrown, 'data-denied'));
    }
  }

  async #deliver({ id, chatId, text }: Pick<OutgoingMessage, 'id' | 'chatId' | 'text'>): Promise<void> {
    this.apply({ type: 'message-sending', id, chatId, text });
    try {
      await this.#feed.send(chatId, { id, text });
    } catch (thrown) {
      const error = ItError.from(thrown, 'data-denied');
      // It may have arrived all the same: then the feed has told so, and nothing is in the outbox any more.
      if (!this.snapshot.outbox.some((outgoing) => outgoing.id === id)) return;
      this.apply({ type: 'message-failed', id, reason: error.code });
      if (error.code === 'chat-expired') this.apply({ type: 'conversation-expired', chatId });
      throw this.#report(error);
    }
  }

  #hear(fact: ChatFact): void {
    const fresh = this.#freshIn(fact);
    this.apply(fact);
    for (const { chatId, message } of fresh) this.#around.arrived(chatId, message);
  }

  /** Messages in it that nobody has heard of. History is none, but for what was written after the newest message of the list. */
  #freshIn(fact: ChatFact): { chatId: string; message: ChatMessage }[] {
    if (fact.type !== 'messages-read' && fact.type !== 'last-message-read' && fact.type !== 'message-arrived') return [];
    const { chatId } = fact;
    const listed = this.snapshot.conversations.find(({ id }) => id === chatId)?.lastMessage;
    const unknown = ('messages' in fact ? fact.messages : [fact.message]).filter(({ id }) => !this.#known.has(id));
    for (const { id } of unknown) this.#known.add(id);
    if (fact.type === 'last-message-read') return [];
    return unknown.filter((message) => fact.type === 'message-arrived' || (listed && byTime(listed, message) < 0)).map((message) => ({ chatId, message }));
  }

  #report(error: ItError): ItError {
    this.#around.failed(error);
    return error;
  }
}
