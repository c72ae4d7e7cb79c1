import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import type { DeviceKind } from '../../phone/line.js';
import { panelHead } from './keypad.js';

const KINDS: readonly { readonly device: DeviceKind; readonly media: MediaDeviceKind }[] = [
  { device: 'microphone', media: 'audioinput' },
  { device: 'speaker', media: 'audiooutput' },
  { device: 'ringer', media: 'audiooutput' },
];

/** The choice of microphone, speaker and ringer. Lists what the browser has, and follows what is plugged in while it is shown. */
export class Devices implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #choose: (device: DeviceKind, deviceId: string) => Promise<void>;
  readonly #chosen: Record<DeviceKind, string> = { microphone: 'default', speaker: 'default', ringer: 'default' };
  #known: readonly MediaDeviceInfo[] = [];
  #following = false;

  constructor(host: ReactiveElement, choose: (device: DeviceKind, deviceId: string) => Promise<void>) {
    this.#host = host;
    this.#choose = choose;
    host.addController(this);
  }

  /** Starts and stops listening to the browser's devices. */
  show(shown: boolean): void {
    if (shown === this.#following) return;
    this.#following = shown;
    // Pages without https have no mediaDevices (Media Capture and Streams, section 10.1).
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.[shown ? 'addEventListener' : 'removeEventListener']('devicechange', this.#list);
    if (shown) this.#list();
  }

  hostDisconnected(): void {
    this.show(false);
  }

  render(words: Words, back: () => void): TemplateResult {
    const outputs = 'setSinkId' in HTMLMediaElement.prototype;
    return html`
      ${panelHead(words.devices, words, back)}
      <div class="body" part="devices">
        ${KINDS.map(({ device, media }) => (media === 'audioinput' || outputs ? this.#select(device, media, words) : nothing))}
        ${outputs ? nothing : html`<p class="hint">${words.speakerFixed}</p>`}
      </div>
    `;
  }

  #select(device: DeviceKind, media: MediaDeviceKind, words: Words): TemplateResult {
    const options = this.#known.filter(({ kind, deviceId }) => kind === media && deviceId !== '' && deviceId !== 'default');
    const chosen = this.#chosen[device];
    return html`
      <label>
        <span class="label">${words[device]}</span>
        <select class="select" @change=${(event: Event) => void this.#take(device, event.target as HTMLSelectElement)}>
          <option value="default" ?selected=${chosen === 'default'}>${words.systemDefault}</option>
          ${options.map(
            ({ deviceId, label }, index) =>
              html`<option value=${deviceId} ?selected=${chosen === deviceId}>${label || words.unnamedDevice(index + 1)}</option>`,
          )}
        </select>
      </label>
    `;
  }

  /** A device that refused leaves the choice where it was; the phone's problem says why. */
  async #take(device: DeviceKind, select: HTMLSelectElement): Promise<void> {
    try {
      await this.#choose(device, select.value);
      this.#chosen[device] = select.value;
    } catch {
      select.value = this.#chosen[device];
    }
  }

  readonly #list = (): void => {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.enumerateDevices().then(
      (known) => {
        this.#known = known;
        this.#host.requestUpdate();
      },
      () => undefined,
    );
  };
}
