import { BrowserDevices } from './adapters/media/browser-devices.js';
import { CallMedia } from './adapters/media/call-media.js';
import type { ItConfig } from './config/config.js';
import { DevicesStore } from './devices/devices.js';
import { RINGTONES } from './devices/preferences.js';

/** The part of the composition root that has the browser's audio: what calls use, and what the agent chooses of it. */
export function connectDevices({ phone }: ItConfig): { media: CallMedia; browser: BrowserDevices; devices: DevicesStore } {
  const { ringtone = 'standard' } = phone ?? {};
  const name = RINGTONES.find((known) => known === ringtone) ?? 'host';
  const media = new CallMedia(name, name === 'host' ? ringtone : undefined);
  const browser = new BrowserDevices(media, phone?.notification !== 'off');
  return { media, browser, devices: new DevicesStore(browser, name) };
}

/** Before the first call comes the prompt of the browser, while the agent looks at the page; what is answered is told by the store. */
export function askMicrophoneFirst(devices: DevicesStore): () => void {
  let asked = false;
  const ask = (): void => {
    if (asked || devices.snapshot.access !== 'prompt' || document.visibilityState !== 'visible') return;
    asked = true;
    devices.askMicrophone().catch(() => undefined);
  };
  const stop = devices.subscribe(ask);
  document.addEventListener('visibilitychange', ask);
  ask();
  return () => {
    stop();
    document.removeEventListener('visibilitychange', ask);
  };
}
