import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import LoaderCircle from 'lucide/dist/esm/icons/loader-circle.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { adoptStyles, html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { AgentSnapshot, Refusal } from '../../agent/agent-state.js';
import { disagreementOf, type Disagreement } from '../../agent/disagreement.js';
import { isCallCode, isChoosable, type ChoosableCode } from '../../agent/status-code.js';
import type { Words } from '../../i18n/ja.js';
import type { Localize } from '../../i18n/localize.js';
import { ItError } from '../../it-error.js';
import { base } from '../base.styles.js';
import { buttons } from '../buttons.styles.js';
import { card } from '../card.styles.js';
import { Clock } from '../clock.js';
import { accountContext, agentContext, devicesContext, phoneContext } from '../contexts.js';
import { callTime, statusTime } from '../duration.js';
import { icon } from '../icon.js';
import { notice } from '../notice.js';
import { Select } from '../select.js';
import { withTokens } from '../tokens.styles.js';
import { statusBarStyles } from './status-bar.styles.js';
import { badgeStyles, statusBadge, statusColours, statusName } from './status-look.js';
import { refusalWords, statusReasonWords } from './refusal-words.js';
import { placeMenu, statusMenu, type NotReady } from './status-menu.js';

/** How long phone and server may say different things before that is said, ms: the way of a fact through the server. */
const DISAGREES_AFTER = 5000;
const AUTO_WORK = 7;

/** Everything of `<it-agent-status>`: draws the server's word, never the wish as the fact. */
export class StatusBar implements ReactiveController {
  readonly #host: LitElement;
  readonly #localize: Localize;
  readonly #account;
  readonly #agent;
  readonly #phone;
  readonly #microphone;
  readonly #clock: Clock;
  #open = false;
  #focusNext: 'option' | 'bar' | undefined;
  /** The last choice that could not be made, for want of the server or of permission. */
  #failure: ItError | undefined;
  /** A refusal that was there before, or was dismissed: the document keeps it, and it is no news. */
  #oldRefusal: number | undefined;
  #hasStatus = false;
  #disagreement: { readonly kind: Disagreement; readonly since: number } | undefined;

  constructor(host: LitElement, localize: Localize) {
    this.#host = host;
    this.#localize = localize;
    this.#account = new Select(host, accountContext, ({ capabilities }) => capabilities);
    this.#agent = new Select(
      host,
      agentContext,
      (agent) => agent,
      (agent) => this.#meet(agent),
    );
    this.#phone = new Select(host, phoneContext, (phone) => phone);
    this.#microphone = new Select(host, devicesContext, (devices) => devices?.access);
    this.#clock = new Clock(host);
    host.addController(this);
    adoptStyles(host.renderRoot as ShadowRoot, [
      ...(host.constructor as typeof LitElement).elementStyles,
      ...withTokens(base, statusColours, badgeStyles, buttons, card, statusBarStyles),
    ]);
  }

  hostUpdated(): void {
    const menu = this.#find('.menu');
    const bar = this.#find('.bar');
    if (menu && bar && this.#open !== menu.matches(':popover-open')) {
      menu.togglePopover(this.#open);
      if (this.#open) placeMenu(menu, bar);
    }
    if (this.#focusNext === 'option') (this.#find('[aria-checked=true]') ?? this.#find('.option'))?.focus();
    else if (this.#focusNext === 'bar') this.#find('.opener')?.focus();
    this.#focusNext = undefined;
  }

  hostDisconnected(): void {
    this.#setOpen(false);
  }

  render(): unknown {
    const { words, locale } = this.#localize;
    const agent = this.#agent.value;
    if (!words || !agent) return nothing;
    const absent = this.#account.value?.status ?? agent.absent;
    return html`<div class="it" lang=${locale}>${absent ? html`<div class="told" role="alert">${notice(absent, words)}</div>` : this.#bar(agent, words)}</div>`;
  }

  /** The button lies over the words, not around them: its name is not its value, and words inside a button belong to its name (WCAG 2.5.3). */
  #bar(agent: AgentSnapshot, words: Words): TemplateResult {
    const { code, requested, queued, stale } = agent;
    const name = code === undefined ? words.readingStatus : statusName(code, words);
    const inCall = code !== undefined && isCallCode(code);
    return html`
      <div class="bar">
        ${statusBadge(code ?? 1)}<span class="name cut" id="value">${name}</span>
        ${
          requested === undefined || queued
            ? html`${this.#times(agent, words)} <span class="chev">${icon(ChevronDown, 16)}</span>`
            : html`<span class="pending cut" id="pending">${words.changing(statusName(requested, words))}</span
                ><span class="spin">${icon(LoaderCircle, 16)}</span>`
        }
        ${requested !== undefined && queued ? this.#next(requested, agent.withdrawing ?? false, words) : nothing}
        <button
          class="opener"
          part="button"
          aria-label=${words.status}
          aria-describedby="value pending"
          aria-haspopup="menu"
          aria-expanded=${this.#open ? 'true' : 'false'}
          ?disabled=${code === undefined}
          @click=${() => this.#toggle()}
          @keydown=${(event: KeyboardEvent) => this.#barKey(event)}
        ></button>
      </div>
      <div class="menu" part="menu" popover="manual" @keydown=${(event: KeyboardEvent) => this.#menuKey(event)}>
        ${this.#open ? statusMenu(isChoosable(code) ? code : agent.chosen, inCall, words, (choice) => this.#choose(choice), this.#notReady(words)) : nothing}
      </div>
      <div role="status">
        ${stale ? html`<div class="stale">${words.staleStatus}</div>` : nothing} ${stale ? nothing : this.#contradiction(code, words)}
        ${this.#reason(agent, words)}
      </div>
      ${this.#alert(agent.refused, words)}
    `;
  }

  /** The time in this status; of 自動ワーク also what is left of it. */
  #times({ code, since, autoWorkEndsAt, clockOffset = 0 }: AgentSnapshot, words: Words): TemplateResult {
    const left = code === AUTO_WORK && autoWorkEndsAt !== undefined ? -this.#clock.since(autoWorkEndsAt + clockOffset) : undefined;
    return html`${since === undefined ? nothing : html`<span class="time num" part="time">${statusTime(this.#clock.since(since + clockOffset))}</span>`}
    ${left === undefined ? nothing : html`<span class="left" part="time-left">${words.autoWorkLeft(callTime(left + 999))}</span>`}`;
  }

  /** What waits for the end of the call, and the way to take it back. */
  #next(code: number, withdrawing: boolean, words: Words): TemplateResult {
    const cancel = (): void => {
      this.#focusNext = 'bar';
      this.#agent.store?.cancelRequest().catch((thrown: unknown) => this.#fail(thrown));
    };
    return html`<span class="next" part="next">
      ${statusBadge(code, 's')}<span class="cut" id="pending">${withdrawing ? words.withdrawing : words.nextStatus(statusName(code, words))}</span>
      <button class="ico" aria-label=${words.cancelNextStatus} title=${words.cancelNextStatus} ?disabled=${withdrawing} @click=${cancel}>${icon(X, 16)}</button>
    </span>`;
  }

  /** An agent with a softphone who could not speak is not offered 待機中. */
  #notReady(words: Words): NotReady | undefined {
    const access = this.#microphone.value;
    if (this.#account.value?.phone || !access || access === 'granted' || access === 'unknown') return undefined;
    const devices = this.#microphone.store?.current;
    if (access === 'prompt') return { reason: words.microphonePrompt, allow: () => void devices?.askMicrophone().catch(() => undefined) };
    return { reason: words.errors[access === 'denied' ? 'microphone-denied' : 'microphone-missing'] };
  }

  /** Why the server set this status, e.g. 離席 after a call that rang out; a call says itself why it is there. */
  #reason({ code, reason }: AgentSnapshot, words: Words): TemplateResult | typeof nothing {
    const said = code === undefined || isCallCode(code) || reason === undefined ? undefined : statusReasonWords(reason, words);
    return said === undefined ? nothing : html`<div class="stale" part="reason">${said}</div>`;
  }

  /** Phone and server say different things for a while: both stay as they are, and that is said. */
  #contradiction(code: number | undefined, words: Words): TemplateResult | typeof nothing {
    const phone = this.#phone.value;
    const kind = phone && !this.#account.value?.phone ? disagreementOf(code, phone) : undefined;
    if (kind !== this.#disagreement?.kind) this.#disagreement = kind && { kind, since: Date.now() };
    if (!this.#disagreement || this.#clock.since(this.#disagreement.since) < DISAGREES_AFTER) return nothing;
    return html`<div class="stale" part="disagreement">${words.disagreement[this.#disagreement.kind]}</div>`;
  }

  /** Why the last choice was not made: the server's reason, or what kept it from being asked. */
  #alert(refused: Refusal | undefined, words: Words): TemplateResult | typeof nothing {
    if (refused && refused.at !== this.#oldRefusal) {
      const advice = refusalWords(refused.reason, words);
      const detail = { title: words.statusRefused(statusName(refused.code, words)), ...(advice && { advice }) };
      return html`<div class="told" role="alert">${notice('status-refused', words, { ...detail, dismiss: () => this.#forget(refused.at) })}</div>`;
    }
    if (!this.#failure) return nothing;
    return html`<div class="told" role="alert">${notice(this.#failure.code, words, { dismiss: () => this.#forget(this.#oldRefusal) })}</div>`;
  }

  /** What the document says of a refusal when it is first read happened before, e.g. in the page before a reload. */
  #meet({ code, refused }: AgentSnapshot): void {
    const hasStatus = code !== undefined;
    if (hasStatus && !this.#hasStatus) this.#oldRefusal = refused?.at;
    this.#hasStatus = hasStatus;
  }

  #forget(refusedAt: number | undefined): void {
    this.#oldRefusal = refusedAt;
    this.#failure = undefined;
    this.#focusNext = 'bar';
    this.#host.requestUpdate();
  }

  #choose(code: ChoosableCode): void {
    this.#setOpen(false, 'bar');
    this.#oldRefusal = this.#agent.value?.refused?.at;
    this.#failure = undefined;
    this.#agent.store?.setStatus(code).catch((thrown: unknown) => this.#fail(thrown));
  }

  #fail(thrown: unknown): void {
    // A refusal is in the snapshot, and a newer choice takes the place of this one: neither is a failure of its own.
    if (thrown instanceof ItError && thrown.code !== 'status-refused') this.#failure = thrown;
    this.#host.requestUpdate();
  }

  #toggle(): void {
    this.#setOpen(!this.#open, this.#open ? 'bar' : 'option');
  }

  #setOpen(open: boolean, focus?: 'option' | 'bar'): void {
    if (open !== this.#open) {
      const listen = open ? 'addEventListener' : 'removeEventListener';
      window[listen]('pointerdown', this.#closeFromOutside, true);
      window[listen]('scroll', this.#follow, true);
      window[listen]('resize', this.#follow);
    }
    this.#open = open;
    this.#focusNext = focus;
    this.#host.requestUpdate();
  }

  readonly #closeFromOutside = (event: Event): void => {
    if (!event.composedPath().includes(this.#host)) this.#setOpen(false);
  };

  readonly #follow = (): void => {
    const menu = this.#find('.menu');
    const bar = this.#find('.bar');
    if (menu && bar) placeMenu(menu, bar);
  };

  #barKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#open) this.#setOpen(false, 'bar');
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !this.#open) this.#setOpen(true, 'option');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #menuKey(event: KeyboardEvent): void {
    const options = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.option')];
    const at = options.indexOf(event.target as HTMLElement);
    const goTo: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % options.length,
      ArrowUp: (at - 1 + options.length) % options.length,
      Home: 0,
      End: options.length - 1,
    };
    const next = goTo[event.key];
    if (next !== undefined) options[next]?.focus();
    else if (event.key === 'Escape') this.#setOpen(false, 'bar');
    else if (event.key === 'Tab') {
      // The page's own order goes on from the bar.
      this.#setOpen(false, 'bar');
      this.#find('.opener')?.focus();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
