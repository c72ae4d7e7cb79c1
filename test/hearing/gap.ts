import type { Page } from '@playwright/test';

/** What a far end heard of a tone since the meter was started. */
export interface Heard {
  /** The longest time without it, ms. */
  readonly longestGapMs: number;
  /** It is heard now. */
  readonly now: boolean;
}

declare global {
  interface Window {
    gapMeter: { reset(): void; read(): Heard };
  }
}

/** Frames of this length are judged one by one, ms; a gap is known to within two of them. */
const FRAME_MS = 10;

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

/** Runs in the page's audio thread: says of every frame whether the tone is in it (Goertzel's algorithm; most of a frame's power has to be the tone's). */
const WORKLET = `
registerProcessor('tone-meter', class extends AudioWorkletProcessor {
  constructor({ processorOptions: { hz, frameMs } }) {
    super();
    this.frame = [];
    this.frameLength = Math.round((sampleRate * frameMs) / 1000);
    this.coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  }
  process([input]) {
    for (let i = 0; i < 128; i += 1) {
      this.frame.push(input[0] ? input[0][i] : 0);
      if (this.frame.length === this.frameLength) this.judge();
    }
    return true;
  }
  judge() {
    let previous = 0;
    let beforePrevious = 0;
    let energy = 0;
    for (const sample of this.frame) {
      const current = sample + this.coefficient * previous - beforePrevious;
      beforePrevious = previous;
      previous = current;
      energy += sample * sample;
    }
    const tone = previous ** 2 + beforePrevious ** 2 - this.coefficient * previous * beforePrevious;
    this.port.postMessage(energy / this.frameLength > 1e-4 && tone / (energy * this.frameLength * 0.5) > 0.6);
    this.frame = [];
  }
});`;
