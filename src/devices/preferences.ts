import type { DeviceKind } from '../phone/line.js';

/** A device as the browser names it. `id` is only good in this browser and may change, so the label is remembered with it. */
export interface AudioDevice {
  readonly id: string;
  readonly label: string;
}

/** What the browser does to the microphone's sound (Media Capture and Streams section 4.3.8): all on unless the agent chose otherwise. */
export type Processing = 'echoCancellation' | 'noiseSuppression' | 'autoGainControl';
export const PROCESSING: readonly Processing[] = ['echoCancellation', 'noiseSuppression', 'autoGainControl'];

/** `standard` tells ACD calls from others by two melodies; `host`: the audio file of `phone.ringtone`. */
export type Ringtone = 'standard' | 'bell' | 'soft' | 'low' | 'host';
export const RINGTONES: readonly Ringtone[] = ['standard', 'bell', 'soft', 'low', 'host'];

/** What an agent chose in this browser; nothing of it is anybody's personal data. */
export interface Preferences {
  /** Absent: the system's default, also when that changes. */
  readonly devices: Readonly<Partial<Record<DeviceKind, AudioDevice>>>;
  readonly processing: Readonly<Record<Processing, boolean>>;
  /** 0 to 1. */
  readonly ringVolume: number;
  /** Absent: what the host configured, else `standard`. */
  readonly ringtone?: Ringtone;
}

export const NO_PREFERENCES: Preferences = {
  devices: {},
  processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  ringVolume: 1,
};

/** The system's own choice, as browsers call it. */
export const DEFAULT_DEVICE = 'default';

/** The device that a wish means among those that are there: by id, else by label, else the default until it is plugged in again. */
export function pickDevice(wish: AudioDevice | undefined, present: readonly AudioDevice[]): string {
  if (!wish) return DEFAULT_DEVICE;
  const found = present.find(({ id }) => id === wish.id) ?? present.find(({ label }) => label !== '' && label === wish.label);
  return found?.id ?? DEFAULT_DEVICE;
}

/** Preferences from what was stored, in this version or another: whatever is not as it should be counts as not chosen. */
export function readPreferences(stored: unknown): Preferences {
  if (!isRecord(stored)) return NO_PREFERENCES;
  const { devices, processing, ringVolume, ringtone } = stored;
  const chosen = isRecord(devices) ? devices : {};
  const flags = isRecord(processing) ? processing : {};
  return {
    devices: Object.fromEntries(
      (['microphone', 'speaker', 'ringer'] as const).flatMap((kind) => {
        const device = chosen[kind];
        return isRecord(device) && typeof device['id'] === 'string' && typeof device['label'] === 'string'
          ? [[kind, { id: device['id'], label: device['label'] }]]
          : [];
      }),
    ),
    processing: {
      echoCancellation: flags['echoCancellation'] !== false,
      noiseSuppression: flags['noiseSuppression'] !== false,
      autoGainControl: flags['autoGainControl'] !== false,
    },
    ringVolume: typeof ringVolume === 'number' && ringVolume >= 0 && ringVolume <= 1 ? ringVolume : 1,
    ...(RINGTONES.includes(ringtone as Ringtone) && { ringtone: ringtone as Ringtone }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
