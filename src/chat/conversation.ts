/** Who is who in an outside chat: the agents of a group on one side, one customer on the other. */
export type ChatSide = 'agent' | 'customer';

/** One message as the server keeps it. Raw text: never HTML. `createdAt` is the server's clock, epoch ms. */
export interface ChatMessage {
  /** Made by the client that sent it, so that sending again never doubles it. */
  readonly id: string;
  readonly from: ChatSide;
  /** Who wrote it: the agent's name, or the customer's; empty for a guest. */
  readonly author: string;
  readonly text: string;
  readonly createdAt: number;
}

/** One conversation between a customer and a group (`agreements/{agreementId}/chats/{chatId}`), parsed. Times are epoch ms. */
export interface Conversation {
  readonly id: string;
  readonly groupCode: string;
  /** Without a name: a guest, who came by the group's fixed URL. */
  readonly customer: { readonly name?: string; readonly tel?: string; readonly mail?: string };
  readonly status: 'open' | 'closed';
  /** Id of the agent who took it. */
  readonly assignedTo?: string;
  /** Of the newest message; a conversation begins with its first message. */
  readonly lastMessageAt?: number;
  readonly lastMessage?: ChatMessage;
  /** The customer's messages that no agent has read. */
  readonly unread: number;
  /** When the customer's link runs out; without it: never. */
  readonly expiresAt?: number;
  /** The server said that the link has run out, whatever this computer's clock says. */
  readonly expired?: true;
}

/** Longest message, in UTF-16 units. */
export const MESSAGE_LENGTH = 4000;

/** The customer's link has run out: nothing can be sent from either side, what was sent stays. */
export function isExpired(conversation: Pick<Conversation, 'expired' | 'expiresAt'>, now: number): boolean {
  return conversation.expired === true || (conversation.expiresAt !== undefined && conversation.expiresAt <= now);
}

/** Newest first; a conversation without a message is the newest of all. */
export function byNewest(one: Conversation, other: Conversation): number {
  return (other.lastMessageAt ?? Infinity) - (one.lastMessageAt ?? Infinity) || (one.id < other.id ? -1 : 1);
}

/** Oldest first; the same millisecond is ordered by id, so that both sides see the same order. */
export function byTime(one: ChatMessage, other: ChatMessage): number {
  return one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1);
}
