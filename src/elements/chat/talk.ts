import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ClockAlert from 'lucide/dist/esm/icons/clock-alert.mjs';
import Send from 'lucide/dist/esm/icons/send.mjs';
import WifiOff from 'lucide/dist/esm/icons/wifi-off.mjs';
import type { Chat } from '../../chat/chat.js';
import type { ChatSnapshot, OutgoingMessage } from '../../chat/chat-state.js';
import { isExpired, MESSAGE_LENGTH, type ChatSide, type Conversation } from '../../chat/conversation.js';
import type { Locale } from '../../config/config.js';
import type { Words } from '../../i18n/ja.js';
import { icon } from '../icon.js';
import { customerName } from './customer-name.js';
import { messageRows } from './messages.js';

/** A log scrolled to within this of its end follows what is new, px. */
const NEAR_END = 40;
/** setTimeout takes no longer delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export interface TalkView {
  readonly chat: Chat;
  readonly snapshot: ChatSnapshot;
  readonly conversation: Conversation;
  readonly side: ChatSide;
  /** Whom the log is with. */
  readonly partner: string;
  readonly locale: Locale;
  readonly words: Words;
}

/** The conversation that is read: its messages, what is being written, and what has become of it. */
export class Talk implements ReactiveController {
  readonly #host: ReactiveElement;
  /** By conversation; a customer has one draft, which outlives the link. */
  readonly #drafts = new Map<string, string>();
  #view: TalkView | undefined;
  #following: { readonly chat: Chat; readonly chatId: string; readonly stop: () => void } | undefined;
  #tooLong = false;
  /** The reader is at the end of the log, where what is new appears. */
  #atEnd = true;
  #behind = false;
  #lastRow = '';
  /** What the server was told to have been read, so that it is told once. */
  #read = '';
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#update);
    this.#update();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#update);
    clearTimeout(this.#expiry);
    this.#unfollow();
  }

  hostUpdated(): void {
    const view = this.#view;
    clearTimeout(this.#expiry);
    // After the update, so that what a source tells at once is drawn by the next.
    this.#follow(view);
    if (!view) return;
    const { expiresAt } = view.conversation;
    const left = expiresAt === undefined ? 0 : expiresAt - Date.now();
    if (left > 0 && left < LONGEST_DELAY_MS) this.#expiry = setTimeout(this.#update, left);
    this.#scroll(view);
    this.#markRead(view);
  }

  /** To be called before each update with what is read, or undefined. */
  show(view: TalkView | undefined): void {
    if (view?.conversation.id !== this.#view?.conversation.id) {
      this.#atEnd = true;
      this.#behind = false;
      this.#tooLong = false;
      this.#lastRow = '';
    }
    this.#view = view;
  }

  /** The source is asked no more about a conversation that is not there, until an update shows one. */
  leaveUnless(isThere: (chatId: string) => boolean): void {
    if (this.#following && !isThere(this.#following.chatId)) this.#unfollow();
  }

  render(): TemplateResult | typeof nothing {
    const view = this.#view;
    if (!view) return nothing;
    const { snapshot, conversation, partner, words } = view;
    const expired = isExpired(conversation, Date.now());
    return html`
      ${keyed(conversation.id, this.#log(view))}
      ${this.#behind ? html`<button class="btn s latest" @click=${() => this.#toEnd()}>${icon(ArrowDown, 14)}${words.chat.newMessages}</button>` : nothing}
      ${snapshot.stale ? html`<p class="line" role="status">${icon(WifiOff, 14)}<span>${words.chat.stale}</span></p>` : nothing}
      ${expired ? this.#ended(view) : nothing} ${this.#composer(view, expired, partner)}
    `;
  }

  readonly #update = (): void => this.#host.requestUpdate();

  #log({ snapshot, conversation, side, partner, locale, words, chat }: TalkView): TemplateResult {
    const messages = snapshot.messages[conversation.id];
    const outbox = this.#outbox(snapshot, conversation.id);
    const begins = side === 'customer' && messages?.length === 0 && outbox.length === 0 && !isExpired(conversation, Date.now());
    const empty = !messages ? words.chat.loading : begins ? words.chat.begin : undefined;
    return html`
      <div class="log" role="log" part="messages" tabindex="0" aria-label=${words.chat.messagesWith(partner)} @scroll=${this.#scrolled}>
        ${empty === undefined ? nothing : html`<p class="hint">${empty}</p>`}
        <ol class="messages">
          ${messageRows({
            messages: messages ?? [],
            outbox,
            side,
            customer: customerName(conversation, words),
            locale,
            words,
            retry: (id) => void chat.retry(id).catch(() => undefined),
            discard: (id) => chat.discard(id),
          })}
        </ol>
      </div>
    `;
  }

  #ended({ side, words }: TalkView): TemplateResult {
    const { title, advice } = words.chat.ended[side];
    return html`
      <div class="note warn" role="alert" part="notice">
        ${icon(ClockAlert)}
        <h3>${title}</h3>
        <p>${advice}</p>
        ${side === 'customer' ? html`<div class="acts"><button class="btn s primary" @click=${() => this.#restart()}>${words.chat.restart}</button></div>` : nothing}
        <div class="code">chat-expired</div>
      </div>
    `;
  }

  #composer({ conversation, words }: TalkView, expired: boolean, partner: string): TemplateResult {
    return html`
      <div class="composer" part="composer" role="group" aria-label=${partner}>
        ${this.#tooLong ? html`<p class="line neg" role="alert">${words.errors['message-invalid'].title} ${words.errors['message-invalid'].advice}</p>` : nothing}
        <textarea
          rows="2"
          aria-label=${words.chat.message}
          aria-keyshortcuts="Control+Enter"
          placeholder=${words.chat.message}
          .value=${live(this.#drafts.get(this.#draftKey(conversation)) ?? '')}
          @input=${this.#write}
          @keydown=${this.#key}
          @keypress=${keepFromHost}
          @keyup=${keepFromHost}
        ></textarea>
        <div class="row">
          <span class="grow keys" aria-hidden="true"><kbd>Ctrl</kbd> <kbd>↵</kbd></span>
          <button class="btn s primary" aria-disabled=${expired ? 'true' : nothing} @click=${() => this.#send()}>${icon(Send, 14)}${words.chat.send}</button>
        </div>
      </div>
    `;
  }

  readonly #write = (event: Event): void => {
    if (!this.#view) return;
    this.#drafts.set(this.#draftKey(this.#view.conversation), (event.target as HTMLTextAreaElement).value);
    if (this.#tooLong) {
      this.#tooLong = false;
      this.#update();
    }
  };

  readonly #key = (event: KeyboardEvent): void => {
    keepFromHost(event);
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#send();
  };

  #send(): void {
    const view = this.#view;
    if (!view || isExpired(view.conversation, Date.now())) return;
    const key = this.#draftKey(view.conversation);
    const text = (this.#drafts.get(key) ?? '').trim();
    if (text === '') return;
    this.#tooLong = text.length > MESSAGE_LENGTH;
    if (!this.#tooLong) {
      this.#drafts.delete(key);
      this.#atEnd = true;
      // A failure is drawn beside the message.
      void view.chat.send(view.conversation.id, text).catch(() => undefined);
    }
    this.#update();
  }

  /** What could not be sent any more is written already in the new conversation. */
  #restart(): void {
    const view = this.#view;
    if (!view) return;
    const key = this.#draftKey(view.conversation);
    const unsent = this.#outbox(view.snapshot, view.conversation.id).map(({ text }) => text);
    this.#drafts.set(key, [...unsent, this.#drafts.get(key) ?? ''].filter((text) => text !== '').join('\n'));
    this.#host.dispatchEvent(new CustomEvent('it-chat-restart', { bubbles: true, composed: true }));
  }

  #outbox(snapshot: ChatSnapshot, chatId: string): readonly OutgoingMessage[] {
    return snapshot.outbox.filter((outgoing) => outgoing.chatId === chatId);
  }

  #draftKey({ id }: Conversation): string {
    return this.#view?.side === 'customer' ? '' : id;
  }

  #follow(view: TalkView | undefined): void {
    if (this.#following && this.#following.chat === view?.chat && this.#following.chatId === view.conversation.id) return;
    this.#unfollow();
    if (view) this.#following = { chat: view.chat, chatId: view.conversation.id, stop: view.chat.follow(view.conversation.id) };
  }

  #unfollow(): void {
    this.#following?.stop();
    this.#following = undefined;
  }

  /** Only what somebody can see counts as read. */
  #markRead({ chat, snapshot, conversation, side }: TalkView): void {
    const { id, unread } = conversation;
    const reading = `${id} ${conversation.lastMessageAt ?? 0} ${unread}`;
    if (side !== 'agent' || unread === 0 || !snapshot.messages[id] || reading === this.#read) return;
    if (document.visibilityState !== 'visible' || !this.#host.checkVisibility()) return;
    this.#read = reading;
    // Refused or offline: asked again when something else changes.
    void chat.markRead(id).catch(() => (this.#read = ''));
  }

  #scroll({ snapshot, conversation }: TalkView): void {
    const last = this.#outbox(snapshot, conversation.id).at(-1)?.id ?? snapshot.messages[conversation.id]?.at(-1)?.id ?? '';
    const fresh = last !== this.#lastRow;
    this.#lastRow = last;
    if (!fresh) return;
    if (this.#atEnd) this.#toEnd();
    else if (!this.#behind) {
      this.#behind = true;
      this.#update();
    }
  }

  #toEnd(): void {
    const log = this.#host.renderRoot.querySelector('.log');
    if (log) log.scrollTop = log.scrollHeight;
    this.#atEnd = true;
    if (!this.#behind) return;
    this.#behind = false;
    this.#update();
  }

  readonly #scrolled = (event: Event): void => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget as HTMLElement;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (!this.#atEnd || !this.#behind) return;
    this.#behind = false;
    this.#update();
  };
}

/** To listeners of the page a key pressed in here comes from an element that is no text field: its single-key shortcuts would fire. */
function keepFromHost(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
}
