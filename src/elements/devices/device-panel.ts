import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { Devices, DeviceTests } from '../../devices/devices.js';
import { DEFAULT_DEVICE, PROCESSING, RINGTONES, type AudioDevice, type Ringtone } from '../../devices/preferences.js';
import type { Locale } from '../../config/config.js';
import type { DeviceWords } from '../../i18n/devices-ja.js';
import type { Words } from '../../i18n/ja.js';
import type { Localize } from '../../i18n/localize.js';
import { loadDeviceWords } from '../../i18n/localize-devices.js';
import type { DeviceKind } from '../../phone/line.js';
import { devicePanelStyles } from './device-panel.styles.js';

/** How long the agent speaks for the test recording, ms. */
const RECORDING_MS = 4000;

type Trial = 'speaker' | 'ringer' | 'recording' | 'playing';

/** The choice of microphone, speaker and ringer, and what tries them out. A microphone is open only while the panel is shown. */
export class DevicePanel {
  readonly #host: ReactiveElement;
  readonly #localize: Localize;
  readonly #devices: Devices;
  readonly #choose: (device: DeviceKind, deviceId: string) => Promise<void>;
  #said: { readonly locale: Locale; readonly words: DeviceWords } | undefined;
  #wanted: Locale | undefined;
  #tests: Promise<DeviceTests> | undefined;
  #shown = false;
  #stop: (() => void) | undefined;
  #metered = '';
  #trial: Trial | undefined;

  constructor(host: ReactiveElement, localize: Localize, devices: Devices, choose: (device: DeviceKind, deviceId: string) => Promise<void>) {
    this.#host = host;
    this.#localize = localize;
    this.#devices = devices;
    this.#choose = choose;
    const root = host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, devicePanelStyles.styleSheet!];
  }

  /** Starts and stops whatever costs something: the level meter holds a microphone. */
  show(shown: boolean): void {
    if (shown !== this.#shown) {
      this.#shown = shown;
      if (shown) this.#stop = this.#devices.subscribe(() => this.#host.requestUpdate());
      else this.#close();
    }
    if (shown) this.#meter();
  }

  render(words: Words): TemplateResult | typeof nothing {
    const said = this.#words();
    if (!said) return nothing;
    const { access, choosesOutput, preferences } = this.#devices.snapshot;
    return html`
      ${this.#select('microphone', words, said)}
      ${
        access === 'granted'
          ? html`<div class="meter" role="meter" aria-label=${said.level} aria-valuemin="0" aria-valuemax="100" aria-valuenow="0"><span></span></div>`
          : this.#access(words)
      }
      ${this.#trialButton('recording', this.#trial === 'playing' ? said.playingBack : this.#trial === 'recording' ? said.recording : said.record)}
      <fieldset>
        <legend class="label">${said.processingOf}</legend>
        ${PROCESSING.map(
          (name) =>
            html`<label class="check"
              ><input
                type="checkbox"
                name=${name}
                .checked=${preferences.processing[name]}
                @change=${(event: Event) =>
                  this.#devices.prefer({ processing: { ...preferences.processing, [name]: (event.target as HTMLInputElement).checked } })}
              />${said.processing[name]}</label
            >`,
        )}
      </fieldset>
      ${
        choosesOutput
          ? html`${this.#select('speaker', words, said)} ${this.#trialButton('speaker', this.#trial === 'speaker' ? said.testing : said.testSpeaker)}
            ${this.#select('ringer', words, said)}`
          : html`<p class="hint">${said.speakerFixed}</p>`
      }
      ${this.#trialButton('ringer', this.#trial === 'ringer' ? said.testing : said.testRinger)} ${this.#ring(said)} ${this.#desktop(said)}
      ${this.#headset(said)}
    `;
  }

  #ring(said: DeviceWords): TemplateResult {
    const { preferences, hostRingtone } = this.#devices.snapshot;
    const percent = Math.round(preferences.ringVolume * 100);
    const chosen = preferences.ringtone ?? hostRingtone;
    return html`
      <label>
        <span class="label">${said.ringVolume}</span>
        <input
          class="range"
          type="range"
          name="ring-volume"
          min="0"
          max="100"
          step="5"
          .value=${String(percent)}
          aria-valuetext=${said.percent(percent)}
          @change=${(event: Event) => this.#devices.prefer({ ringVolume: Number((event.target as HTMLInputElement).value) / 100 })}
        />
      </label>
      <label>
        <span class="label">${said.ringtone}</span>
        <select
          class="select"
          name="ringtone"
          @change=${(event: Event) => this.#devices.prefer({ ringtone: (event.target as HTMLSelectElement).value as Ringtone })}
        >
          ${RINGTONES.filter((name) => name !== 'host' || hostRingtone === 'host').map(
            (name) => html`<option value=${name} ?selected=${name === chosen}>${said.ringtones[name]}</option>`,
          )}
        </select>
      </label>
    `;
  }

  #desktop(said: DeviceWords): TemplateResult | typeof nothing {
    const { notifications } = this.#devices.snapshot;
    if (notifications === 'absent') return nothing;
    const state =
      notifications === 'default'
        ? html`<button class="btn" data-place="allow-notifications" @click=${() => this.#try(this.#devices.askNotifications())}>
            ${said.allowNotifications}
          </button>`
        : html`<p class="hint">${notifications === 'granted' ? said.notificationsAllowed : said.notificationsDenied}</p>`;
    return html`<div role="group" aria-label=${said.notifications}><span class="label">${said.notifications}</span>${state}</div>`;
  }

  #headset(said: DeviceWords): TemplateResult | typeof nothing {
    const { state, name } = this.#devices.snapshot.headset;
    if (state === 'absent') return nothing;
    const shown =
      state === 'none'
        ? html`<button class="btn" data-place="connect-headset" @click=${() => this.#try(this.#devices.connectHeadset())}>${said.connectHeadset}</button>`
        : html`<p class="hint">${said.headsetConnected(name ?? '')}</p>`;
    return html`<div role="group" aria-label=${said.headset}><span class="label">${said.headset}</span>${shown}</div>`;
  }

  /** Why there is no level, and what the agent can do about it. */
  #access(words: Words): TemplateResult | typeof nothing {
    const { access } = this.#devices.snapshot;
    if (access === 'denied' || access === 'missing')
      return html`<p class="hint">${words.errors[access === 'denied' ? 'microphone-denied' : 'microphone-missing'].advice}</p>`;
    return html`<button class="btn" data-place="allow-microphone" @click=${() => this.#try(this.#devices.askMicrophone())}>${words.allowMicrophone}</button>`;
  }

  #select(device: DeviceKind, words: Words, said: DeviceWords): TemplateResult {
    const { inputs, outputs, used, preferences } = this.#devices.snapshot;
    const present = device === 'microphone' ? inputs : outputs;
    const wish = preferences.devices[device];
    // What was chosen and is not plugged in stays in the list: it will be used again.
    const options = wish && used[device] === DEFAULT_DEVICE ? [...present, wish] : present;
    const chosen = this.#chosen(device);
    const option = ({ id, label }: AudioDevice, index: number): TemplateResult =>
      html`<option value=${id} ?selected=${id === chosen} ?disabled=${!present.some((one) => one.id === id)}>
        ${label || said.unnamedDevice(index + 1)}
      </option>`;
    return html`
      <label>
        <span class="label">${words[device]}</span>
        <select class="select" name=${device} @change=${(event: Event) => this.#take(device, event.target as HTMLSelectElement)}>
          <option value=${DEFAULT_DEVICE} ?selected=${chosen === DEFAULT_DEVICE}>${said.systemDefault}</option>
          ${options.map(option)}
        </select>
      </label>
    `;
  }

  /** What the agent chose, also while it is not plugged in. */
  #chosen(device: DeviceKind): string {
    const { used, preferences } = this.#devices.snapshot;
    return used[device] === DEFAULT_DEVICE ? (preferences.devices[device]?.id ?? DEFAULT_DEVICE) : used[device];
  }

  /** While something is tried out the others wait; the button keeps its place and the focus. */
  #trialButton(trial: 'speaker' | 'ringer' | 'recording', label: string): TemplateResult {
    const busy = this.#trial !== undefined;
    return html`<button
      class="btn"
      data-place="test-${trial}"
      aria-disabled=${busy ? 'true' : nothing}
      aria-live="polite"
      @click=${() => busy || this.#run(trial)}
    >
      ${label}
    </button>`;
  }

  #run(trial: 'speaker' | 'ringer' | 'recording'): void {
    const show = (running: Trial | undefined): void => {
      this.#trial = running;
      this.#host.requestUpdate();
    };
    show(trial);
    const run = async (): Promise<void> => {
      const tests = await this.#open();
      await (trial === 'recording' ? tests.recordAndPlay(RECORDING_MS, () => show('playing')) : tests.playTone(trial));
    };
    // Why a microphone cannot be had stands in its place.
    run().then(
      () => show(undefined),
      () => show(undefined),
    );
  }

  /** A device that refused leaves the choice where it was; the phone's problem says why. */
  #take(device: DeviceKind, select: HTMLSelectElement): void {
    this.#choose(device, select.value).then(
      () => this.#meter(),
      () => (select.value = this.#chosen(device)),
    );
  }

  #open(): Promise<DeviceTests> {
    return (this.#tests ??= this.#devices.openTests());
  }

  /** The level of the microphone that is used: measured anew when another one is, or is treated otherwise. */
  #meter(): void {
    const { access, used, preferences } = this.#devices.snapshot;
    const metered = access === 'granted' ? JSON.stringify([used.microphone, preferences.processing]) : '';
    if (metered === this.#metered) return;
    this.#metered = metered;
    this.#stopMeter();
    if (!metered) return;
    this.#open()
      .then((tests) => tests.followLevel((level) => this.#draw(level)))
      .then(
        (stop) => (metered === this.#metered ? (this.#stopMeter = stop) : stop()),
        () => undefined,
      );
  }

  #stopMeter: () => void = () => undefined;

  /** Ten times a second: past Lit, straight to the bar. */
  #draw(level: number): void {
    const meter = this.#host.renderRoot.querySelector<HTMLElement>('.meter');
    if (!meter) return;
    (meter.firstElementChild as HTMLElement).style.transform = `scaleX(${level.toFixed(3)})`;
    meter.setAttribute('aria-valuenow', String(Math.round(level * 10) * 10));
  }

  #close(): void {
    this.#stop?.();
    this.#stopMeter();
    this.#metered = '';
    void this.#tests?.then((tests) => tests.close());
    this.#tests = undefined;
    this.#trial = undefined;
  }

  #words(): DeviceWords | undefined {
    const { locale } = this.#localize;
    if (this.#said?.locale === locale) return this.#said.words;
    if (this.#wanted !== locale) {
      this.#wanted = locale;
      loadDeviceWords(locale).then(
        (words) => {
          this.#said = { locale, words };
          this.#host.requestUpdate();
        },
        (thrown: unknown) => {
          this.#wanted = undefined;
          console.warn('it-widgets: words of the device panel could not be loaded', thrown);
        },
      );
    }
    return this.#said?.words;
  }

  /** A command that fails is told by the snapshot. */
  #try(command: Promise<unknown>): void {
    command.catch(() => undefined);
  }
}
