import type { DevicePort, DeviceTests } from '../../devices/devices.js';
import type { DevicesEvent } from '../../devices/devices-state.js';
import { NO_PREFERENCES, type AudioDevice, type Preferences } from '../../devices/preferences.js';
import { ItError } from '../../it-error.js';
import type { DeviceKind } from '../../phone/line.js';

const HEADSET: AudioDevice = { id: 'headset', label: 'USB Headset' };
const LAPTOP: AudioDevice = { id: 'laptop', label: 'Built-in Audio' };

/** A browser's devices in memory, a headset and the computer's own: for unit tests and stories. */
export class MemoryDevices implements DevicePort {
  /** What was asked of it beyond the choice of devices. */
  readonly asked: string[] = [];
  /** True: whoever is asked for the microphone refuses. */
  refuses = false;
  /** The level that the meter shows, 0 to 1. */
  level = 0.6;
  /** True: whatever is tried out waits for {@link endTrial}. */
  trialsLast = false;
  endTrial: () => void = () => undefined;
  /** How many microphones the tests hold. */
  open = 0;
  #preferences: Preferences = NO_PREFERENCES;
  #apply: (event: DevicesEvent) => void = () => undefined;

  start(apply: (event: DevicesEvent) => void): () => void {
    this.#apply = apply;
    this.plugged(HEADSET, LAPTOP);
    this.tell({ type: 'access-changed', access: 'granted' });
    this.tell({ type: 'headset-changed', headset: { state: 'none' } });
    this.tell({ type: 'notifications-changed', notifications: 'default' });
    return () => (this.#apply = () => undefined);
  }

  tell(event: DevicesEvent): void {
    this.#apply(event);
  }

  /** These are there now, for input and output. */
  plugged(...devices: readonly AudioDevice[]): void {
    this.tell({ type: 'devices-listed', inputs: devices, outputs: devices, choosesOutput: true });
  }

  unplugHeadset(): void {
    this.plugged(LAPTOP);
  }

  plugHeadset(): void {
    this.plugged(HEADSET, LAPTOP);
  }

  /** What `setDevice` does on a real line. */
  choose(device: DeviceKind, id: string): void {
    const { [device]: _before, ...others } = this.#preferences.devices;
    const chosen = [HEADSET, LAPTOP].find((one) => one.id === id);
    this.#prefer({ devices: chosen ? { ...others, [device]: chosen } : others });
  }

  prefer(change: Partial<Omit<Preferences, 'devices'>>): void {
    this.#prefer(change);
  }

  async askMicrophone(): Promise<void> {
    this.asked.push('microphone');
    this.tell({ type: 'access-changed', access: this.refuses ? 'denied' : 'granted' });
    if (this.refuses) throw new ItError('microphone-denied');
  }

  async unlockSound(): Promise<void> {
    this.asked.push('sound');
    this.tell({ type: 'sound-blocked', blocked: false });
  }

  async connectHeadset(): Promise<void> {
    this.asked.push('headset');
    this.tell({ type: 'headset-changed', headset: { state: 'connected', name: 'USB Headset' } });
  }

  async askNotifications(): Promise<void> {
    this.asked.push('notifications');
    this.tell({ type: 'notifications-changed', notifications: this.refuses ? 'denied' : 'granted' });
  }

  async openTests(): Promise<DeviceTests> {
    const trial = (): Promise<void> => (this.trialsLast ? new Promise((resolve) => (this.endTrial = resolve)) : Promise.resolve());
    return {
      followLevel: async (heard) => {
        this.open += 1;
        // As often as a real one, so that a bar that is drawn late is filled too.
        const timer = setInterval(() => heard(this.level), 50);
        return () => {
          clearInterval(timer);
          this.open -= 1;
        };
      },
      playTone: (device) => {
        this.asked.push(`tone on ${device}`);
        return trial();
      },
      recordAndPlay: async (_ms, playing) => {
        this.asked.push('recording');
        await trial();
        playing();
        await trial();
      },
      close: () => undefined,
    };
  }

  #prefer(change: Partial<Preferences>): void {
    this.#preferences = { ...this.#preferences, ...change };
    this.tell({ type: 'preferences-changed', preferences: this.#preferences });
  }
}
