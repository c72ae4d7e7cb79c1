import { randomUUID } from 'node:crypto';
import { HttpError } from './answers.mjs';

/** Messages that are answered at once, the newest. */
const HISTORY = 200;
const LONGEST_TEXT = 4000;
/** setTimeout takes no longer delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Who asks: an agent sees the conversations of the own groups, a customer the own one.
 * @typedef {{ side: 'agent', name: string, agreementId: string, groupCodes: readonly string[] } | { side: 'customer', name: string, agreementId: string, chatId: string }} Reader
 */

/** @typedef {{ id: string, from: 'agent' | 'customer', author: string, text: string, createdAt: number }} Message times are epoch ms */

/**
 * Outside chat in memory: conversations, their messages and the customers' links, which run out. A link alone is no conversation yet: the first
 * message makes it.
 */
export class Chats {
  /** @type {Map<string, { document: any, agreementId: string, messages: Message[], timer: NodeJS.Timeout }>} */
  #chats = new Map();
  /** @type {Set<(event: 'chat' | 'message' | 'chat-expired', data: object, chat: object) => void>} */
  #listeners = new Set();

  /**
   * A link for one customer.
   * @param {{ agreementId: string, groupCode: string, name?: string, lifetimeMs: number }} link
   * @returns {{ chatId: string, expiresAt: number }}
   */
  makeLink({ agreementId, groupCode, name, lifetimeMs }) {
    const chatId = randomUUID();
    const expiresAt = Date.now() + lifetimeMs;
    const timer = setTimeout(() => this.#tell('chat-expired', { chatId }, chatId), Math.min(lifetimeMs, LONGEST_DELAY_MS));
    timer.unref();
    const document = {
      chatId,
      groupCode,
      customer: name === undefined ? {} : { name },
      status: 'open',
      assignedTo: null,
      lastMessageAt: null,
      unread: 0,
      expiresAt,
    };
    this.#chats.set(chatId, { document, agreementId, messages: [], timer });
    return { chatId, expiresAt };
  }

  /** Conversations that this reader sees, each with its last message. @param {Reader} reader */
  list(reader) {
    return [...this.#chats.values()]
      .filter((chat) => chat.messages.length > 0 && sees(reader, chat))
      .map(({ document, messages }) => ({ ...document, lastMessage: messages.at(-1) }));
  }

  /** The newest, or those not older than `after`; oldest first. @param {Reader} reader @param {string} chatId @param {number} [after] epoch ms */
  messages(reader, chatId, after) {
    const { messages } = this.#find(reader, chatId);
    return after === undefined ? messages.slice(-HISTORY) : messages.filter(({ createdAt }) => createdAt >= after);
  }

  /**
   * Stores a message and tells everybody. An id that is stored already changes nothing.
   * @param {Reader} reader @param {string} chatId @param {{ id: unknown, text: unknown }} message
   * @returns {Message} as stored
   * @throws {HttpError} 400 message-invalid, 404 data-denied, 410 chat-expired
   */
  write(reader, chatId, { id, text }) {
    const chat = this.#find(reader, chatId);
    if (typeof id !== 'string' || !/^[\w-]{8,64}$/.test(id)) throw new HttpError(400, 'message-invalid', 'id: expected 8 to 64 letters, digits, - or _');
    if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_TEXT)
      throw new HttpError(400, 'message-invalid', `text: expected 1 to ${LONGEST_TEXT} characters`);
    const stored = chat.messages.find((message) => message.id === id);
    if (stored) return stored;
    if (chat.document.expiresAt <= Date.now()) throw new HttpError(410, 'chat-expired', 'the link of this conversation has run out');
    const message = { id, from: reader.side, author: reader.name, text, createdAt: Math.max(Date.now(), (chat.document.lastMessageAt ?? 0) + 1) };
    chat.messages.push(message);
    const unread = reader.side === 'customer' ? chat.document.unread + 1 : 0;
    this.#change(chat, { lastMessageAt: message.createdAt, unread });
    this.#tell('message', { chatId, ...message }, chatId);
    return message;
  }

  /** An agent has read it. @param {Reader} reader @param {string} chatId */
  markRead(reader, chatId) {
    const chat = this.#find(reader, chatId);
    if (reader.side === 'agent' && chat.document.unread > 0) this.#change(chat, { unread: 0 });
  }

  /**
   * Tells what changes in the conversations that this reader sees: `chat`, `message`, `chat-expired`.
   * @param {Reader} reader @param {(event: string, data: object) => void} send
   * @returns {() => void} its stop
   */
  follow(reader, send) {
    const listener = (event, data, chat) => {
      if (sees(reader, chat) && (chat.messages.length > 0 || reader.side === 'customer')) send(event, data);
    };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** No link runs out any more. */
  close() {
    for (const { timer } of this.#chats.values()) clearTimeout(timer);
  }

  #find(reader, chatId) {
    const chat = this.#chats.get(chatId);
    if (!chat || !sees(reader, chat)) throw new HttpError(404, 'data-denied', 'no such conversation');
    return chat;
  }

  #change(chat, fields) {
    Object.assign(chat.document, fields);
    this.#tell('chat', chat.document, chat.document.chatId);
  }

  #tell(event, data, chatId) {
    for (const listener of this.#listeners) listener(event, data, this.#chats.get(chatId));
  }
}

function sees(reader, { document, agreementId }) {
  if (reader.agreementId !== agreementId) return false;
  return reader.side === 'agent' ? reader.groupCodes.includes(document.groupCode) : reader.chatId === document.chatId;
}
