import { nothing } from 'lit';
import { Localize } from '../i18n/localize.js';
import { accountContext } from './contexts.js';
import { define } from './define.js';
import { FramedElement } from './framed-element.js';
import { shell } from './it-chat-outside.styles.js';
import { LazyView } from './lazy-view.js';
import { Select } from './select.js';

/**
 * Outside chat: for an agent the conversations of the own groups and the one that is read; with `audience="customer"` the customer's own conversation.
 * Draws nothing outside a provider or before somebody signs in, and says why when the account has no chat.
 *
 * Everything that it draws is loaded when it is first shown.
 *
 * @fires it-chat-restart - the customer, whose link has run out, wants to begin anew: give the provider the configuration of a new session
 * @csspart panel - the card
 * @csspart conversations - the list
 * @csspart messages - the messages of the conversation that is read
 * @csspart message - one of them
 * @csspart composer - text field and send button
 * @csspart notice - an error: what happened, what to do, code
 * @cssprop [--it-chat-height=560px] - height of the card
 */
export class ItChatOutside extends FramedElement {
  static override styles = shell;
  static override properties = { audience: { reflect: true } };

  /** Whose side of the conversation is drawn. */
  audience: 'agent' | 'customer' = 'agent';

  readonly #account = new Select(this, accountContext, ({ state, locale }) => (state === 'absent' || state === 'signed-out' ? undefined : (locale ?? 'page')));
  readonly #localize = new Localize(this, () => this.#account.store?.snapshot.locale);
  readonly #panel = new LazyView(this, this.#localize, async () => new (await import('./chat/panel.js')).ChatPanel(this, this.#localize));

  protected override updated(): void {
    if (this.#account.value) this.#panel.need();
  }

  protected override render(): unknown {
    return this.#account.value ? this.#panel.view?.render() : nothing;
  }
}

define('it-chat-outside', ItChatOutside);

declare global {
  interface HTMLElementTagNameMap {
    'it-chat-outside': ItChatOutside;
  }
  interface HTMLElementEventMap extends Record<never, never> {
    'it-chat-restart': CustomEvent<undefined>;
  }
}
