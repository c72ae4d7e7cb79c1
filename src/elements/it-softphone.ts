import { nothing } from 'lit';
import { OPEN_PHONE } from '../i18n/launcher-words.js';
import { Localize } from '../i18n/localize.js';
import { ItError } from '../it-error.js';
import type { DeviceKind } from '../phone/line.js';
import type { DialOptions, Phone, TransferOptions } from '../phone/phone.js';
import { accountContext, phoneContext } from './contexts.js';
import { define } from './define.js';
import { FramedElement } from './framed-element.js';
import { shell } from './it-softphone.styles.js';
import { LazyView } from './lazy-view.js';
import { Select } from './select.js';
import { launcherButton } from './softphone/launcher-button.js';

type Commands = Pick<
  Phone,
  | 'dial'
  | 'answer'
  | 'reject'
  | 'hangUp'
  | 'setHold'
  | 'setMuted'
  | 'sendTones'
  | 'transfer'
  | 'completeTransfer'
  | 'cancelTransfer'
  | 'merge'
  | 'pickUp'
  | 'stopAnnouncement'
  | 'setDevice'
>;

/**
 * The telephone: dial pad, calls, in-call controls, devices. Draws nothing outside a provider or before somebody signs in, and says why
 * when the account may not use it. Offers the phone's commands as its own methods.
 *
 * Only the launcher is here; everything else is loaded when it is first shown.
 *
 * @csspart launcher - the button of 56 px
 * @csspart pill - what the launcher becomes during a call
 * @csspart panel - the card
 * @csspart head - line state and extension
 * @csspart band - what is happening: colour, icon, phase and timer
 * @csspart timer - the band's timer
 * @csspart person - who is on the other side
 * @csspart notice - an error: what happened, what to do, code
 * @csspart dial-pad - number field and keys
 * @csspart keypad - keys that send tones in a call
 * @csspart devices - microphone, speaker, ringer
 * @csspart quality - how the call sounds
 * @csspart quality-issue - what is wrong with it
 * @csspart announcement - that the announcement plays
 * @csspart actions - the row with 切断, or 拒否 and 応答
 * @cssprop [--it-launcher-inset=auto 20px 20px auto] - where the launcher is fixed
 * @cssprop [--it-guard=500ms] - how long a button that took another's place ignores the pointer
 */
export class ItSoftphone extends FramedElement implements Commands {
  static override styles = shell;
  static override properties = { launcher: { type: Boolean, reflect: true }, opened: { state: true } };

  /** Starts as the launcher; without it the phone is drawn open. */
  launcher = false;

  private opened = false;

  readonly #account = new Select(this, accountContext, ({ state, locale }) => (state === 'absent' || state === 'signed-out' ? undefined : (locale ?? 'page')));
  readonly #phone = new Select(this, phoneContext, ({ calls }) => calls.length > 0);
  readonly #localize = new Localize(this, () => this.#account.store?.snapshot.locale);
  readonly #panel = new LazyView(this, this.#localize, async () => new (await import('./softphone/panel.js')).SoftphonePanel(this, this.#localize));

  /** Whether the panel is drawn, rather than the launcher. */
  get expanded(): boolean {
    return !this.launcher || this.opened;
  }

  dial(target: string, options?: DialOptions): Promise<string> {
    return this.#command((phone) => phone.dial(target, options));
  }
  answer(id?: string): Promise<void> {
    return this.#command((phone) => phone.answer(id));
  }
  reject(id?: string): Promise<void> {
    return this.#command((phone) => phone.reject(id));
  }
  hangUp(id?: string): Promise<void> {
    return this.#command((phone) => phone.hangUp(id));
  }
  setHold(held: boolean, id?: string): Promise<void> {
    return this.#command((phone) => phone.setHold(held, id));
  }
  setMuted(muted: boolean, id?: string): Promise<void> {
    return this.#command((phone) => phone.setMuted(muted, id));
  }
  sendTones(tones: string, id?: string): Promise<void> {
    return this.#command((phone) => phone.sendTones(tones, id));
  }
  transfer(target: string, options?: TransferOptions, id?: string): Promise<void> {
    return this.#command((phone) => phone.transfer(target, options, id));
  }
  completeTransfer(): Promise<void> {
    return this.#command((phone) => phone.completeTransfer());
  }
  cancelTransfer(): Promise<void> {
    return this.#command((phone) => phone.cancelTransfer());
  }
  merge(): Promise<void> {
    return this.#command((phone) => phone.merge());
  }
  pickUp(extension: string): Promise<string> {
    return this.#command((phone) => phone.pickUp(extension));
  }
  stopAnnouncement(id?: string): Promise<void> {
    return this.#command((phone) => phone.stopAnnouncement(id));
  }
  setDevice(device: DeviceKind, deviceId: string): Promise<void> {
    return this.#command((phone) => phone.setDevice(device, deviceId));
  }

  /** Opens the panel, as a click on the launcher does. */
  open(): void {
    this.opened = true;
  }

  /** Goes back to the launcher; does nothing without `launcher`. Calls go on. */
  minimise(): void {
    this.opened = false;
  }

  protected override updated(): void {
    if (this.#account.value && (this.expanded || this.#phone.value)) this.#panel.need();
  }

  #command<Result>(run: (phone: Phone) => Promise<Result>): Promise<Result> {
    const phone = this.#phone.store;
    if (phone) return run(phone);
    return Promise.reject(
      new ItError('line-offline', { field: 'it-softphone', value: 'outside a provider', expected: 'an it-provider, or provide(), around it' }),
    );
  }

  protected override render(): unknown {
    if (!this.#account.value) return nothing;
    if (this.#panel.view) return this.#panel.view.render();
    return this.expanded ? nothing : launcherButton(OPEN_PHONE[this.#localize.locale], () => this.open());
  }
}

define('it-softphone', ItSoftphone);

declare global {
  interface HTMLElementTagNameMap {
    'it-softphone': ItSoftphone;
  }
}
