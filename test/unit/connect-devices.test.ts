import { expect } from '@open-wc/testing';
import { MemoryDevices } from '../../src/adapters/memory/memory-devices.js';
import { askMicrophoneFirst } from '../../src/connect-devices.js';
import { DevicesStore } from '../../src/devices/devices.js';
import type { MicrophoneAccess } from '../../src/devices/devices-state.js';
import { eventually } from './elements/stage.js';

describe('the microphone', () => {
  const visibility = Object.getOwnPropertyDescriptor(Document.prototype, 'visibilityState')!;
  const stops: (() => void)[] = [];

  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    Object.defineProperty(Document.prototype, 'visibilityState', visibility);
  });

  function seen(state: DocumentVisibilityState): void {
    Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, value: state });
    document.dispatchEvent(new Event('visibilitychange'));
  }

  function page(access: MicrophoneAccess): MemoryDevices {
    const audio = new MemoryDevices();
    const devices = new DevicesStore(audio);
    stops.push(devices.start());
    audio.tell({ type: 'access-changed', access });
    stops.push(askMicrophoneFirst(devices));
    return audio;
  }

  it('is asked for before the first call, once, while the agent looks at the page', async () => {
    seen('hidden');
    const audio = page('prompt');
    expect(audio.asked).to.deep.equal([]);
    seen('visible');
    await eventually('it is asked for', () => audio.asked.length === 1);
    audio.tell({ type: 'access-changed', access: 'prompt' });
    seen('visible');
    expect(audio.asked).to.deep.equal(['microphone']);
  });

  it('is not asked for where the browser has been told already, or does not tell', () => {
    for (const access of ['granted', 'denied', 'missing', 'unknown'] as const) expect(page(access).asked, access).to.deep.equal([]);
  });
});
