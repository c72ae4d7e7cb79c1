import { expect } from '@open-wc/testing';
import { NO_DEVICES, reduceDevices, type DevicesEvent, type DevicesSnapshot } from '../../../src/devices/devices-state.js';
import { NO_PREFERENCES, pickDevice, readPreferences, type AudioDevice } from '../../../src/devices/preferences.js';

const HEADSET: AudioDevice = { id: 'h', label: 'USB Headset' };
const LAPTOP: AudioDevice = { id: 'l', label: 'Built-in' };

function listed(...present: readonly AudioDevice[]): DevicesEvent {
  return { type: 'devices-listed', inputs: present, outputs: present, choosesOutput: true };
}

function chosen(devices: (typeof NO_PREFERENCES)['devices']): DevicesEvent {
  return { type: 'preferences-changed', preferences: { ...NO_PREFERENCES, devices } };
}

function after(...events: readonly DevicesEvent[]): DevicesSnapshot {
  return events.reduce(reduceDevices, NO_DEVICES);
}

describe('devices', () => {
  it('that were chosen are used; each kind by itself', () => {
    const { used } = after(listed(HEADSET, LAPTOP), chosen({ microphone: HEADSET, ringer: LAPTOP }));
    expect(used).to.deep.equal({ microphone: 'h', speaker: 'default', ringer: 'l' });
  });

  it('are known by their label when the browser has given them other ids', () => {
    expect(pickDevice({ id: 'old', label: 'USB Headset' }, [LAPTOP, HEADSET])).to.equal('h');
    expect(pickDevice({ id: 'old', label: '' }, [{ id: 'x', label: '' }])).to.equal('default');
  });

  it('that go while they are used give way to the default, which is said, and come back when plugged in again', () => {
    const gone = after(listed(HEADSET, LAPTOP), chosen({ speaker: HEADSET }), listed(LAPTOP));
    expect(gone.used.speaker).to.equal('default');
    expect(gone.replaced).to.deep.equal({ device: 'speaker', gone: 'USB Headset' });
    const back = reduceDevices(gone, listed(HEADSET, LAPTOP));
    expect(back.used.speaker).to.equal('h');
    expect(back.replaced).to.equal(undefined);
  });

  it('that go without being used, or because the agent chose another, are no news', () => {
    expect(after(listed(HEADSET, LAPTOP), listed(LAPTOP)).replaced).to.equal(undefined);
    expect(after(listed(HEADSET, LAPTOP), chosen({ speaker: HEADSET }), chosen({})).replaced).to.equal(undefined);
  });

  it('whose going was dismissed are not told of again', () => {
    const gone = after(listed(HEADSET), chosen({ microphone: HEADSET }), listed(LAPTOP), { type: 'replacement-dismissed' });
    expect(gone.replaced).to.equal(undefined);
    expect(reduceDevices(gone, listed(LAPTOP)).replaced).to.equal(undefined);
  });
});

describe('stored preferences', () => {
  it('of another version, or damaged, count as not chosen', () => {
    for (const stored of [undefined, null, 7, 'x', [], { devices: 3, processing: null, ringVolume: 'loud', ringtone: 'siren' }, { ringVolume: 4 }]) {
      expect(readPreferences(stored)).to.deep.equal(NO_PREFERENCES);
    }
  });

  it('are read as they were written', () => {
    const preferences = {
      devices: { microphone: HEADSET },
      processing: { echoCancellation: false, noiseSuppression: true, autoGainControl: false },
      ringVolume: 0,
      ringtone: 'bell',
    } as const;
    expect(readPreferences(JSON.parse(JSON.stringify(preferences)))).to.deep.equal(preferences);
  });
});
