import { adoptStyles, html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import ClockAlert from 'lucide/dist/esm/icons/clock-alert.mjs';
import type { Chat } from '../../chat/chat.js';
import type { ChatSnapshot } from '../../chat/chat-state.js';
import { isExpired, type ChatSide, type Conversation } from '../../chat/conversation.js';
import type { AccountSnapshot } from '../../config/config.js';
import type { Localize } from '../../i18n/localize.js';
import type { Words } from '../../i18n/ja.js';
import { base } from '../base.styles.js';
import { buttons } from '../buttons.styles.js';
import { card } from '../card.styles.js';
import { accountContext, chatContext } from '../contexts.js';
import { icon } from '../icon.js';
import { shell } from '../it-chat-outside.styles.js';
import { notice } from '../notice.js';
import { Select } from '../select.js';
import { withTokens } from '../tokens.styles.js';
import { conversationList } from './conversation-list.js';
import { customerName } from './customer-name.js';
import { chatStyles } from './panel.styles.js';
import { Talk } from './talk.js';
import { talkStyles } from './talk.styles.js';
import { clockTime, dayOf } from './times.js';

/** What `<it-chat-outside>` draws: list and conversation for the agent, the conversation alone for the customer. */
export class ChatPanel implements ReactiveController {
  readonly #host: ReactiveElement & { readonly audience: ChatSide };
  readonly #localize: Localize;
  readonly #account;
  readonly #chat: Select<ChatSnapshot, Chat, ChatSnapshot>;
  readonly #talk: Talk;
  #selected: string | undefined;
  #focusBack = false;

  constructor(host: ReactiveElement & { readonly audience: ChatSide }, localize: Localize) {
    this.#host = host;
    this.#localize = localize;
    this.#talk = new Talk(host);
    this.#account = new Select(host, accountContext, (account) => account);
    this.#chat = new Select(
      host,
      chatContext,
      (chat) => chat,
      // At once, not when it is drawn: within one frame another account may take this one's place, which has nothing to ask about its conversations.
      ({ conversations }) => this.#talk.leaveUnless((chatId) => conversations.some(({ id }) => id === chatId)),
    );
    host.addController(this);
    adoptStyles(host.renderRoot as ShadowRoot, [shell, ...withTokens(base, buttons, card, chatStyles, talkStyles)]);
  }

  hostUpdate(): void {
    const { words, locale } = this.#localize;
    const chat = this.#chat.store;
    const snapshot = this.#chat.value;
    const conversation = this.#conversation;
    const side = this.#host.audience;
    if (!words || !chat || !snapshot || !conversation) return this.#talk.show(undefined);
    const group = this.#account.value?.customer?.groupName ?? words.chat.staff;
    this.#talk.show({ chat, snapshot, conversation, side, partner: side === 'agent' ? customerName(conversation, words) : group, locale, words });
  }

  hostUpdated(): void {
    if (!this.#focusBack) return;
    this.#focusBack = false;
    // Only where list and conversation take turns: there the button that was clicked has gone.
    const back = this.#host.renderRoot.querySelector<HTMLElement>('.back');
    if (back?.checkVisibility()) back.focus();
  }

  render(): TemplateResult | typeof nothing {
    const { words, locale } = this.#localize;
    const account = this.#account.value;
    if (!words || !account) return nothing;
    return html`
      <section
        class="it card chat ${this.#host.audience}"
        lang=${locale}
        part="panel"
        aria-label=${words.chat.title}
        ?data-open=${this.#conversation !== undefined}
      >
        ${this.#content(account, words)}
      </section>
    `;
  }

  #content(account: AccountSnapshot, words: Words): unknown {
    const snapshot = this.#chat.value;
    const { error, state } = account;
    const absent = account.capabilities.chat ?? snapshot?.absent;
    if (state === 'failed' && error) return html`<div class="alone" role="alert">${notice(error.code, words, error)}</div>`;
    if (state !== 'ready' || !snapshot) return html`<p class="hint" role="status">${words.signingIn}</p>`;
    if (absent) return html`<div class="alone" role="alert">${notice(absent, words)}</div>`;
    if ((this.#host.audience === 'customer') !== (account.customer !== undefined))
      return html`<div class="alone" role="alert">${notice('sign-in-failed', words, words.chat.wrongSide)}</div>`;
    return this.#host.audience === 'customer' ? this.#customerSide(account, words) : this.#agentSide(snapshot, words);
  }

  #customerSide({ customer }: AccountSnapshot, words: Words): TemplateResult {
    return html`
      <div class="talk">
        <div class="head group"><h2 class="grow cut">${customer?.groupName ?? words.chat.title}</h2></div>
        ${this.#conversation ? this.#talk.render() : html`<p class="hint" role="status">${words.chat.loading}</p>`}
      </div>
    `;
  }

  #agentSide({ conversations, loaded }: ChatSnapshot, words: Words): TemplateResult {
    const conversation = this.#conversation;
    const { locale } = this.#localize;
    return html`
      <div class="side">
        <div class="head"><h2 class="grow">${words.chat.title}</h2></div>
        ${
          conversations.length > 0
            ? conversationList({ conversations, selected: conversation?.id, locale, words, choose: (chatId) => this.#choose(chatId) })
            : html`<p class="hint" role="status">${loaded ? words.chat.none : words.chat.loading}</p>`
        }
      </div>
      <div class="talk">
        ${conversation ? html`${this.#talkHead(conversation, words)}${this.#talk.render()}` : html`<p class="hint">${conversations.length > 0 ? words.chat.choose : nothing}</p>`}
      </div>
    `;
  }

  #talkHead(conversation: Conversation, words: Words): TemplateResult {
    const { expiresAt, status } = conversation;
    const { locale } = this.#localize;
    const now = Date.now();
    const expired = isExpired(conversation, now);
    return html`
      <div class="head">
        <button class="ico back" aria-label=${words.back} title=${words.back} @click=${() => this.#choose(undefined)}>${icon(ArrowLeft, 18)}</button>
        <h2 class="grow cut">${customerName(conversation, words)}</h2>
        ${status === 'closed' ? html`<span class="chip">${words.chat.closed}</span>` : nothing}
        ${expired ? html`<span class="chip warn">${icon(ClockAlert, 12)}${words.chat.expired}</span>` : nothing}
        ${!expired && expiresAt !== undefined && dayOf(expiresAt) === dayOf(now) ? html`<span class="chip edge">${icon(Clock, 12)}${words.chat.until(clockTime(expiresAt, locale))}</span>` : nothing}
      </div>
    `;
  }

  /** What is read: the agent's choice, or the customer's own. */
  get #conversation(): Conversation | undefined {
    const account = this.#account.value;
    const id = this.#host.audience === 'customer' ? account?.customer?.chatId : account?.customer ? undefined : this.#selected;
    return this.#chat.value?.conversations.find((conversation) => conversation.id === id);
  }

  #choose(chatId: string | undefined): void {
    this.#selected = chatId;
    this.#focusBack = chatId !== undefined;
    this.#host.requestUpdate();
  }
}
