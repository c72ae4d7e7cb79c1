import type { DevicesEvent } from '../../devices/devices-state.js';
import type { DevicePort, DeviceTests } from '../../devices/devices.js';
import type { Preferences } from '../../devices/preferences.js';
import type { CallMedia } from './call-media.js';

/** The port of the devices' store over this browser. */
export class BrowserDevices implements DevicePort {
  readonly #media: CallMedia;
  readonly #notifies: boolean;
  #apply: (event: DevicesEvent) => void = () => undefined;
  /** How the browser's list of headsets is shown, once what speaks with headsets is loaded. */
  requestHeadset: () => Promise<void> = () => Promise.resolve();

  /** `notifies` false: the host wants no desktop notifications. */
  constructor(media: CallMedia, notifies = true) {
    this.#media = media;
    this.#notifies = notifies && 'Notification' in window;
  }

  start(apply: (event: DevicesEvent) => void): () => void {
    this.#apply = apply;
    this.#tellNotifications();
    return this.#media.start(apply);
  }

  prefer(change: Partial<Omit<Preferences, 'devices'>>): void {
    this.#media.choice.prefer(change);
  }

  async askMicrophone(): Promise<void> {
    (await this.#media.openMicrophone()).stop();
  }

  unlockSound(): Promise<void> {
    return this.#media.gate.unlock();
  }

  /** As {@link CallMedia.tick}. */
  tick(): void {
    this.#media.tick();
  }

  connectHeadset(): Promise<void> {
    return this.requestHeadset();
  }

  async askNotifications(): Promise<void> {
    if (!this.#notifies) return;
    await Notification.requestPermission();
    this.#tellNotifications();
  }

  async openTests(): Promise<DeviceTests> {
    const { openDeviceTests } = await import('./device-tests.js');
    return openDeviceTests(this.#media);
  }

  #tellNotifications(): void {
    if (this.#notifies) this.#apply({ type: 'notifications-changed', notifications: Notification.permission });
  }
}
