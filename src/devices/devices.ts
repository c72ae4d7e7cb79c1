import { Store, type Readable } from '../store.js';
import { NO_DEVICES, reduceDevices, type DevicesEvent, type DevicesSnapshot } from './devices-state.js';
import type { Preferences, Ringtone } from './preferences.js';

/** What can be tried out in the device panel. Holds a microphone until closed. */
export interface DeviceTests {
  /** Tells the microphone's level some ten times a second, 0 to 1 of full scale. Rejects microphone-denied, microphone-missing. Returns its stop. */
  followLevel(heard: (level: number) => void): Promise<() => void>;
  /** A short tone on the chosen output; resolves when it is over. */
  playTone(device: 'speaker' | 'ringer'): Promise<void>;
  /** Records the microphone for so many ms and plays it back on the speaker; `playing` is called in between. Rejects microphone-denied, microphone-missing. */
  recordAndPlay(ms: number, playing: () => void): Promise<void>;
  close(): void;
}

/** Port: the browser's audio devices, and where the choice among them is kept. */
export interface DevicePort {
  /** Facts go to `apply` until the returned function is called. */
  start(apply: (event: DevicesEvent) => void): () => void;
  prefer(change: Partial<Omit<Preferences, 'devices'>>): void;
  /** Shows the browser's prompt where it has not been answered. Rejects microphone-denied, microphone-missing. */
  askMicrophone(): Promise<void>;
  /** To be called within a click or key press. */
  unlockSound(): Promise<void>;
  openTests(): Promise<DeviceTests>;
  /** Shows the browser's list of headsets, to be called within a click; resolves also when none was chosen. */
  connectHeadset(): Promise<void>;
  /** Shows the browser's prompt for desktop notifications; to be called within a click. */
  askNotifications(): Promise<void>;
}

/** Microphone, speaker, ringer and all around them: what `provider.devices` and the device panel use. Devices are chosen by `phone.setDevice`. */
export interface Devices extends Readable<DevicesSnapshot>, Omit<DevicePort, 'start'> {
  /** Takes the last replaced device off the display. */
  dismissReplacement(): void;
}

/** The one store of the browser's audio devices. */
export class DevicesStore extends Store<DevicesSnapshot, DevicesEvent> implements Devices {
  readonly #port: DevicePort;

  constructor(port: DevicePort, hostRingtone: Ringtone = 'standard') {
    super({ ...NO_DEVICES, hostRingtone }, reduceDevices);
    this.#port = port;
  }

  /** Returns its stop. */
  start(): () => void {
    return this.#port.start((event) => this.apply(event));
  }

  prefer(change: Partial<Omit<Preferences, 'devices'>>): void {
    this.#port.prefer(change);
  }

  askMicrophone(): Promise<void> {
    return this.#port.askMicrophone();
  }

  unlockSound(): Promise<void> {
    return this.#port.unlockSound();
  }

  openTests(): Promise<DeviceTests> {
    return this.#port.openTests();
  }

  connectHeadset(): Promise<void> {
    return this.#port.connectHeadset();
  }

  askNotifications(): Promise<void> {
    return this.#port.askNotifications();
  }

  dismissReplacement(): void {
    this.apply({ type: 'replacement-dismissed' });
  }
}
