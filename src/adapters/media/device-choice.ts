import { ItError } from '../../it-error.js';
import type { DevicesEvent } from '../../devices/devices-state.js';
import { DEFAULT_DEVICE, pickDevice, readPreferences, type AudioDevice, type Preferences } from '../../devices/preferences.js';
import type { DeviceKind } from '../../phone/line.js';

/** Of the browser, not of an account: whoever sits at this computer hears by the same devices. */
const KEY = 'it-widgets devices';
const KINDS: readonly DeviceKind[] = ['microphone', 'speaker', 'ringer'];

/** What follows the choice. */
export interface Followers {
  /** Calls have to speak through another microphone: another one was chosen, or plugged in, or the system's default changed. */
  microphone(): void;
  output(device: 'speaker' | 'ringer', deviceId: string): void;
  ring(preferences: Preferences): void;
  /** The browser's list was read. */
  listed(hasMicrophone: boolean): void;
}

/** The browser's audio devices, and which of them the agent chose: kept in this browser, shared by its tabs, and followed as devices come and go. */
export class DeviceChoice {
  readonly #followers: Followers;
  #preferences = readStored();
  #inputs: readonly AudioDevice[] = [];
  #outputs: readonly AudioDevice[] = [];
  /** Which piece of hardware the default microphone is: `groupId`, Media Capture and Streams section 9.2.1. */
  #defaultGroup = '';
  #used: Record<DeviceKind, string> = { microphone: DEFAULT_DEVICE, speaker: DEFAULT_DEVICE, ringer: DEFAULT_DEVICE };
  #apply: (event: DevicesEvent) => void = () => undefined;
  #listed: Promise<void> | undefined;

  constructor(followers: Followers) {
    this.#followers = followers;
    followers.ring(this.#preferences);
  }

  /** For getUserMedia. */
  get constraints(): MediaTrackConstraints {
    const { microphone } = this.#used;
    return { ...this.#preferences.processing, ...(microphone !== DEFAULT_DEVICE && { deviceId: { exact: microphone } }) };
  }

  /** An id for setSinkId, or `default`. */
  outputOf(device: 'speaker' | 'ringer'): string {
    return this.#used[device];
  }

  get ringVolume(): number {
    return this.#preferences.ringVolume;
  }

  /** Follows the browser's devices and the other tabs' choices, until the returned function is called. */
  start(apply: (event: DevicesEvent) => void): () => void {
    this.#apply = apply;
    apply({ type: 'preferences-changed', preferences: this.#preferences });
    const stop = new AbortController();
    const { signal } = stop;
    // Pages without https have no mediaDevices (Media Capture and Streams section 10.1).
    (navigator.mediaDevices as MediaDevices | undefined)?.addEventListener('devicechange', () => void this.list(), { signal });
    addEventListener('storage', ({ key }) => void (key === KEY && this.#take(readStored())), { signal });
    void this.list();
    return () => {
      stop.abort();
      this.#apply = () => undefined;
    };
  }

  /** Reads what is plugged in, and follows it. */
  list(): Promise<void> {
    // One after the other: an older answer never overtakes a newer one.
    return (this.#listed = (this.#listed ?? Promise.resolve()).then(() => this.#list()));
  }

  /** @throws ItError device-missing */
  async choose(device: DeviceKind, deviceId: string): Promise<void> {
    if (!KINDS.includes(device)) throw new ItError('device-missing', { field: 'device', value: String(device), expected: KINDS.join(', ') });
    if (this.#inputs.length + this.#outputs.length === 0) await this.list();
    const present = device === 'microphone' ? this.#inputs : this.#outputs;
    const chosen = present.find(({ id }) => id === deviceId);
    const { [device]: _before, ...others } = this.#preferences.devices;
    if (deviceId !== DEFAULT_DEVICE && !chosen) {
      throw new ItError('device-missing', {
        field: 'deviceId',
        value: String(deviceId),
        expected: `default, or the deviceId of an audio ${device === 'microphone' ? 'input' : 'output'} that is plugged in`,
      });
    }
    this.prefer({ devices: chosen ? { ...others, [device]: chosen } : others });
  }

  prefer(change: Partial<Preferences>): void {
    const preferences = readPreferences({ ...this.#preferences, ...change });
    try {
      localStorage.setItem(KEY, JSON.stringify(preferences));
    } catch {
      // Storage is full or forbidden: the choice holds for this page.
    }
    this.#take(preferences);
  }

  #take(preferences: Preferences): void {
    const before = this.#preferences;
    this.#preferences = preferences;
    this.#apply({ type: 'preferences-changed', preferences });
    this.#followers.ring(preferences);
    this.#resolve(JSON.stringify(before.processing) !== JSON.stringify(preferences.processing));
  }

  async #list(): Promise<void> {
    const devices = await (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices().catch(() => undefined);
    if (!devices) return;
    const of = (kind: MediaDeviceKind): readonly AudioDevice[] =>
      // `communications` is Windows' second default. Before the microphone is allowed ids are empty.
      devices
        .filter((one) => one.kind === kind && !['', DEFAULT_DEVICE, 'communications'].includes(one.deviceId))
        .map(({ deviceId: id, label }) => ({ id, label }));
    const defaultGroup = devices.find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === DEFAULT_DEVICE)?.groupId ?? '';
    const otherDefault = this.#defaultGroup !== '' && defaultGroup !== this.#defaultGroup;
    this.#defaultGroup = defaultGroup;
    this.#inputs = of('audioinput');
    this.#outputs = of('audiooutput');
    this.#apply({ type: 'devices-listed', inputs: this.#inputs, outputs: this.#outputs, choosesOutput: 'setSinkId' in HTMLMediaElement.prototype });
    this.#followers.listed(devices.some(({ kind }) => kind === 'audioinput'));
    this.#resolve(otherDefault && this.#used.microphone === DEFAULT_DEVICE);
  }

  /** `anew`: the microphone is opened again although it is the same one. */
  #resolve(anew: boolean): void {
    const before = this.#used;
    const { devices } = this.#preferences;
    this.#used = {
      microphone: pickDevice(devices.microphone, this.#inputs),
      speaker: pickDevice(devices.speaker, this.#outputs),
      ringer: pickDevice(devices.ringer, this.#outputs),
    };
    if (anew || this.#used.microphone !== before.microphone) this.#followers.microphone();
    for (const device of ['speaker', 'ringer'] as const) if (this.#used[device] !== before[device]) this.#followers.output(device, this.#used[device]);
  }
}

function readStored(): Preferences {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return readPreferences(undefined);
  }
}
