import { expect, type Page } from '@playwright/test';

/** How far a tone must stand above its neighbours to be heard, dB. */
const HEARD_DB = 20;
/** A tone that is gone stands no further above its neighbours than this, dB. */
const GONE_DB = 10;
const HEARING_MS = 2_000;
const SILENCE_MS = 1_000;

interface Heard {
  /** dB above the louder neighbour, for every frame of 170 ms, ten a second. Empty: nothing is played. */
  readonly above: readonly number[];
  /** Audio packets received so far (getStats, `inbound-rtp`), at the start, in the middle and at the end. */
  readonly packets: readonly number[];
}

/**
 * Expects that the far ends of the page's calls are heard on a tone of `hz`: for 2 s it stands 20 dB above its neighbours in what the page
 * really plays (received by a live connection, on an element that is neither paused nor muted), while packets go on arriving.
 */
export async function expectHears(page: Page, hz: number, { limitMs = 15_000 } = {}): Promise<void> {
  await expect(async () => {
    const { above, packets } = await listen(page, hz, HEARING_MS);
    const [before = 0, between = 0, after = 0] = packets;
    expect(between, `packets received: ${packets.join(', ')}`).toBeGreaterThan(before);
    expect(after, `packets received: ${packets.join(', ')}`).toBeGreaterThan(between);
    expect(tenth(above), `${hz} Hz above its neighbours, dB: ${written(above)}`).toBeGreaterThanOrEqual(HEARD_DB);
  }).toPass({ timeout: limitMs, intervals: [0] });
}

/** Expects that the page plays a tone of `hz` to whoever sits before it, wherever it comes from: for a second it stands 20 dB above its neighbours. */
export async function expectPlays(page: Page, hz: number, { limitMs = 10_000 } = {}): Promise<void> {
  await expect(async () => {
    const { above } = await listen(page, hz, SILENCE_MS, 'anything');
    expect(tenth(above), `${hz} Hz above its neighbours, dB: ${written(above)}`).toBeGreaterThanOrEqual(HEARD_DB);
  }).toPass({ timeout: limitMs, intervals: [0] });
}

/** Expects that nothing of a tone of `hz` is heard for a second; other sounds may be. */
export async function expectSilence(page: Page, hz: number, { limitMs = 10_000 } = {}): Promise<void> {
  await expect(async () => {
    const { above } = await listen(page, hz, SILENCE_MS);
    expect(Math.max(0, ...above), `${hz} Hz above its neighbours, dB: ${written(above)}`).toBeLessThan(GONE_DB);
  }).toPass({ timeout: limitMs, intervals: [0] });
}

/** Expects that the page holds no open microphone, no open connection, and plays nothing. */
export async function expectAudioReleased(page: Page, { limitMs = 5_000 } = {}): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const { connections, players, microphones } = window.pageAudio;
          return {
            microphones: [...microphones].filter((track) => track.readyState === 'live').length,
            connections: [...connections].filter((connection) => connection.signalingState !== 'closed').length,
            players: [...players].filter((player) => player.srcObject && !player.paused).length,
          };
        }),
      { message: 'audio still held after the call', timeout: limitMs },
    )
    .toEqual({ microphones: 0, connections: 0, players: 0 });
}

function listen(page: Page, hz: number, durationMs: number, what: 'received' | 'anything' = 'received'): Promise<Heard> {
  return page.evaluate(measure, { hz, durationMs, what });
}

/** All but the worst tenth of the frames are at least as high: one late packet may cost a frame. */
function tenth(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? -Infinity;
}

function written(values: readonly number[]): string {
  return values.map((value) => Math.round(value)).join(' ') || 'nothing is played';
}

/** Runs in the page. */
async function measure({ hz, durationMs, what }: { hz: number; durationMs: number; what: 'received' | 'anything' }): Promise<Heard> {
  const frameSize = 8192;
  const everyMs = 100;
  /** Power below which nothing is heard: −50 dB of full scale. A voice is at −10; the noise of G.711 around one has lines of up to −60. */
  const floor = 1e-5;
  const { connections, players } = window.pageAudio;

  const live = [...connections].filter((connection) => connection.signalingState !== 'closed');
  const received = new Set(live.flatMap((connection) => connection.getReceivers().map(({ track }) => track)));
  const played = [...players]
    .filter((player) => player.srcObject instanceof MediaStream && !player.paused && !player.muted && player.volume > 0)
    .flatMap((player) => (player.srcObject as MediaStream).getAudioTracks())
    .filter((track) => (what === 'anything' || received.has(track)) && track.readyState === 'live');

  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: frameSize });
  for (const track of played) new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(analyser);
  await context.resume();

  const packets = [await packetsReceived()];
  const above: number[] = [];
  // The first frame would still be filling.
  await wait((frameSize / context.sampleRate) * 1000);
  const frames = Math.round(durationMs / everyMs);
  for (let frame = 1; frame <= frames; frame += 1) {
    await wait(everyMs);
    if (played.length > 0) above.push(aboveNeighbours());
    if (frame === Math.floor(frames / 2) || frame === frames) packets.push(await packetsReceived());
  }
  await context.close();
  return { above, packets };

  function aboveNeighbours(): number {
    const frame = new Float32Array(frameSize);
    analyser.getFloatTimeDomainData(frame);
    const neighbours = [0.87, 0.92, 1.08, 1.13].map((ratio) => power(frame, hz * ratio));
    return 10 * Math.log10((power(frame, hz) + floor) / (Math.max(...neighbours) + floor));
  }

  /** Goertzel's algorithm under a Hann window: the power at one frequency, 1 for a sine of full scale. */
  function power(frame: Float32Array, frequency: number): number {
    const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / context.sampleRate);
    let previous = 0;
    let beforePrevious = 0;
    for (let i = 0; i < frame.length; i += 1) {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / frame.length);
      const current = (frame[i] ?? 0) * hann + coefficient * previous - beforePrevious;
      beforePrevious = previous;
      previous = current;
    }
    return (previous ** 2 + beforePrevious ** 2 - coefficient * previous * beforePrevious) / (frame.length / 4) ** 2;
  }

  async function packetsReceived(): Promise<number> {
    let sum = 0;
    for (const connection of live) {
      for (const report of (await connection.getStats()).values() as Iterable<{ type: string; kind?: string; packetsReceived?: number }>) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') sum += report.packetsReceived ?? 0;
      }
    }
    return sum;
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}
