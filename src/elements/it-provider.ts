import { ReactiveElement } from 'lit';
import type { CustomerConfig, ItConfig } from '../config/config.js';
import type { ResolveContact } from '../contacts/contact.js';
import type { Call } from '../phone/call.js';
import { define } from './define.js';
import { Provision } from './provision.js';

/**
 * Who the agent is: everything inside shares one phone, one agent status and one set of contacts. Draws nothing of its own (`display: contents`).
 *
 * Give it either `config`, or `endpoint` with `credential` (or the cookie of an earlier sign-in). Secrets come by property, never by attribute.
 * Removed from the page it keeps line and calls for 2 s, so that it can be moved; then it lets go without ending calls.
 *
 * @fires it-ready - `{ version }`, everything is wired (not: registered)
 * @fires it-line-change - `{ line }`
 * @fires it-call-incoming - `{ call }`
 * @fires it-call-change - `{ call }`
 * @fires it-call-ended - `{ call }`
 * @fires it-call-quality - `{ call }`, its verdict or issue changed
 * @fires it-agent-status-change - `{ code, since, requested? }`
 * @fires it-contact-pop - `{ call, number, url? }`, cancelable: cancel it to show the contact yourself
 * @fires it-chat-message - `{ chatId, message }`, someone wrote in a chat of the agent's groups
 * @fires it-config-needed - no detail: the agreement got telephony, and the host that set `config` is asked for a new one
 * @fires it-error - `{ error: ItError }`
 */
export class ItProvider extends ReactiveElement {
  static override properties = {
    endpoint: {},
    config: { attribute: false },
    credential: { attribute: false },
    resolveContact: { attribute: false },
    logCall: { attribute: false },
  };

  /** Base address of the sign-in service: `POST {endpoint}/session`. */
  endpoint?: string;
  config?: ItConfig | CustomerConfig;
  /** Asked once per sign-in with `endpoint`; without it the cookie is tried. */
  credential?: () => Promise<string>;
  /** Who is this number? Asked once per external call. */
  resolveContact?: ResolveContact;
  /** Told once of every call that ended. */
  logCall?: (call: Call) => Promise<void>;

  readonly #provision = new Provision(this, this);

  get phone(): Provision['phone'] {
    return this.#provision.phone;
  }

  get agent(): Provision['agent'] {
    return this.#provision.agent;
  }

  get contacts(): Provision['contacts'] {
    return this.#provision.contacts;
  }

  get history(): Provision['history'] {
    return this.#provision.history;
  }

  get devices(): Provision['devices'] {
    return this.#provision.devices;
  }

  get chat(): Provision['chat'] {
    return this.#provision.chat;
  }

  get account(): Provision['account'] {
    return this.#provision.account;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.style.display ||= 'contents';
    this.#provision.stay();
    // Signed out is a wish: moving the element does not sign in again.
    if (this.hasUpdated && this.account.snapshot.state !== 'signed-out') this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#provision.linger();
  }

  /** Ends calls, unregisters, ends the session at the endpoint, forgets the account. */
  signOut(): Promise<void> {
    return this.#provision.signOut();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('config') || changed.has('endpoint') || changed.has('credential')) this.#start();
  }

  #start(): void {
    if (!this.isConnected) return;
    if (this.config !== undefined) void this.#provision.use({ config: this.config });
    else if (this.endpoint) void this.#provision.use({ endpoint: this.endpoint, credential: this.credential });
  }
}

define('it-provider', ItProvider);

declare global {
  interface HTMLElementTagNameMap {
    'it-provider': ItProvider;
  }
}
