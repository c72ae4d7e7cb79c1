import type { Page } from '@playwright/test';
import { FRAME_MS, WORKLET, type Heard, type ToneMeter } from './tone-meter.js';

declare global {
  interface Window {
    gapMeter: ToneMeter;
  }
}

/**
 * Listens to a tone in what a page plays, without a pause, until the page is closed: every 10 ms it is there or not. To be started once it is heard;
 * the connection that carries it has to stay the same.
 */
export async function startGapMeter(page: Page, hz: number): Promise<void> {
  await page.evaluate(listen, { hz, frameMs: FRAME_MS, worklet: WORKLET });
}

export async function gapSince(page: Page): Promise<Heard> {
  return page.evaluate(() => window.gapMeter.read());
}

/** Forgets every gap so far. */
export async function resetGap(page: Page): Promise<void> {
  await page.evaluate(() => window.gapMeter.reset());
}

/** Runs in the page. */
async function listen({ hz, frameMs, worklet }: { hz: number; frameMs: number; worklet: string }): Promise<void> {
  const live = [...window.pageAudio.connections].filter((connection) => connection.signalingState !== 'closed');
  const tracks = live.flatMap((connection) => connection.getReceivers().map(({ track }) => track)).filter((track) => track.readyState === 'live');
  const context = new AudioContext();
  const address = URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(address);
  const meter = new AudioWorkletNode(context, 'tone-meter', { processorOptions: { hz, frameMs } });
  for (const track of tracks) new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(meter);
  meter.connect(context.destination);
  await context.resume();

  let longestGapMs = 0;
  let silentMs = 0;
  meter.port.onmessage = ({ data }: MessageEvent<boolean>) => {
    silentMs = data ? 0 : silentMs + frameMs;
    longestGapMs = Math.max(longestGapMs, silentMs);
  };
  window.gapMeter = {
    reset: () => {
      longestGapMs = silentMs = 0;
    },
    read: () => ({ longestGapMs, now: silentMs === 0 }),
  };
}
