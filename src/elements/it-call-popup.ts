import { css, nothing } from 'lit';
import { Localize } from '../i18n/localize.js';
import { accountContext, contactsContext, phoneContext } from './contexts.js';
import { define } from './define.js';
import { FramedElement } from './framed-element.js';
import { LazyView } from './lazy-view.js';
import { Select } from './select.js';

/**
 * A card for every call that rings: who is it, answer, reject; then the customer's record of the call that talks, incoming or outgoing. Calls of a desk phone
 * ring here without 応答. A call that a colleague took says so. Draws nothing outside a provider, and nothing while no call is there.
 *
 * Fixed at the lower right, above a launcher.
 *
 * @csspart card - one call
 * @csspart band - what kind of call: colour, icon, words and timer
 * @csspart timer - the band's timer
 * @csspart person - who calls
 * @csspart actions - 拒否 and 応答
 * @csspart notice - an error: what happened, what to do, code
 * @cssprop [--it-popup-inset=auto 20px 92px auto] - where the cards are fixed; 12px from the right where the window is narrow
 */
export class ItCallPopup extends FramedElement {
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none !important;
    }
  `;

  readonly #account = new Select(this, accountContext, ({ state }) => state === 'ready');
  readonly #phone = new Select(
    this,
    phoneContext,
    ({ calls }) => calls.length,
    () => this.drawSoon(),
  );
  readonly #contacts = new Select(
    this,
    contactsContext,
    ({ deskCalls, blocked }) => deskCalls.length + (blocked ? 1 : 0),
    () => this.drawSoon(),
  );
  readonly #localize = new Localize(this, () => this.#account.store?.snapshot.locale);
  readonly #cards = new LazyView(this, this.#localize, async () => new (await import('./popup/call-cards.js')).CallCards(this, this.#localize));

  protected override updated(): void {
    // Loaded once somebody is signed in, not once it rings: then the first ring is painted without a download.
    if (this.#account.value) this.#cards.need();
  }

  protected override render(): unknown {
    return this.#phone.value || this.#contacts.value ? this.#cards.view?.render() : nothing;
  }
}

define('it-call-popup', ItCallPopup);

declare global {
  interface HTMLElementTagNameMap {
    'it-call-popup': ItCallPopup;
  }
}
