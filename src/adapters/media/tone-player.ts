import type { Sound } from '../../phone/sounds.js';

/** One burst within a period: frequencies in Hz, start and length in seconds. */
interface Burst {
  readonly hz: readonly number[];
  readonly at: number;
  readonly for: number;
  /** Amplitude modulation in Hz. */
  readonly tremolo?: number;
}

interface Pattern {
  /** Seconds until the bursts repeat. */
  readonly period: number;
  readonly gain: number;
  readonly bursts: readonly Burst[];
}

/** 400 Hz is the frequency of Japan's call-waiting tone too; short and soft, because it is heard over a conversation. Ringback as Japanese networks play it: 400 Hz modulated by 16 Hz, 1 s on, 2 s off (ITU-T E.180 supplement 2). The rings are ours. */
const PATTERNS: Record<Exclude<Sound, 'silence'>, Pattern> = {
  'ring-acd': {
    period: 3,
    gain: 0.2,
    bursts: [
      { hz: [880], at: 0, for: 0.18 },
      { hz: [1108.7], at: 0.2, for: 0.18 },
      { hz: [1318.5], at: 0.4, for: 0.36 },
    ],
  },
  'ring-direct': {
    period: 3,
    gain: 0.2,
    bursts: [
      { hz: [784, 988], at: 0, for: 0.4, tremolo: 20 },
      { hz: [784, 988], at: 0.6, for: 0.4, tremolo: 20 },
    ],
  },
  waiting: {
    period: 4,
    gain: 0.03,
    bursts: [
      { hz: [400], at: 0, for: 0.12 },
      { hz: [400], at: 0.24, for: 0.12 },
    ],
  },
  ringback: { period: 3, gain: 0.06, bursts: [{ hz: [400], at: 0, for: 1, tremolo: 16 }] },
};

/** Plays the phone's own sounds by Web Audio: no file to load, nothing to unlock twice. */
export class TonePlayer {
  #context: AudioContext | undefined;
  #sound: Sound = 'silence';
  #timer: ReturnType<typeof setInterval> | undefined;
  #voices: OscillatorNode[] = [];
  #ringerId = 'default';

  /** Plays until told otherwise; the same sound again goes on without a break. */
  play(sound: Sound): void {
    if (sound === this.#sound) return;
    this.#silence();
    this.#sound = sound;
    if (sound === 'silence') return;
    const pattern = PATTERNS[sound];
    this.#strike(pattern, sound);
    this.#timer = setInterval(() => this.#strike(pattern, sound), pattern.period * 1000);
  }

  /** The output for rings; ringback stays on the default output. */
  async chooseRinger(deviceId: string): Promise<void> {
    this.#ringerId = deviceId;
    await this.#route();
  }

  /** Lets go of the audio hardware. */
  async close(): Promise<void> {
    this.play('silence');
    await this.#context?.close();
    this.#context = undefined;
  }

  #silence(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const voice of this.#voices) voice.stop();
    this.#voices = [];
  }

  #strike(pattern: Pattern, sound: Sound): void {
    const context = (this.#context ??= new AudioContext());
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    if (sound === 'ring-acd' || sound === 'ring-direct') void this.#route();
    this.#voices = pattern.bursts.flatMap((burst) => this.#sing(context, burst, pattern.gain));
  }

  #sing(context: AudioContext, burst: Burst, loudness: number): OscillatorNode[] {
    const start = context.currentTime + burst.at;
    const gain = new GainNode(context, { gain: 0 });
    // Ramps of 10 ms: a tone that starts at once clicks.
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loudness, start + 0.01);
    gain.gain.setValueAtTime(loudness, start + burst.for - 0.01);
    gain.gain.linearRampToValueAtTime(0, start + burst.for);
    gain.connect(context.destination);
    const voices = burst.hz.map((frequency) => new OscillatorNode(context, { frequency }));
    const target = burst.tremolo === undefined ? gain : this.#tremolo(context, burst.tremolo, gain, start, burst.for);
    for (const voice of voices) {
      voice.connect(target);
      voice.start(start);
      voice.stop(start + burst.for);
    }
    return voices;
  }

  #tremolo(context: AudioContext, hz: number, output: GainNode, start: number, length: number): GainNode {
    const modulated = new GainNode(context, { gain: 0.5 });
    const modulator = new OscillatorNode(context, { frequency: hz });
    const depth = new GainNode(context, { gain: 0.5 });
    modulator.connect(depth).connect(modulated.gain);
    modulator.start(start);
    modulator.stop(start + length);
    modulated.connect(output);
    return modulated;
  }

  async #route(): Promise<void> {
    const context = this.#context as (AudioContext & { setSinkId?: (id: string) => Promise<void> }) | undefined;
    try {
      await context?.setSinkId?.(this.#ringerId === 'default' ? '' : this.#ringerId);
    } catch {
      // The device is gone: the default output rings.
    }
  }
}
