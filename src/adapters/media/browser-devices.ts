import type { DevicesEvent } from '../../devices/devices-state.js';
import type { DevicePort, DeviceTests } from '../../devices/devices.js';
import type { Preferences } from '../../devices/preferences.js';
import type { CallMedia } from './call-media.js';

/** The port of the devices' store over this browser. */
export class BrowserDevices implements DevicePort {
  readonly #media: CallMedia;

  constructor(media: CallMedia) {
    this.#media = media;
  }

  start(apply: (event: DevicesEvent) => void): () => void {
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

  async openTests(): Promise<DeviceTests> {
    const { openDeviceTests } = await import('./device-tests.js');
    return openDeviceTests(this.#media);
  }
}
