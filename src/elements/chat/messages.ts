import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import type { OutgoingMessage } from '../../chat/chat-state.js';
import type { ChatMessage, ChatSide } from '../../chat/conversation.js';
import type { Locale } from '../../config/config.js';
import type { Words } from '../../i18n/ja.js';
import { icon } from '../icon.js';
import { clockTime, dayName, dayOf } from './times.js';

export interface Messages {
  readonly messages: readonly ChatMessage[];
  /** Of this conversation. */
  readonly outbox: readonly OutgoingMessage[];
  /** Whose screen this is. */
  readonly side: ChatSide;
  /** How the customer is called here. */
  readonly customer: string;
  readonly locale: Locale;
  readonly words: Words;
  readonly retry: (id: string) => void;
  readonly discard: (id: string) => void;
}

/** A day that begins, a message, or one that is not sent yet. */
type Row =
  | { readonly key: string; readonly day: number }
  | { readonly key: string; readonly message: ChatMessage }
  | { readonly key: string; readonly outgoing: OutgoingMessage };

/** The messages by day, and below them what is on its way. Text is only ever text. */
export function messageRows(view: Messages): unknown {
  return repeat(
    rows(view),
    ({ key }) => key,
    (row) =>
      'day' in row
        ? html`<li class="day">${dayName(row.day, Date.now(), view.locale)}</li>`
        : 'message' in row
          ? messageRow(row.message, view)
          : outgoingRow(row.outgoing, view),
  );
}

function rows({ messages, outbox }: Messages): Row[] {
  const found: Row[] = [];
  let day = '';
  for (const message of messages) {
    const own = dayOf(message.createdAt);
    if (own !== day) found.push({ key: own, day: message.createdAt });
    day = own;
    found.push({ key: message.id, message });
  }
  return [...found, ...outbox.map((outgoing) => ({ key: outgoing.id, outgoing }))];
}

function messageRow({ from, author, text, createdAt }: ChatMessage, { side, customer, locale, words }: Messages): TemplateResult {
  const own = from === side;
  const by = from === 'agent' ? author || words.chat.staff : own ? words.chat.you : customer;
  // Several agents may answer; the customer is one, and named above.
  const named = from === 'agent' && !(own && !author);
  return html`
    <li class="message ${own ? 'own' : ''}" part="message">
      ${named ? nothing : html`<span class="unseen">${by}</span>`}
      <div class="bubble">${text}</div>
      <div class="meta">${named ? html`<span class="cut">${by}</span>` : nothing}<span class="num">${clockTime(createdAt, locale)}</span></div>
    </li>
  `;
}

function outgoingRow({ id, text, state, reason }: OutgoingMessage, { words, retry, discard }: Messages): TemplateResult {
  const { chat } = words;
  // What is offline is said above the composer, once.
  const why = reason === undefined || reason === 'line-offline' ? chat.notSent : `${chat.notSent} (${words.errors[reason].title})`;
  return html`
    <li class="message own" part="message">
      <span class="unseen">${chat.you}</span>
      <div class="bubble">${text}</div>
      ${
        state === 'sending'
          ? html`<div class="meta">${icon(RefreshCw, 12)}${chat.sending}</div>`
          : html`
              <div class="meta failed">
                <span class="why" role="alert">${icon(CircleAlert, 12)}${why}</span>
                <button class="link" @click=${() => retry(id)}>${chat.resend}</button>
                <button class="link" @click=${() => discard(id)}>${chat.discard}</button>
              </div>
            `
      }
    </li>
  `;
}
