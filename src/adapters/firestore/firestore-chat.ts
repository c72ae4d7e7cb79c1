import {
  collection,
  doc,
  getDocs,
  increment,
  limit,
  onSnapshot,
  orderBy,
  query,
  runTransaction,
  serverTimestamp,
  Timestamp,
  updateDoc,
  where,
} from 'firebase/firestore';
import type { CollectionReference, DocumentData, DocumentReference, DocumentSnapshot } from 'firebase/firestore';
import type { ChatFact, ChatFeed } from '../../chat/chat-feed.js';
import { isExpired, type ChatMessage, type Conversation } from '../../chat/conversation.js';
import { ItError, type ErrorCode } from '../../it-error.js';
import { readChatDocument, readMessageDocument } from '../documents/chat-document.js';
import { openDatabase, type Database, type FirebaseConfig } from './database.js';
import { keepListening } from './listening.js';
import { listedGroups } from './listed-groups.js';
import { readTimestamp, reasonOf, whenSignedIn } from './signed-in.js';

/** Whose chats: an agent's, by group codes, or the one of a customer. */
export type FirestoreChatAccount = { readonly agreementId: string; readonly author: string } & (
  { readonly groupCodes: readonly string[] } | { readonly customer: { readonly chatId: string; readonly expiresAt?: number } }
);

/** Conversations that are listed, newest first. */
const LISTED = 50;
/** Messages of a conversation that are read, the newest. */
const HISTORY = 200;

type Listener = (fact: ChatFact) => void;

/**
 * Outside chat in Firestore: `agreements/{agreementId}/chats` of the agent's groups, or the customer's own one, and their messages.
 * A list entry's last message is read when `lastMessageAt` moves; whole conversations are listened to only while somebody reads them.
 */
export class FirestoreChat implements ChatFeed {
  readonly #config: FirebaseConfig;
  readonly #account: FirestoreChatAccount;
  /** Open from the start to the stop. */
  #database: Database | undefined;
  readonly #expiresAt = new Map<string, number>();
  /** When the newest message that is known of each conversation was written. */
  readonly #newest = new Map<string, number>();
  #apply: Listener | undefined;

  constructor(config: FirebaseConfig, account: FirestoreChatAccount) {
    this.#config = config;
    this.#account = account;
  }

  start(apply: Listener): () => void {
    this.#apply = apply;
    const denied = (error: unknown): void => apply({ type: 'chat-absent', reason: reasonOf(error) });
    const stop = keepListening((arrived, failed) => whenSignedIn(this.#opened(), failed, (refused) => this.#listenToChats(arrived, refused)), denied);
    return () => {
      this.#apply = undefined;
      stop();
      void this.#database?.close().catch(() => undefined);
      this.#database = undefined;
    };
  }

  follow(chatId: string): () => void {
    let first = true;
    return keepListening(
      (arrived, failed) =>
        whenSignedIn(this.#opened(), failed, (refused) =>
          onSnapshot(
            query(this.#messages(chatId), orderBy('createdAt', 'desc'), limit(HISTORY)),
            (found) => {
              arrived();
              if (first) this.#tell({ type: 'messages-read', chatId, messages: found.docs.flatMap((message) => readMessage(message) ?? []) });
              else for (const { doc: message } of found.docChanges().reverse()) this.#takeMessage(chatId, readMessage(message));
              first = false;
            },
            refused,
          ),
        ),
      (error) => this.#tell({ type: 'chat-absent', reason: reasonOf(error) }),
    );
  }

  async send(chatId: string, { id, text }: { readonly id: string; readonly text: string }): Promise<void> {
    const chat = this.#chat(chatId);
    const message = doc(this.#messages(chatId), id);
    const from = 'customer' in this.#account ? 'customer' : 'agent';
    await this.#write(chatId, async () => {
      await runTransaction(this.#opened().firestore, async (transaction) => {
        // Sent before, and only the answer was lost: once more would also count as unread once more.
        if ((await transaction.get(message)).exists()) return;
        transaction.set(message, { from, author: this.#account.author, text, createdAt: serverTimestamp() });
        transaction.update(chat, { lastMessageAt: serverTimestamp(), unread: from === 'customer' ? increment(1) : 0 });
      });
    });
  }

  async markRead(chatId: string): Promise<void> {
    await this.#write(chatId, () => updateDoc(this.#chat(chatId), { unread: 0 }));
  }

  #listenToChats(arrived: () => void, failed: (error: unknown) => void): () => void {
    const { firestore } = this.#opened();
    if ('customer' in this.#account) {
      return onSnapshot(
        this.#chat(this.#account.customer.chatId),
        (chat) => {
          arrived();
          void this.#takeChat(chat);
          this.#tell({ type: 'conversations-loaded' });
        },
        failed,
      );
    }
    const { agreementId, groupCodes } = this.#account;
    if (groupCodes.length === 0) {
      // Firestore refuses an `in` of nothing; nobody's chats are no chats.
      arrived();
      this.#tell({ type: 'conversations-loaded' });
      return () => undefined;
    }
    const chats = collection(firestore, 'agreements', agreementId, 'chats');
    return onSnapshot(
      query(chats, where('groupCode', 'in', listedGroups(groupCodes)), orderBy('lastMessageAt', 'desc'), limit(LISTED)),
      (listed) => {
        arrived();
        for (const { type, doc: chat } of listed.docChanges()) {
          if (type === 'removed') this.#tell({ type: 'conversation-gone', chatId: chat.id });
          else void this.#takeChat(chat);
        }
        this.#tell({ type: 'conversations-loaded' });
      },
      failed,
    );
  }

  async #takeChat(document: DocumentSnapshot): Promise<void> {
    const conversation = document.exists() ? readChatDocument(document.id, document.data({ serverTimestamps: 'estimate' }), readTimestamp) : undefined;
    // Made with the customer's link; it begins with the first message.
    if (!conversation || (conversation.lastMessageAt === undefined && !('customer' in this.#account))) return;
    if (conversation.expiresAt !== undefined) this.#expiresAt.set(conversation.id, conversation.expiresAt);
    this.#tell({ type: 'conversation-read', conversation });
    if (!document.metadata.hasPendingWrites) await this.#readNewest(conversation).catch(() => undefined);
  }

  /** The document says when the last message was written, not which: all that are newer than the newest known one are read. */
  async #readNewest({ id: chatId, lastMessageAt = 0 }: Conversation): Promise<void> {
    const known = this.#newest.get(chatId);
    if (known === undefined ? lastMessageAt === 0 : lastMessageAt <= known) return;
    const messages = this.#messages(chatId);
    const found = await getDocs(
      known === undefined
        ? query(messages, orderBy('createdAt', 'desc'), limit(1))
        : query(messages, where('createdAt', '>=', Timestamp.fromMillis(known)), orderBy('createdAt'), limit(HISTORY)),
    );
    for (const read of found.docs) {
      const message = readMessage(read);
      if (!message) continue;
      if (known !== undefined) this.#takeMessage(chatId, message);
      else this.#tell({ type: 'last-message-read', chatId, message });
      this.#newest.set(chatId, Math.max(this.#newest.get(chatId) ?? 0, message.createdAt));
    }
  }

  #takeMessage(chatId: string, message: ChatMessage | undefined): void {
    if (message) this.#tell({ type: 'message-arrived', chatId, message });
  }

  async #write(chatId: string, write: () => Promise<void>): Promise<void> {
    try {
      await this.#opened().signIn();
      await write();
    } catch (thrown) {
      throw new ItError(this.#whyRefused(chatId, thrown), { field: 'chat', expected: 'a write that the rules allow', cause: thrown });
    }
  }

  /** Rules say no and never why; the time does. */
  #whyRefused(chatId: string, thrown: unknown): ErrorCode {
    if (thrown instanceof ItError) return thrown.code;
    const code = (thrown as { code?: unknown } | undefined)?.code;
    if (code === 'unavailable' || code === 'deadline-exceeded' || code === 'aborted') return 'line-offline';
    const own = 'customer' in this.#account ? this.#account.customer.expiresAt : undefined;
    const expiresAt = this.#expiresAt.get(chatId) ?? own;
    return expiresAt !== undefined && isExpired({ expiresAt }, Date.now()) ? 'chat-expired' : 'data-denied';
  }

  #chat(chatId: string): DocumentReference {
    return doc(this.#opened().firestore, 'agreements', this.#account.agreementId, 'chats', chatId);
  }

  #messages(chatId: string): CollectionReference<DocumentData> {
    return collection(this.#chat(chatId), 'messages');
  }

  #opened(): Database {
    return (this.#database ??= openDatabase(this.#config));
  }

  #tell(fact: ChatFact): void {
    this.#apply?.(fact);
  }
}

/** Of a message that the server does not have yet nothing is told: it is in the outbox. */
function readMessage(document: DocumentSnapshot): ChatMessage | undefined {
  return document.metadata.hasPendingWrites ? undefined : readMessageDocument(document.id, document.data(), readTimestamp);
}
