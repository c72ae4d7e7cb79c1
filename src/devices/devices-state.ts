import type { DeviceKind } from '../phone/line.js';
import { DEFAULT_DEVICE, NO_PREFERENCES, pickDevice, type AudioDevice, type Preferences, type Ringtone } from './preferences.js';

/** Whether this page may use a microphone: `unknown` the browser does not tell · `prompt` it will ask · `denied` it was told not to · `missing` there is none. */
export type MicrophoneAccess = 'unknown' | 'prompt' | 'granted' | 'denied' | 'missing';

/** A device went, and another took its place. */
export interface Replacement {
  readonly device: DeviceKind;
  readonly gone: string;
}

/** Buttons of a headset (WebHID): `absent` this browser has no WebHID · `none` not connected. */
export interface HeadsetStatus {
  readonly state: 'absent' | 'none' | 'connected';
  readonly name?: string;
}

export interface DevicesSnapshot {
  /** Without the entry for the default. Labels are empty until the microphone was allowed. */
  readonly inputs: readonly AudioDevice[];
  readonly outputs: readonly AudioDevice[];
  /** False: this browser plays on the system's default only. */
  readonly choosesOutput: boolean;
  readonly preferences: Preferences;
  /** Ids in use; `default` while what was chosen is not plugged in. */
  readonly used: Readonly<Record<DeviceKind, string>>;
  readonly access: MicrophoneAccess;
  /** The browser lets nothing sound before somebody touches the page. */
  readonly soundBlocked: boolean;
  /** The last device that went in use; until dismissed. */
  readonly replaced?: Replacement;
  readonly headset: HeadsetStatus;
  /** Whether calls may be shown on the desktop; `absent`: this browser cannot, or the host turned it off. */
  readonly notifications: NotificationPermission | 'absent';
  /** What rings unless the agent chose: `host` is the audio file of `phone.ringtone`, which can be chosen only where there is one. */
  readonly hostRingtone: Ringtone;
}

/** Facts about the browser's devices and what was chosen among them. */
export type DevicesEvent =
  | { type: 'devices-listed'; inputs: readonly AudioDevice[]; outputs: readonly AudioDevice[]; choosesOutput: boolean }
  | { type: 'preferences-changed'; preferences: Preferences }
  | { type: 'access-changed'; access: MicrophoneAccess }
  | { type: 'sound-blocked'; blocked: boolean }
  | { type: 'headset-changed'; headset: HeadsetStatus }
  | { type: 'notifications-changed'; notifications: NotificationPermission | 'absent' }
  | { type: 'replacement-dismissed' };

export const NO_DEVICES: DevicesSnapshot = {
  inputs: [],
  outputs: [],
  choosesOutput: true,
  preferences: NO_PREFERENCES,
  used: { microphone: DEFAULT_DEVICE, speaker: DEFAULT_DEVICE, ringer: DEFAULT_DEVICE },
  access: 'unknown',
  soundBlocked: false,
  headset: { state: 'absent' },
  notifications: 'absent',
  hostRingtone: 'standard',
};

const KINDS: readonly DeviceKind[] = ['microphone', 'speaker', 'ringer'];

/** Pure reducer. */
export function reduceDevices(state: DevicesSnapshot, event: DevicesEvent): DevicesSnapshot {
  switch (event.type) {
    case 'devices-listed': {
      const { type: _type, ...listed } = event;
      return resolved({ ...state, ...listed }, state);
    }
    case 'preferences-changed':
      return resolved({ ...state, preferences: event.preferences }, undefined);
    case 'access-changed':
      return event.access === state.access ? state : { ...state, access: event.access };
    case 'sound-blocked':
      return event.blocked === state.soundBlocked ? state : { ...state, soundBlocked: event.blocked };
    case 'headset-changed':
      return { ...state, headset: event.headset };
    case 'notifications-changed':
      return event.notifications === state.notifications ? state : { ...state, notifications: event.notifications };
    case 'replacement-dismissed': {
      const { replaced: _replaced, ...rest } = state;
      return rest;
    }
  }
}

/** `before`: devices may have gone since; undefined: a person chose, and nothing went. */
function resolved(state: DevicesSnapshot, before: DevicesSnapshot | undefined): DevicesSnapshot {
  const { devices } = state.preferences;
  const listOf = (of: DevicesSnapshot, kind: DeviceKind): readonly AudioDevice[] => (kind === 'microphone' ? of.inputs : of.outputs);
  const used = Object.fromEntries(KINDS.map((kind) => [kind, pickDevice(devices[kind], listOf(state, kind))])) as DevicesSnapshot['used'];
  const next = { ...state, used };
  const gone = KINDS.find((kind) => before && before.used[kind] !== DEFAULT_DEVICE && used[kind] === DEFAULT_DEVICE);
  if (gone && before) {
    const label = listOf(before, gone).find(({ id }) => id === before.used[gone])?.label ?? '';
    return { ...next, replaced: { device: gone, gone: label } };
  }
  // It is there again.
  return next.replaced && used[next.replaced.device] !== DEFAULT_DEVICE ? reduceDevices(next, { type: 'replacement-dismissed' }) : next;
}
