import { css, nothing } from 'lit';
import { Localize } from '../i18n/localize.js';
import { accountContext } from './contexts.js';
import { define } from './define.js';
import { FramedElement } from './framed-element.js';
import { LazyView } from './lazy-view.js';
import { Select } from './select.js';

/**
 * Call history (通話履歴) of the agent's groups: 日時, グループ名, 発信者, 発信番号, 種別, 通話先, 通話時間, 通話状態; live, with search, filter, calling back, the
 * way to the contact, and export as CSV. Reads only while it is displayed. Draws nothing outside a provider or before somebody is signed in, and says why
 * when the account has no call history.
 *
 * @csspart panel - the card
 * @csspart tools - search, filter, export
 * @csspart table - heads and rows
 * @csspart row - one call
 * @csspart notice - an error: what happened, what to do, code
 * @cssprop [--it-history-height=480px] - height of the card
 */
export class ItCallHistory extends FramedElement {
  static override styles = css`
    :host {
      display: block;
      container-type: inline-size;
    }
    :host([hidden]) {
      display: none !important;
    }
  `;
  static override properties = { timeZone: { attribute: 'time-zone' } };

  /** IANA name of the time zone that times are shown in. */
  timeZone = 'Asia/Tokyo';

  readonly #signedIn = new Select(this, accountContext, ({ state }) => state === 'ready');
  readonly #localize = new Localize(this, () => this.#signedIn.store?.snapshot.locale);
  readonly #view = new LazyView(this, this.#localize, async () => new (await import('./history/history-view.js')).HistoryView(this, this.#localize));

  protected override updated(): void {
    if (this.#signedIn.value) this.#view.need();
  }

  protected override render(): unknown {
    return this.#signedIn.value ? this.#view.view?.render() : nothing;
  }
}

define('it-call-history', ItCallHistory);

declare global {
  interface HTMLElementTagNameMap {
    'it-call-history': ItCallHistory;
  }
}
