import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { Devices } from '../../devices/devices.js';
import type { Localize } from '../../i18n/localize.js';
import type { Words } from '../../i18n/ja.js';
import type { DeviceKind } from '../../phone/line.js';
import type { DevicePanel } from '../devices/device-panel.js';
import { panelHead } from './keypad.js';

/** The device panel's place in the softphone: loads the panel when it is first opened, and lets go of the microphone when it is closed. */
export class DevicesView implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #localize: Localize;
  readonly #devices: () => Devices | undefined;
  readonly #choose: (device: DeviceKind, deviceId: string) => Promise<void>;
  #panel: DevicePanel | undefined;
  #loading = false;
  #shown = false;

  constructor(host: ReactiveElement, localize: Localize, devices: () => Devices | undefined, choose: (device: DeviceKind, deviceId: string) => Promise<void>) {
    this.#host = host;
    this.#localize = localize;
    this.#devices = devices;
    this.#choose = choose;
    host.addController(this);
  }

  /** To be told at every drawing whether the panel is in view. */
  show(shown: boolean): void {
    this.#shown = shown;
    if (shown) this.#load();
    this.#panel?.show(shown);
  }

  hostDisconnected(): void {
    this.show(false);
  }

  render(words: Words, back: () => void): TemplateResult {
    return html`${panelHead(words.devices, words, back)}
      <div class="body devices" part="devices">${this.#panel ? this.#panel.render(words) : nothing}</div>`;
  }

  #load(): void {
    const devices = this.#devices();
    if (this.#loading || this.#panel || !devices) return;
    this.#loading = true;
    import('../devices/device-panel.js').then(
      ({ DevicePanel }) => {
        this.#panel = new DevicePanel(this.#host, this.#localize, devices, this.#choose);
        this.#panel.show(this.#shown);
        this.#host.requestUpdate();
      },
      (thrown: unknown) => {
        this.#loading = false;
        console.warn('it-widgets: the device panel could not be loaded', thrown);
      },
    );
  }
}
