import type { Page } from '@playwright/test';
import { giveEars } from './ears.js';

/**
 * From the next navigation on, the page's microphone is a sine of `hz`, so that whoever hears the page can be told from everybody else;
 * all the rest, WebRTC included, is the browser's own. The page gets ears as well.
 */
export async function giveTone(page: Page, hz: number): Promise<void> {
  await page.addInitScript(speakTone, hz);
  await giveEars(page);
}

declare global {
  interface Window {
    /** Volumes of the microphones that were opened, 0.3 at first. */
    pageVoices: Set<AudioParam>;
  }
}

/** The page's microphones are silent from now on, or speak again: the mute button of a headset, which the page is not told of. */
export async function muteHeadset(page: Page, muted: boolean): Promise<void> {
  await page.evaluate((volume) => window.pageVoices.forEach((gain) => (gain.value = volume)), muted ? 0 : 0.3);
}

/** Runs in the page before everything else: its microphone is a sine of `hz`. */
export function speakTone(hz: number): void {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  let context: AudioContext | undefined;
  window.pageVoices = new Set();
  devices.getUserMedia = async (constraints) => {
    if (!constraints?.audio) return open(constraints);
    const sound = (context ??= new AudioContext());
    // The browser lets it run only in a page that somebody has touched, and does not go back to what it did not let run; a real microphone needs no touch.
    const trying = setInterval(() => (sound.state === 'running' ? clearInterval(trying) : void sound.resume()), 20);
    void sound.resume();
    const tone = new OscillatorNode(context, { frequency: hz });
    const voice = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    const volume = new GainNode(context, { gain: 0.3 });
    window.pageVoices.add(volume.gain);
    tone.connect(volume).connect(voice);
    tone.start();
    return voice.stream;
  };
}
