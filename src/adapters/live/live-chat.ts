import type { ChatFact, ChatFeed } from '../../chat/chat-feed.js';
import type { Conversation } from '../../chat/conversation.js';
import { ItError, type ErrorCode } from '../../it-error.js';
import { readChatDocument, readMessageDocument } from '../documents/chat-document.js';
import { asDocument, asNumber, asText } from '../documents/fields.js';
import type { LiveStream } from './live-stream.js';

/** A request that takes longer has failed; sending again is harmless, because the id stays. */
const PATIENCE_MS = 15_000;
/** How soon the list is asked for again when the stream is open but the list did not come. */
const AGAIN_MS = 3000;

/**
 * Outside chat over HTTP: changes come down the account's stream, the rest is asked for below its address. Who asks is known by the session's cookie;
 * an agent sees the conversations of the own groups, a customer the own one. All bodies are JSON, times are epoch ms.
 *
 * | stream event | data |
 * |---|---|
 * | `chat` | `{ chatId, groupCode, customer: { name?, tel?, mail? }, status, assignedTo?, lastMessageAt?, unread, expiresAt? }`, the document as it is now |
 * | `message` | `{ chatId, id, from, author, text, createdAt }`, one that is new |
 * | `chat-expired` | `{ chatId }`, the customer's link has run out |
 *
 * | request | answer |
 * |---|---|
 * | `GET {url}/chats` | `{ chats: [{ …as `chat`, lastMessage? }] }`: asked each time the stream opens, so that nothing is missed |
 * | `GET {url}/chats/{chatId}/messages?after={ms}` | `{ messages: […] }`, those not older than `after`, oldest first; without it the newest 200; none yet: `[]` |
 * | `POST {url}/chats/{chatId}/messages` `{ id, text }` | the message as stored; the same id again: the stored one, unchanged |
 * | `POST {url}/chats/{chatId}/read` | 204: `unread` is 0 |
 *
 * Refusals: 410 the link has run out (`chat-expired`), any other 4xx `data-denied`; 5xx and no answer at all `line-offline`.
 */
export class LiveChat implements ChatFeed {
  readonly #stream: LiveStream;
  readonly #followed = new Set<string>();
  /** When the newest message that is known of each conversation was written. */
  readonly #newest = new Map<string, number>();
  #apply: ((fact: ChatFact) => void) | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(stream: LiveStream) {
    this.#stream = stream;
  }

  start(apply: (fact: ChatFact) => void): () => void {
    this.#apply = apply;
    const stop = this.#stream.read({
      events: {
        chat: (data) => this.#takeChat(data),
        message: (data) => this.#takeMessage(data),
        'chat-expired': (data) => this.#tell({ type: 'conversation-expired', chatId: asText(asDocument(data)?.['chatId']) ?? '' }),
      },
      opened: () => void this.#catchUp(),
      lost: () => this.#tell({ type: 'chat-source-lost' }),
      refused: () => this.#tell({ type: 'chat-absent', reason: 'data-denied' }),
    });
    return () => {
      this.#apply = undefined;
      clearTimeout(this.#again);
      stop();
    };
  }

  follow(chatId: string): () => void {
    this.#followed.add(chatId);
    void this.#readHistory(chatId);
    return () => this.#followed.delete(chatId);
  }

  async send(chatId: string, message: { readonly id: string; readonly text: string }): Promise<void> {
    const stored = await this.#ask('POST', `${encodeURIComponent(chatId)}/messages`, message);
    this.#takeMessage({ chatId, ...asDocument(stored) });
  }

  async markRead(chatId: string): Promise<void> {
    await this.#ask('POST', `${encodeURIComponent(chatId)}/read`);
  }

  /** The list as it is now, and what was written while nobody listened. */
  async #catchUp(): Promise<void> {
    let answer: unknown;
    try {
      answer = await this.#ask('GET', '');
    } catch (thrown) {
      this.#failed(ItError.from(thrown, 'data-denied').code);
      return;
    }
    const chats = asDocument(answer)?.['chats'];
    for (const chat of Array.isArray(chats) ? (chats as unknown[]) : []) await this.#takeListed(chat);
    this.#tell({ type: 'conversations-loaded' });
    for (const chatId of this.#followed) void this.#readHistory(chatId);
  }

  async #takeListed(data: unknown): Promise<void> {
    const conversation = this.#takeChat(data);
    const last = asDocument(asDocument(data)?.['lastMessage']);
    const message = readMessageDocument(asText(last?.['id']) ?? '', last, asNumber);
    if (!conversation || !message) return;
    const known = this.#newest.get(conversation.id);
    if (known !== undefined && known < message.createdAt) await this.#readMissed(conversation.id, known);
    else if (known === undefined) this.#tell({ type: 'last-message-read', chatId: conversation.id, message });
    this.#newest.set(conversation.id, Math.max(known ?? 0, message.createdAt));
  }

  async #readMissed(chatId: string, after: number): Promise<void> {
    const messages = await this.#ask('GET', `${encodeURIComponent(chatId)}/messages?after=${after}`).catch(() => undefined);
    for (const message of listOf(messages)) this.#takeMessage({ chatId, ...asDocument(message) });
  }

  async #readHistory(chatId: string): Promise<void> {
    try {
      const answer = await this.#ask('GET', `${encodeURIComponent(chatId)}/messages`);
      const messages = listOf(answer).flatMap((message) => readMessageDocument(asText(asDocument(message)?.['id']) ?? '', message, asNumber) ?? []);
      if (this.#followed.has(chatId)) this.#tell({ type: 'messages-read', chatId, messages });
    } catch (thrown) {
      const { code } = ItError.from(thrown, 'data-denied');
      if (code === 'chat-expired') this.#tell({ type: 'conversation-expired', chatId });
      else this.#failed(code);
    }
  }

  #takeChat(data: unknown): Conversation | undefined {
    const document = asDocument(data);
    const conversation = readChatDocument(asText(document?.['chatId']) ?? '', document, asNumber);
    if (conversation) this.#tell({ type: 'conversation-read', conversation });
    return conversation;
  }

  #takeMessage(data: unknown): void {
    const document = asDocument(data);
    const chatId = asText(document?.['chatId']) ?? '';
    const message = readMessageDocument(asText(document?.['id']) ?? '', document, asNumber);
    if (!chatId || !message) return;
    this.#newest.set(chatId, Math.max(this.#newest.get(chatId) ?? 0, message.createdAt));
    this.#tell({ type: 'message-arrived', chatId, message });
  }

  #failed(code: ErrorCode): void {
    this.#tell(code === 'line-offline' ? { type: 'chat-source-lost' } : { type: 'chat-absent', reason: code });
    clearTimeout(this.#again);
    if (this.#apply && code === 'line-offline') this.#again = setTimeout(() => void this.#catchUp(), AGAIN_MS);
  }

  #tell(fact: ChatFact): void {
    this.#apply?.(fact);
  }

  async #ask(method: 'GET' | 'POST', path: string, body: object = {}): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(`${this.#stream.url}/chats${path && `/${path}`}`, {
        method,
        credentials: 'include',
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      if (response.ok) return response.status === 204 ? undefined : ((await response.json()) as unknown);
    } catch (cause) {
      throw new ItError('line-offline', { cause });
    }
    const code = response.status === 410 ? 'chat-expired' : response.status >= 500 ? 'line-offline' : 'data-denied';
    throw new ItError(code, { field: 'chat', expected: `an answer (the server's was ${response.status})` });
  }
}

function listOf(answer: unknown): readonly unknown[] {
  const messages = asDocument(answer)?.['messages'];
  return Array.isArray(messages) ? (messages as unknown[]) : [];
}
