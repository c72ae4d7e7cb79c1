import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import ClockAlert from 'lucide/dist/esm/icons/clock-alert.mjs';
import { isExpired, type Conversation } from '../../chat/conversation.js';
import type { Locale } from '../../config/config.js';
import type { Words } from '../../i18n/ja.js';
import { icon } from '../icon.js';
import { customerName } from './customer-name.js';
import { listTime } from './times.js';

export interface ConversationList {
  readonly conversations: readonly Conversation[];
  readonly selected: string | undefined;
  readonly locale: Locale;
  readonly words: Words;
  readonly choose: (chatId: string) => void;
}

/** The agent's conversations, newest first; one stop of the Tab key, the arrows go from one to the next. */
export function conversationList({ conversations, selected, locale, words, choose }: ConversationList): TemplateResult {
  const now = Date.now();
  const stop = conversations.some(({ id }) => id === selected) ? selected : conversations[0]?.id;
  return html`
    <ul class="list" part="conversations" aria-label=${words.chat.conversations} @keydown=${move}>
      ${repeat(
        conversations,
        ({ id }) => id,
        (conversation) => html`
          <li>
            <button
              class="conversation ${conversation.unread > 0 ? 'unread' : ''}"
              aria-current=${conversation.id === selected ? 'true' : nothing}
              tabindex=${conversation.id === stop ? 0 : -1}
              @click=${() => choose(conversation.id)}
            >
              ${entry(conversation, now, locale, words)}
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}

function entry(conversation: Conversation, now: number, locale: Locale, words: Words): TemplateResult {
  const { groupCode, lastMessage, lastMessageAt, status, unread } = conversation;
  const { chat } = words;
  return html`
    <span class="name cut">${customerName(conversation, words)}</span>
    <span class="time num">${lastMessageAt === undefined ? nothing : listTime(lastMessageAt, now, locale)}</span>
    <span class="last cut">${lastMessage?.text}</span>
    ${unread > 0 ? html`<span class="count"><span aria-hidden="true">${unread > 99 ? '99+' : unread}</span><span class="unseen">${chat.unread(unread)}</span></span>` : html`<span></span>`}
    <span class="chips">
      <span class="chip edge">${chat.group(groupCode)}</span>
      ${status === 'closed' ? html`<span class="chip">${chat.closed}</span>` : nothing}
      ${isExpired(conversation, now) ? html`<span class="chip warn">${icon(ClockAlert, 12)}${chat.expired}</span>` : nothing}
    </span>
  `;
}

function move(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined) return;
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === event.target);
  const next = buttons[Math.max(0, Math.min(buttons.length - 1, at + step))];
  if (!next) return;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}
