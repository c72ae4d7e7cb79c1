import { css, nothing } from 'lit';
import { Localize } from '../i18n/localize.js';
import { accountContext } from './contexts.js';
import { define } from './define.js';
import { FramedElement } from './framed-element.js';
import { LazyView } from './lazy-view.js';
import { Select } from './select.js';

/**
 * The agent's status (エージェント状態): what the server says, the time in it, and the menu of 待機中, ワーク, 離席, ログオフ.
 * Shows "changing…" until the server confirmed. Draws nothing outside a provider or before somebody is signed in, and says why when the
 * account has no status.
 *
 * @csspart button - the bar: badge, status, time
 * @csspart badge - round sign of a status
 * @csspart time - time in status
 * @csspart menu - the choice
 * @csspart option - one status in the menu
 * @csspart notice - an error: what happened, what to do, code
 */
export class ItAgentStatus extends FramedElement {
  static override styles = css`
    :host {
      display: inline-block;
      max-width: 100%;
    }
    :host([hidden]) {
      display: none !important;
    }
  `;

  readonly #signedIn = new Select(this, accountContext, ({ state }) => state === 'ready');
  readonly #localize = new Localize(this, () => this.#signedIn.store?.snapshot.locale);
  readonly #bar = new LazyView(this, this.#localize, async () => new (await import('./status/status-bar.js')).StatusBar(this, this.#localize));

  protected override updated(): void {
    if (this.#signedIn.value) this.#bar.need();
  }

  protected override render(): unknown {
    return this.#signedIn.value ? this.#bar.view?.render() : nothing;
  }
}

define('it-agent-status', ItAgentStatus);

declare global {
  interface HTMLElementTagNameMap {
    'it-agent-status': ItAgentStatus;
  }
}
