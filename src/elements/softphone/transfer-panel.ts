import PhoneForwarded from 'lucide/dist/esm/icons/phone-forwarded.mjs';
import PhoneIcon from 'lucide/dist/esm/icons/phone.mjs';
import PhoneOutgoing from 'lucide/dist/esm/icons/phone-outgoing.mjs';
import { html, type ReactiveElement, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import type { TransferOptions } from '../../phone/phone.js';
import { icon } from '../icon.js';
import type { CallCommands } from './call-controls.js';
import { numberField, type DialPadTarget } from './dial-pad.js';
import { panelHead } from './keypad.js';

/** Where a call is to go: the number field takes what the dial pad takes, and keeps it until the transfer is under way. */
export class TransferPanel implements DialPadTarget {
  number = '';
  readonly #dialled: () => readonly string[];
  readonly #host: ReactiveElement;
  readonly #transfer: (target: string, options: TransferOptions) => Promise<void>;
  #asking = false;

  constructor(host: ReactiveElement, transfer: (target: string, options: TransferOptions) => Promise<void>, dialled: () => readonly string[]) {
    this.#host = host;
    this.#dialled = dialled;
    this.#transfer = transfer;
  }

  get dialled(): readonly string[] {
    return this.#dialled();
  }

  typed(): void {
    this.#host.requestUpdate();
  }

  /** Enter does what stands at the right: transfers at once. */
  dial(): void {
    this.#run({});
  }

  /** `call` is the one that goes; 切断 stays where it was. */
  render(call: Call, words: Words, back: () => void, hangUp: () => void): TemplateResult {
    return html`
      ${panelHead(words.transfer, words, back)}
      <div class="body" part="transfer">
        ${numberField(this, words)}
        <button class="btn l" data-place="consult" @click=${() => this.#run({ consult: true })}>${icon(PhoneOutgoing, 18)}${words.consultFirst}</button>
      </div>
      <div class="actions" part="actions">
        <button class="btn l hangup" data-place="hang-up-${call.id}" @click=${hangUp}>${icon(PhoneIcon, 20, 'down')}${words.hangUp}</button>
        <button class="btn l primary" data-place="transfer-now" aria-label=${words.transfer} @click=${() => this.#run({})}>
          ${icon(PhoneForwarded, 18)}<span class="cut">${words.transferShort}</span>
        </button>
      </div>
    `;
  }

  /** A target that was refused stays in the field for another try. */
  #run(options: TransferOptions): void {
    if (this.#asking) return;
    this.#asking = true;
    this.#transfer(this.number, options)
      .then(
        () => (this.number = ''),
        () => undefined,
      )
      .finally(() => {
        this.#asking = false;
        this.#host.requestUpdate();
      });
  }
}

/** While somebody is consulted: 相談終了 left, 転送を完了 right. */
export function consultationActions(words: Words, commands: Pick<CallCommands, 'cancelTransfer' | 'completeTransfer'>): TemplateResult {
  return html`
    <div class="actions" part="actions">
      <button class="btn l hangup" data-place="cancel-transfer" @click=${() => commands.cancelTransfer()}>
        ${icon(PhoneIcon, 20, 'down')}${words.endConsultation}
      </button>
      <button class="btn l primary" data-place="complete-transfer" @click=${() => commands.completeTransfer()}>
        ${icon(PhoneForwarded, 18)}<span class="cut">${words.completeTransfer}</span>
      </button>
    </div>
  `;
}
