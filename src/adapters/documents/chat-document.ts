import type { ChatMessage, Conversation } from '../../chat/conversation.js';
import { asDocument, asNumber, asText, type ReadTime } from './fields.js';

/**
 * A conversation's document (`agreements/{agreementId}/chats/{chatId}`), parsed: the only place that knows its field names.
 * Undefined without a group: whose it is decides who may see it.
 */
export function readChatDocument(chatId: string, value: unknown, readTime: ReadTime): Conversation | undefined {
  const document = asDocument(value);
  const groupCode = asText(document?.['groupCode']);
  if (!document || !chatId || groupCode === undefined) return undefined;
  const customer = asDocument(document['customer']);
  return {
    id: chatId,
    groupCode,
    customer: present({ name: asText(customer?.['name']), tel: asText(customer?.['tel']), mail: asText(customer?.['mail']) }),
    status: document['status'] === 'closed' ? 'closed' : 'open',
    unread: Math.max(0, asNumber(document['unread']) ?? 0),
    ...present({ assignedTo: asText(document['assignedTo']), lastMessageAt: readTime(document['lastMessageAt']), expiresAt: readTime(document['expiresAt']) }),
  };
}

/**
 * A message's document (`…/chats/{chatId}/messages/{messageId}`), parsed: the only place that knows its field names.
 * Undefined when it lacks what makes it a message: side, text, time.
 */
export function readMessageDocument(messageId: string, value: unknown, readTime: ReadTime): ChatMessage | undefined {
  const document = asDocument(value);
  const from = document?.['from'];
  const text = asText(document?.['text']);
  const createdAt = readTime(document?.['createdAt']);
  if (!messageId || text === undefined || createdAt === undefined) return undefined;
  if (from !== 'agent' && from !== 'customer') return undefined;
  return { id: messageId, from, author: asText(document?.['author']) ?? '', text, createdAt };
}

function present<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
