import type { Conversation } from '../../chat/conversation.js';
import type { Words } from '../../i18n/ja.js';

/** The customer of a conversation in words: the name with 様, or ゲスト. Raw text: only ever rendered as text. */
export function customerName({ customer: { name } }: Conversation, { honorific, chat }: Words): string {
  if (name === undefined) return chat.guest;
  return honorific && !/[様さま]$/.test(name) ? `${name} ${honorific}` : name;
}
