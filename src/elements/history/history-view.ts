import Download from 'lucide/dist/esm/icons/download.mjs';
import Search from 'lucide/dist/esm/icons/search.mjs';
import { adoptStyles, html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallEvent } from '../../contacts/call-event.js';
import { filterPastCalls, PAST_CALL_KINDS, type PastCallFilter, type PastCallKind } from '../../contacts/past-call.js';
import type { Words } from '../../i18n/ja.js';
import type { Localize } from '../../i18n/localize.js';
import { ItError } from '../../it-error.js';
import { base } from '../base.styles.js';
import { NumberWriter } from '../call/number-format.js';
import { buttons } from '../buttons.styles.js';
import { card } from '../card.styles.js';
import { accountContext, contactsContext, historyContext, phoneContext } from '../contexts.js';
import { icon } from '../icon.js';
import { notice } from '../notice.js';
import { Select } from '../select.js';
import { statusColours } from '../status/status-look.js';
import { withTokens } from '../tokens.styles.js';
import { cellsOf, COLUMNS, historyTime } from './cells.js';
import { saveFile, toCsv } from './csv.js';
import { historyStyles } from './history.styles.js';
import { historyRow, type RowScene } from './row.js';
import { RowWindow } from './row-window.js';

/** Calls that an export holds at most; more than a spreadsheet is pleasant with. */
const EXPORTED = 10_000;

/** What `<it-call-history>` draws. */
export class HistoryView implements ReactiveController {
  readonly #host: LitElement & { readonly timeZone: string };
  readonly #localize: Localize;
  readonly #account;
  readonly #history;
  readonly #contacts;
  readonly #phone;
  readonly #rows: RowWindow;
  readonly #numbers: NumberWriter;
  readonly #displayed = new ResizeObserver(() => this.#openOrClose());
  #close: (() => void) | undefined;
  #filter: PastCallFilter = { search: '', unanswered: false };
  #filtered: { readonly of: readonly CallEvent[]; readonly by: PastCallFilter; readonly calls: readonly CallEvent[] } | undefined;
  /** The row that Tab comes to, by linkedId. */
  #current: string | undefined;
  #focusCurrent = false;
  #exporting = false;
  #failure: ItError | undefined;

  constructor(host: LitElement & { readonly timeZone: string }, localize: Localize) {
    this.#host = host;
    this.#localize = localize;
    this.#account = new Select(host, accountContext, (account) => account);
    this.#history = new Select(host, historyContext, (history) => history);
    this.#contacts = new Select(host, contactsContext, () => undefined);
    this.#phone = new Select(host, phoneContext, () => undefined);
    this.#numbers = new NumberWriter(host);
    this.#rows = new RowWindow(host);
    host.addController(this);
    adoptStyles(host.renderRoot as ShadowRoot, [
      ...(host.constructor as typeof LitElement).elementStyles,
      ...withTokens(base, statusColours, buttons, card, historyStyles),
    ]);
  }

  hostConnected(): void {
    this.#displayed.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#displayed.disconnect();
    this.#close?.();
    this.#close = undefined;
  }

  hostUpdated(): void {
    const calls = this.#calls;
    const ids = { indexOf: (id: string) => calls.findIndex(({ linkedId }) => linkedId === id), top: calls[0]?.linkedId };
    this.#rows.follow(this.#find('.scroller'), this.#find('.row.call'), ids);
    if (this.#focusCurrent) this.#find('.row.call[tabindex="0"]')?.focus();
    this.#focusCurrent = false;
    if (this.#rows.atEnd) this.#readOlder();
  }

  render(): TemplateResult | typeof nothing {
    const { words, locale } = this.#localize;
    const account = this.#account.value;
    const history = this.#history.value;
    if (!words || !account || !history) return nothing;
    const absent = account.capabilities.contacts ?? history.absent;
    return html`
      <section class="it card history ${this.#calls.length === 0 ? 'empty' : ''}" lang=${locale} part="panel" aria-label=${words.history.title}>
        ${absent ? html`<div role="alert">${notice(absent, words)}</div>` : html`${this.#tools(words)} ${this.#alert(words)} ${this.#table(words)}`}
      </section>
    `;
  }

  get #calls(): readonly CallEvent[] {
    const all = this.#history.value?.calls ?? [];
    if (this.#filtered?.of !== all || this.#filtered.by !== this.#filter) {
      this.#filtered = { of: all, by: this.#filter, calls: filterPastCalls(all, this.#filter) };
    }
    return this.#filtered.calls;
  }

  #tools(words: Words): TemplateResult {
    const { history } = words;
    const choose = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      const kind = PAST_CALL_KINDS.find((candidate) => candidate === value);
      const { search } = this.#filter;
      this.#setFilter({ search, unanswered: value === 'unanswered', ...(kind && { kind }) });
    };
    const chosen: string = this.#filter.unanswered ? 'unanswered' : (this.#filter.kind ?? '');
    const option = (value: PastCallKind | 'unanswered' | '', label: string): TemplateResult =>
      html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
    return html`
      <div class="tools" part="tools">
        <label class="search">
          ${icon(Search, 16)}
          <input
            type="search"
            autocomplete="off"
            aria-label=${history.search}
            placeholder=${history.search}
            .value=${this.#filter.search}
            @input=${(event: Event) => this.#setFilter({ ...this.#filter, search: (event.target as HTMLInputElement).value })}
          />
        </label>
        <select aria-label=${history.filter} @change=${choose}>
          ${option('', history.all)} ${PAST_CALL_KINDS.map((kind) => option(kind, history.kinds[kind]))} ${option('unanswered', history.unanswered)}
        </select>
        <button class="btn s" ?disabled=${this.#exporting || this.#calls.length === 0} @click=${() => void this.#export()}>
          ${icon(Download, 16)}${this.#exporting ? history.exporting : history.export}
        </button>
      </div>
    `;
  }

  #alert(words: Words): TemplateResult | typeof nothing {
    if (!this.#failure) return nothing;
    const dismiss = (): void => {
      this.#failure = undefined;
      this.#host.requestUpdate();
    };
    return html`<div role="alert">${notice(this.#failure.code, words, { dismiss })}</div>`;
  }

  #table(words: Words): TemplateResult {
    const calls = this.#calls;
    const { loading = false, more = false } = this.#history.value ?? {};
    const { first, last, above, below } = this.#rows.rangeOf(calls.length);
    const rows = calls.slice(first, last);
    const scene = this.#scene(words);
    const current = calls.some(({ linkedId }) => linkedId === this.#current) ? this.#current : calls[0]?.linkedId;
    const known = loading || more || this.#filter.search !== '' || this.#filter.kind !== undefined || this.#filter.unanswered;
    return html`
      <div
        class="scroller"
        part="table"
        role="grid"
        aria-label=${words.history.title}
        aria-rowcount=${more ? -1 : calls.length + 1}
        aria-colcount=${COLUMNS.length + 1}
        aria-busy=${loading ? 'true' : 'false'}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
      >
        <div class="row head" role="row" aria-rowindex="1" data-head>
          ${COLUMNS.map((column) => html`<span class="cell ${column}" role="columnheader">${words.history.columns[column]}</span>`)}
          <span class="cell todo-head" role="columnheader"><span class="unseen">${words.history.actions}</span></span>
        </div>
        <div class="space" role="presentation" .style=${`height: ${above}px`}></div>
        ${repeat(
          rows,
          ({ linkedId }) => linkedId,
          (call, index) => historyRow(call, first + index, call.linkedId === current, scene),
        )}
        <div class="space" role="presentation" .style=${`height: ${below}px`}></div>
      </div>
      ${
        calls.length === 0
          ? html`<p class="hint" role="status">${loading ? words.history.loading : known ? words.history.noneFound : words.history.none}</p>`
          : nothing
      }
      <div class="foot" role="status">${loading && calls.length > 0 ? words.history.loading : words.history.count(calls.length, more)}</div>
    `;
  }

  #scene(words: Words): RowScene {
    return {
      words,
      account: this.#account.value,
      timeZone: this.#host.timeZone,
      numbers: this.#numbers,
      dial: (number, name) => this.#dial(number, name),
      show: (call) => this.#contacts.store?.showPast(call),
    };
  }

  #dial(number: string, name: string | undefined): void {
    this.#failure = undefined;
    this.#phone.store?.dial(number, name === undefined ? {} : { name }).catch((thrown: unknown) => this.#fail(thrown));
  }

  #setFilter(filter: PastCallFilter): void {
    this.#filter = filter;
    this.#current = undefined;
    this.#host.requestUpdate();
  }

  #key(event: KeyboardEvent): void {
    const calls = this.#calls;
    const row = (event.target as HTMLElement).closest<HTMLElement>('.row.call');
    const at = calls.findIndex(({ linkedId }) => linkedId === row?.dataset['id']);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const goTo: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + this.#rows.page,
      PageUp: at - this.#rows.page,
      Home: 0,
      End: calls.length - 1,
    };
    const next = goTo[event.key];
    if (next !== undefined) {
      const index = Math.max(0, Math.min(calls.length - 1, next));
      this.#current = calls[index]?.linkedId;
      this.#rows.reveal(index);
      this.#focusCurrent = true;
      this.#host.requestUpdate();
    } else if (event.key === 'Enter' && event.target === row && calls[at]!.kind !== 'internal') {
      this.#contacts.store?.showPast(calls[at]!);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #readOlder(): void {
    const { more = false, loading = true } = this.#history.value ?? {};
    if (more && !loading && !this.#failure) this.#history.store?.older().catch((thrown: unknown) => this.#fail(thrown));
  }

  /** Everything that the filter leaves, older pages included. */
  async #export(): Promise<void> {
    const { words } = this.#localize;
    const store = this.#history.store;
    if (!words || !store) return;
    this.#exporting = true;
    this.#host.requestUpdate();
    try {
      while (store.snapshot.more && store.snapshot.calls.length < EXPORTED) await store.older();
      const head = COLUMNS.map((column) => words.history.columns[column]);
      const rows = this.#calls.slice(0, EXPORTED).map((call) => {
        const cells = cellsOf(call, words, (time) => historyTime(time, this.#host.timeZone));
        return COLUMNS.map((column) => cells[column]);
      });
      saveFile(`${words.history.fileName}-${historyTime(Date.now(), this.#host.timeZone).replace(/\D+/g, '-')}.csv`, toCsv([head, ...rows]));
    } catch (thrown) {
      this.#fail(thrown);
    } finally {
      this.#exporting = false;
      this.#host.requestUpdate();
    }
  }

  #fail(thrown: unknown): void {
    this.#failure = ItError.from(thrown, 'data-denied');
    this.#host.requestUpdate();
  }

  /** Reads only while somebody can see it. */
  #openOrClose(): void {
    const displayed = this.#host.checkVisibility();
    if (displayed) this.#close ??= this.#history.store?.open();
    else {
      this.#close?.();
      this.#close = undefined;
    }
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
