import { UA, WebSocketInterface } from 'jssip';
import { FRAME_MS, WORKLET, type Heard } from '../../hearing/tone-meter.js';
import type { BareAccount } from './bare-jssip.js';

/** Who the agent talks to, and how long they hear nothing of the agent's tone. Loaded into a page of its own as `window.farEnd`. */
export interface FarEnd {
  /** Calls, and listens to a tone of `hz` from then on; resolves once talking. */
  call(target: string, hz: number): Promise<void>;
  /** Forgets every gap so far. */
  reset(): void;
  read(): Heard;
}

const { url, uri, password } = (window as unknown as { account: BareAccount }).account;
const ua = new UA({ uri, password, sockets: [new WebSocketInterface(url)], session_timers: false });
const registered = new Promise<void>((resolve) => ua.on('registered', () => resolve()));
ua.start();

let longestGapMs = 0;
let silentMs = 0;

const farEnd: FarEnd = {
  call: async (target, hz) => {
    const session = ua.call(target, { mediaConstraints: { audio: true, video: false } });
    const track = new Promise<MediaStreamTrack>((resolve) => session.connection.addEventListener('track', (event) => resolve(event.track)));
    await new Promise<void>((resolve, reject) => {
      session.on('confirmed', () => resolve());
      session.on('failed', ({ cause }) => reject(new Error(String(cause))));
    });
    await listen(await track, hz);
  },
  reset: () => {
    longestGapMs = silentMs = 0;
  },
  read: () => ({ longestGapMs, now: silentMs === 0 }),
};

async function listen(track: MediaStreamTrack, hz: number): Promise<void> {
  const stream = new MediaStream([track]);
  // Without an element that plays it, Chromium decodes nothing.
  const audio = new Audio();
  audio.srcObject = stream;
  void audio.play();
  const context = new AudioContext();
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([WORKLET], { type: 'text/javascript' })));
  const meter = new AudioWorkletNode(context, 'tone-meter', { processorOptions: { hz, frameMs: FRAME_MS } });
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(meter).connect(context.destination);
  meter.port.onmessage = ({ data }: MessageEvent<boolean>) => {
    silentMs = data ? 0 : silentMs + FRAME_MS;
    longestGapMs = Math.max(longestGapMs, silentMs);
  };
  await context.resume();
}

Object.assign(window, { farEnd, registered });
