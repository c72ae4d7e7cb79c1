import ExternalLink from 'lucide/dist/esm/icons/external-link.mjs';
import UserRoundSearch from 'lucide/dist/esm/icons/user-round-search.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { adoptStyles, html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AccountSnapshot } from '../../config/config.js';
import type { ContactsSnapshot } from '../../contacts/contacts-state.js';
import type { Words } from '../../i18n/ja.js';
import type { Localize } from '../../i18n/localize.js';
import type { Call } from '../../phone/call.js';
import { PHONE_OFF, type PhoneSnapshot } from '../../phone/phone-state.js';
import { base } from '../base.styles.js';
import { buttons } from '../buttons.styles.js';
import { band, bandOf } from '../call/band.js';
import { codeOf, endOf, eventOf } from '../call/call-look.js';
import { callerLine, callerOf, callerText, contactOf, numberBeside, type Caller } from '../call/caller.js';
import { NumberWriter } from '../call/number-format.js';
import { person } from '../call/person.js';
import { card } from '../card.styles.js';
import { Clock } from '../clock.js';
import { accountContext, contactsContext, phoneContext } from '../contexts.js';
import { icon } from '../icon.js';
import { notice } from '../notice.js';
import { PlaceGuard } from '../place-guard.js';
import { Select } from '../select.js';
import { ringActions } from '../softphone/call-controls.js';
import { isInternal } from '../softphone/situation.js';
import { statusClass, statusColours } from '../status/status-look.js';
import { withTokens } from '../tokens.styles.js';
import { callCardsStyles } from './call-cards.styles.js';
import { shownCalls, type ShownCall } from './shown-calls.js';

/** Everything about one drawing of the cards. */
interface Scene {
  readonly words: Words;
  readonly phone: PhoneSnapshot;
  readonly contacts: ContactsSnapshot | undefined;
  readonly account: AccountSnapshot | undefined;
}

/** Moves the cards to the left of a phone that they would cover, e.g. one opened from its launcher; not where there is no room. */
function keepClear(cards: HTMLElement): void {
  const gap = 12;
  cards.style.removeProperty('right');
  const { left, right, top, bottom, width } = cards.getBoundingClientRect();
  for (const phone of document.querySelectorAll('it-softphone')) {
    const box = phone.getBoundingClientRect();
    const covered = box.left < right && left < box.right && box.top < bottom && top < box.bottom;
    if (covered && box.left - gap - width >= 0) cards.style.right = `${document.documentElement.clientWidth - box.left + gap}px`;
  }
}

/** Everything of `<it-call-popup>`: a card per call that rings, then the way to its contact. */
export class CallCards implements ReactiveController {
  readonly #host: LitElement;
  readonly #localize: Localize;
  readonly #phone;
  readonly #contacts;
  readonly #account;
  readonly #clock: Clock;
  readonly #numbers: NumberWriter;
  readonly #hidden = new Set<string>();

  constructor(host: LitElement, localize: Localize) {
    this.#host = host;
    this.#localize = localize;
    this.#phone = new Select(host, phoneContext, (phone) => phone);
    this.#contacts = new Select(host, contactsContext, (contacts) => contacts);
    this.#account = new Select(host, accountContext, (account) => account);
    this.#clock = new Clock(host);
    this.#numbers = new NumberWriter(host);
    host.addController(this);
    // After this controller, so that it judges where the cards are in the end.
    new PlaceGuard(host);
    adoptStyles(host.renderRoot as ShadowRoot, [
      ...withTokens(base, statusColours, buttons, card, callCardsStyles),
      ...(host.constructor as typeof LitElement).elementStyles,
    ]);
  }

  hostUpdated(): void {
    const cards = this.#host.renderRoot.querySelector<HTMLElement>('.cards');
    if (cards) keepClear(cards);
  }

  render(): unknown {
    const { words, locale } = this.#localize;
    if (!words) return nothing;
    const scene: Scene = { words, phone: this.#phone.value ?? PHONE_OFF, contacts: this.#contacts.value, account: this.#account.value };
    const shown = shownCalls(scene.phone, scene.contacts, this.#hidden, Date.now());
    const blocked = scene.contacts?.blocked;
    const room = shown.length > 2 ? 'many' : shown.length || blocked ? '' : 'empty';
    return html`
      <div class="it cards ${room}" lang=${locale} aria-live="assertive" aria-relevant="additions">
        ${repeat(
          shown,
          ({ call }) => call.id,
          (entry, index) => this.#card(entry, index > 0 && shown.slice(0, index).some(({ as }) => as !== 'over'), scene),
        )}
        ${blocked ? this.#blocked(blocked.url, words) : nothing}
      </div>
    `;
  }

  /** `further`: another card with the same buttons stands above; this one's say whose they are. */
  #card(entry: ShownCall, further: boolean, scene: Scene): TemplateResult | typeof nothing {
    const { call, as } = entry;
    const caller = callerOf(call, scene.contacts?.contacts ?? {}, scene.words, this.#numbers);
    const whom = further ? callerLine(caller) : undefined;
    if (as === 'over') return this.#over(call, caller, scene.words);
    if (as === 'talks') return this.#talks(entry, caller, whom, scene);
    return this.#rings(entry, caller, whom, scene);
  }

  #rings({ call, desk }: ShownCall, caller: Caller, whom: string | undefined, scene: Scene): TemplateResult {
    const { words, phone } = scene;
    const store = this.#phone.store!;
    const commands = {
      answer: ({ id }: Call) => void store.answer(id).catch(() => undefined),
      reject: ({ id }: Call) => void store.reject(id).catch(() => undefined),
      shortcuts: scene.account?.shortcuts ?? {},
    };
    const problem = phone.problem?.callId === call.id ? phone.problem : undefined;
    return html`
      <section class="card ringing ${statusClass(codeOf(call))}" part="card" aria-label="${words.incomingCalls} ${callerLine(caller)}">
        ${this.#band(call, scene)} ${person(caller)} ${this.#note(call, scene)}
        ${problem ? html`<div role="alert">${notice(problem.code, words, { dismiss: () => store.dismissProblem() })}</div>` : nothing}
        ${this.#record(call, caller, whom, scene)} ${desk ? html`<div class="row">${words.deskPhone}</div>` : ringActions(call, words, commands, whom)}
      </section>
    `;
  }

  /** After the answer only what is next is left: the record. Internal and withheld calls have none. */
  #talks({ call, desk }: ShownCall, caller: Caller, whom: string | undefined, scene: Scene): TemplateResult | typeof nothing {
    const record = this.#record(call, caller, whom, scene);
    if (record === nothing) return nothing;
    return html`
      <section class="card" part="card" aria-label=${callerLine(caller)}>
        ${desk ? this.#band(call, scene) : nothing}
        <div class="row">
          <span class="grow cut"><b>${callerText(caller)}</b>${numberBeside(caller)}</span>
          ${this.#dismiss(call, callerLine(caller), scene.words)}
        </div>
        ${this.#note(call, scene)} ${record}
      </section>
    `;
  }

  #over(call: Call, caller: Caller, words: Words): TemplateResult {
    const end = endOf(call, words);
    // Asked for only so that the card is drawn again, and goes, when its time is up.
    this.#clock.since(call.endedAt ?? Date.now());
    return html`
      <section class="card" part="card" aria-label=${callerLine(caller)}>
        ${band({ classes: end.failed ? 'ended failed' : 'ended', icon: end.icon, phase: end.phase, sub: end.detail }, words)}
        <div class="row">
          <span class="grow cut"><b>${callerText(caller)}</b>${numberBeside(caller)}</span>${this.#dismiss(call, callerLine(caller), words)}
        </div>
      </section>
    `;
  }

  #band(call: Call, { words, contacts, account }: Scene): TemplateResult {
    const event = contacts && eventOf(call, contacts.events);
    const look = bandOf(call, { words, clock: this.#clock, event, lost: false, heldSince: undefined });
    const direct = look.sub === '' && account?.extension !== undefined && call.kind !== 'internal' ? words.toExtension(account.extension) : look.sub;
    return band({ ...look, sub: direct }, words, 'assertive');
  }

  /** What is known about the look-up of the caller. */
  #note(call: Call, { words, contacts }: Scene): TemplateResult | typeof nothing {
    const mismatch = contacts?.mismatches[call.id];
    if (mismatch) return html`<div role="alert">${notice(mismatch, words)}</div>`;
    if (contacts?.absent && call.kind !== 'internal') return html`<div class="row">${words.errors[contacts.absent].title}</div>`;
    const nobody = contacts && contactOf(call.peer.number, contacts.contacts, this.#numbers.region) === null;
    return nobody ? html`<div class="row">${words.unknownCaller}</div>` : nothing;
  }

  /** The way to the contact. */
  #record(call: Call, caller: Caller, whom: string | undefined, { words, account }: Scene): TemplateResult | typeof nothing {
    const store = this.#contacts.store;
    if (!store || caller.withheld || isInternal(call, account?.extension)) return nothing;
    return html`
      <div class="row contact">
        <button
          class="btn"
          data-place="contact-${call.id}"
          aria-label=${whom === undefined ? nothing : `${words.showContact} ${whom}`}
          @click=${() => void store.showContact(call.id).catch(() => undefined)}
        >
          ${icon(UserRoundSearch, 18)}${words.showContact}
        </button>
      </div>
    `;
  }

  #blocked(url: string, words: Words): TemplateResult | typeof nothing {
    // The template was checked when the account was set up; what it became is checked again before it is a link.
    if (!/^https?:$/.test(URL.canParse(url, location.href) ? new URL(url, location.href).protocol : '')) return nothing;
    const done = (): void => this.#contacts.store?.dismissPageLink();
    return html`
      <section class="card" part="card" aria-label=${words.openBlockedPage}>
        <div class="row">
          <span class="grow">${words.pageBlocked}<br /><a href=${url} target="_blank" rel="noopener" @click=${done}>${words.openBlockedPage}</a></span>
          ${icon(ExternalLink, 16)}
          <button class="ico" data-place="dismiss-link" aria-label=${words.close} title=${words.close} @click=${done}>${icon(X, 18)}</button>
        </div>
      </section>
    `;
  }

  #dismiss({ id }: Call, whom: string, words: Words): TemplateResult {
    const hide = (): void => {
      this.#hidden.add(id);
      this.#host.requestUpdate();
    };
    return html`<button class="ico" data-place="dismiss-${id}" aria-label="${words.dismissCall} ${whom}" title=${words.dismissCall} @click=${hide}>
      ${icon(X, 18)}
    </button>`;
  }
}
