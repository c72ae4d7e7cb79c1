import type { Page } from '@playwright/test';

/** Label of each of Chromium's two fake microphones beside the default → the tone that is heard by it, Hz. The default is the first that is plugged in. */
export const MICROPHONES = { 'Fake Audio Input 1': 730, 'Fake Audio Input 2': 1930 } as const;

declare global {
  interface Window {
    plugs: { set(label: string, plugged: boolean): void };
  }
}

/**
 * From the next navigation on, devices of the page can be unplugged and plugged in again, as Chromium tells of it: tracks of the microphone end, lists are
 * shorter, `devicechange`. The devices are the browser's fake ones; each microphone is a tone of its own. Wants the page to have ears already.
 */
export async function givePlugs(page: Page): Promise<void> {
  await page.addInitScript(plugged, MICROPHONES);
}

/** Pulls a device out. */
export async function unplug(page: Page, label: string): Promise<void> {
  await page.evaluate((gone) => window.plugs.set(gone, false), label);
}

/** Puts it back. */
export async function plugIn(page: Page, label: string): Promise<void> {
  await page.evaluate((back) => window.plugs.set(back, true), label);
}

/** Runs in the page before everything else of the page. */
function plugged(tones: Readonly<Record<string, number>>): void {
  const { mediaDevices } = navigator;
  const list = mediaDevices.enumerateDevices.bind(mediaDevices);
  const gone = new Set<string>();
  const open: { readonly label: string; readonly track: MediaStreamTrack }[] = [];
  let context: AudioContext | undefined;

  mediaDevices.enumerateDevices = async () => (await list()).filter(({ label }) => !gone.has(label));
  mediaDevices.getUserMedia = async (constraints) => {
    const { exact } = ((constraints?.audio as MediaTrackConstraints).deviceId ?? {}) as { exact?: string };
    const inputs = (await mediaDevices.enumerateDevices()).filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== 'default');
    if (exact !== undefined && !inputs.some(({ deviceId }) => deviceId === exact)) throw new OverconstrainedError('deviceId');
    const device = inputs.find(({ deviceId }) => deviceId === (exact ?? deviceId));
    if (!device) throw new DOMException('no microphone', 'NotFoundError');
    context ??= new AudioContext();
    void context.resume();
    const tone = new OscillatorNode(context, { frequency: tones[device.label]! });
    const voice = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    tone.connect(new GainNode(context, { gain: 0.3 })).connect(voice);
    tone.start();
    for (const track of voice.stream.getAudioTracks()) {
      open.push({ label: device.label, track });
      window.pageAudio.microphones.add(track);
    }
    return voice.stream;
  };
  window.plugs = {
    set: (label, isPlugged) => {
      if (isPlugged) gone.delete(label);
      else gone.add(label);
      for (const { track } of isPlugged ? [] : open.filter((one) => one.label === label && one.track.readyState === 'live')) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
      mediaDevices.dispatchEvent(new Event('devicechange'));
    },
  };
}
