import type { ErrorCode } from '../it-error.js';
import { byNewest, byTime, type ChatMessage, type Conversation } from './conversation.js';

/**
 * A message of ours on its way: shown as "sending…", never as sent before the server has it.
 *
 *     sending ─▶ (the server has it: it becomes a message, and leaves the outbox)
 *        ▲  └──▶ failed ─▶ (discarded)
 *        └─ retry ──┘
 */
export interface OutgoingMessage {
  /** Becomes the message's id. */
  readonly id: string;
  readonly chatId: string;
  readonly text: string;
  readonly state: 'sending' | 'failed';
  readonly reason?: ErrorCode;
}

export interface ChatSnapshot {
  /** Of the agent's groups, newest first; of a customer: the own one alone. */
  readonly conversations: readonly Conversation[];
  /** Messages of the conversations that are followed, oldest first, by conversation. */
  readonly messages: Readonly<Record<string, readonly ChatMessage[]>>;
  /** In the order in which they were sent. */
  readonly outbox: readonly OutgoingMessage[];
  /** The list is whole: what is not in it does not exist. */
  readonly loaded: boolean;
  /** Why there is no chat at all. */
  readonly absent?: ErrorCode;
  /** True while the data source is out of reach: what is shown may be old. */
  readonly stale?: boolean;
}

export type ChatEvent =
  | { type: 'conversation-read'; conversation: Conversation }
  /** It went to another group, or is no longer among the newest. */
  | { type: 'conversation-gone'; chatId: string }
  | { type: 'conversations-loaded' }
  | { type: 'conversation-expired'; chatId: string }
  /** History of a conversation that is followed: nothing new. */
  | { type: 'messages-read'; chatId: string; messages: readonly ChatMessage[] }
  /** The newest message of a conversation, for the list: nothing new. */
  | { type: 'last-message-read'; chatId: string; message: ChatMessage }
  /** Someone wrote, on either side. */
  | { type: 'message-arrived'; chatId: string; message: ChatMessage }
  | { type: 'conversation-unfollowed'; chatId: string }
  | { type: 'chat-absent'; reason: ErrorCode }
  | { type: 'chat-source-lost' }
  | { type: 'chat-source-back' }
  /** Ours: on its way, nothing is confirmed. */
  | { type: 'message-sending'; id: string; chatId: string; text: string }
  | { type: 'message-failed'; id: string; reason: ErrorCode }
  | { type: 'message-discarded'; id: string };

export const NO_CHAT: ChatSnapshot = { conversations: [], messages: {}, outbox: [], loaded: false };

/** Pure reducer of outside chat. */
export function reduceChat(state: ChatSnapshot, event: ChatEvent): ChatSnapshot {
  switch (event.type) {
    case 'conversation-read':
      return takeConversation(state, event.conversation);
    case 'conversation-gone':
      return state.conversations.some(({ id }) => id === event.chatId)
        ? { ...state, conversations: state.conversations.filter(({ id }) => id !== event.chatId) }
        : state;
    case 'conversations-loaded': {
      if (state.loaded && state.absent === undefined && !state.stale) return state;
      const { absent: _absent, stale: _stale, ...rest } = state;
      return { ...rest, loaded: true };
    }
    case 'conversation-expired':
      return changeConversation(state, event.chatId, (conversation) => (conversation.expired ? conversation : { ...conversation, expired: true }));
    case 'messages-read':
      return takeMessages(state, event.chatId, event.messages, true);
    case 'last-message-read':
      return changeConversation(state, event.chatId, (conversation) => withLast(conversation, event.message));
    case 'message-arrived':
      return takeMessages(state, event.chatId, [event.message], false);
    case 'conversation-unfollowed': {
      const { [event.chatId]: followed, ...messages } = state.messages;
      return followed ? { ...state, messages } : state;
    }
    case 'chat-absent':
      return state.absent === event.reason ? state : { ...state, absent: event.reason };
    case 'chat-source-lost':
      return state.stale ? state : { ...state, stale: true };
    case 'chat-source-back': {
      if (!state.stale) return state;
      const { stale: _stale, ...rest } = state;
      return rest;
    }
    case 'message-sending':
      return takeSending(state, { id: event.id, chatId: event.chatId, text: event.text, state: 'sending' });
    case 'message-failed':
      return changeOutgoing(state, event.id, (outgoing) => ({ ...outgoing, state: 'failed', reason: event.reason }));
    case 'message-discarded':
      return withoutOutgoing(state, [event.id]);
  }
}

/** The server's document replaces ours; what documents do not tell (last message, expiry once heard) stays. */
function takeConversation(state: ChatSnapshot, read: Conversation): ChatSnapshot {
  const known = state.conversations.find(({ id }) => id === read.id);
  const last = newer(known?.lastMessage, read.lastMessage);
  const lastMessageAt = Math.max(read.lastMessageAt ?? -Infinity, last?.createdAt ?? -Infinity);
  // A new link has another end.
  const stillExpired = known?.expired && read.expiresAt === known.expiresAt;
  const next: Conversation = {
    ...read,
    ...(last && { lastMessage: last }),
    ...(lastMessageAt > -Infinity && { lastMessageAt }),
    ...(stillExpired && { expired: true as const }),
  };
  if (known && same(known, next)) return state;
  return { ...state, conversations: [...state.conversations.filter(({ id }) => id !== read.id), next].sort(byNewest) };
}

function takeMessages(state: ChatSnapshot, chatId: string, messages: readonly ChatMessage[], history: boolean): ChatSnapshot {
  const known = state.messages[chatId];
  const ids = new Set(known?.map(({ id }) => id));
  const fresh = messages.filter(({ id }) => !ids.has(id));
  // Nobody reads a conversation that is not followed: the newest message, for the list, is enough.
  const kept =
    (known || history) && (fresh.length > 0 || !known)
      ? { ...state, messages: { ...state.messages, [chatId]: [...(known ?? []), ...fresh].sort(byTime) } }
      : state;
  const newest = [...messages].sort(byTime).at(-1);
  const listed = newest ? changeConversation(kept, chatId, (conversation) => withLast(conversation, newest)) : kept;
  return withoutOutgoing(
    listed,
    messages.map(({ id }) => id),
  );
}

function withLast(conversation: Conversation, message: ChatMessage): Conversation {
  const lastMessage = newer(conversation.lastMessage, message);
  if (!lastMessage || lastMessage === conversation.lastMessage) return conversation;
  return { ...conversation, lastMessage, lastMessageAt: Math.max(conversation.lastMessageAt ?? 0, lastMessage.createdAt) };
}

function newer(known: ChatMessage | undefined, read: ChatMessage | undefined): ChatMessage | undefined {
  if (!known || !read) return known ?? read;
  return known.id !== read.id && byTime(known, read) < 0 ? read : known;
}

function changeConversation(state: ChatSnapshot, chatId: string, change: (conversation: Conversation) => Conversation): ChatSnapshot {
  const before = state.conversations.find(({ id }) => id === chatId);
  const after = before && change(before);
  if (!after || after === before) return state;
  return { ...state, conversations: state.conversations.map((other) => (other === before ? after : other)).sort(byNewest) };
}

/** Sending again keeps its place among the others. */
function takeSending(state: ChatSnapshot, outgoing: OutgoingMessage): ChatSnapshot {
  const known = state.outbox.some(({ id }) => id === outgoing.id);
  return { ...state, outbox: known ? state.outbox.map((other) => (other.id === outgoing.id ? outgoing : other)) : [...state.outbox, outgoing] };
}

function changeOutgoing(state: ChatSnapshot, id: string, change: (outgoing: OutgoingMessage) => OutgoingMessage): ChatSnapshot {
  const known = state.outbox.find((outgoing) => outgoing.id === id);
  return known ? { ...state, outbox: state.outbox.map((outgoing) => (outgoing === known ? change(known) : outgoing)) } : state;
}

function withoutOutgoing(state: ChatSnapshot, ids: readonly string[]): ChatSnapshot {
  const outbox = state.outbox.filter(({ id }) => !ids.includes(id));
  return outbox.length === state.outbox.length ? state : { ...state, outbox };
}

function same(one: Conversation, other: Conversation): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}
