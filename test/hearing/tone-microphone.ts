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

/** Runs in the page before everything else: its microphone is a sine of `hz`. */
export function speakTone(hz: number): void {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  let context: AudioContext | undefined;
  devices.getUserMedia = async (constraints) => {
    if (!constraints?.audio) return open(constraints);
    context ??= new AudioContext();
    // Settles only after a gesture where there was none yet: the tone begins then.
    void context.resume();
    const tone = new OscillatorNode(context, { frequency: hz });
    const voice = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    tone.connect(new GainNode(context, { gain: 0.3 })).connect(voice);
    tone.start();
    return voice.stream;
  };
}
