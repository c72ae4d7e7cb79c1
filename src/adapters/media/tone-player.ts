import type { Preferences, Ringtone } from '../../devices/preferences.js';
import type { Sound } from '../../phone/sounds.js';
import { RingtoneFile } from './ringtone-file.js';
import type { SoundGate } from './sound-gate.js';

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
  'auto-answer': {
    period: 3,
    gain: 0.12,
    bursts: [
      { hz: [660], at: 0, for: 0.2 },
      { hz: [990], at: 0.25, for: 0.4 },
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

/** What rings instead of the two standard rings, for ACD calls and others alike. */
const RINGTONES: Record<Exclude<Ringtone, 'standard' | 'host'>, Pattern> = {
  bell: {
    period: 3,
    gain: 0.2,
    bursts: [
      { hz: [1046.5, 1318.5], at: 0, for: 1, tremolo: 25 },
      { hz: [1046.5, 1318.5], at: 1.2, for: 1, tremolo: 25 },
    ],
  },
  soft: {
    period: 3.5,
    gain: 0.14,
    bursts: [
      { hz: [523.3], at: 0, for: 0.5 },
      { hz: [659.3], at: 0.5, for: 0.5 },
      { hz: [784], at: 1, for: 0.9 },
    ],
  },
  low: {
    period: 2.5,
    gain: 0.3,
    bursts: [
      { hz: [220, 330], at: 0, for: 0.35, tremolo: 14 },
      { hz: [220, 330], at: 0.5, for: 0.35, tremolo: 14 },
    ],
  },
};

/** The test tone of the device panel, and its length in seconds. */
const TEST: Burst = { hz: [440, 554.4], at: 0.02, for: 1 };
const TEST_GAIN = 0.15;

/** Soft and short: it says something to who listens, and does not call anybody who does not. */
const TICK: Burst = { hz: [1760], at: 0, for: 0.03 };
const TICK_GAIN = 0.05;
/** Later than that, because the browser held it back, it would say something that is no longer so. */
const TICK_LATEST_MS = 1_000;

/** Plays the phone's own sounds by Web Audio: nothing to load but a ringtone of the host's, nothing to unlock twice. */
export class TonePlayer {
  readonly #gate: SoundGate;
  readonly #file: RingtoneFile | undefined;
  #context: AudioContext | undefined;
  #sound: Sound = 'silence';
  #timer: ReturnType<typeof setInterval> | undefined;
  #voices: OscillatorNode[] = [];
  #ringerId = 'default';
  #volume = 1;
  readonly #hostRingtone: Ringtone;
  #ringtone: Ringtone;

  /** `ringtone` rings unless the agent chose another; `file` is the address of `host`. */
  constructor(gate: SoundGate, ringtone: Ringtone = 'standard', file?: string) {
    this.#gate = gate;
    this.#file = file === undefined ? undefined : new RingtoneFile(file, gate);
    this.#hostRingtone = this.#ringtone = ringtone;
  }

  /** Plays until told otherwise; the same sound again goes on without a break. */
  play(sound: Sound): void {
    if (sound === this.#sound) return;
    this.#silence();
    this.#sound = sound;
    this.#begin();
  }

  /** A new volume or ringtone is heard at once, also while it rings. */
  prefer({ ringVolume, ringtone }: Preferences): void {
    const chosen = ringtone ?? this.#hostRingtone;
    if (ringVolume === this.#volume && chosen === this.#ringtone) return;
    this.#volume = ringVolume;
    this.#ringtone = chosen;
    if (!isRing(this.#sound)) return;
    this.#silence();
    this.#begin();
  }

  /** The output for rings; ringback and the waiting tone stay on the default output. */
  async chooseRinger(deviceId: string): Promise<void> {
    this.#ringerId = deviceId;
    if (isRing(this.#sound)) await this.#route(deviceId);
    await this.#file?.route(deviceId);
  }

  /** One soft tick where rings are heard and as loud as the agent has them, unless something else sounds; dropped where the page may not sound yet. */
  async tick(): Promise<void> {
    if (this.#sound !== 'silence' || this.#volume === 0) return;
    const asked = performance.now();
    const context = (this.#context ??= new AudioContext());
    await this.#route(this.#ringerId);
    await context.resume();
    if (performance.now() - asked < TICK_LATEST_MS && this.#context === context) this.#sing(context, TICK, TICK_GAIN * this.#volume);
  }

  /** One second on this output, as loud as a ring is now; resolves when it is over. */
  async test(deviceId: string, volume: number): Promise<void> {
    const context = new AudioContext();
    await context.resume();
    await route(context, deviceId);
    this.#sing(context, TEST, TEST_GAIN * volume);
    await new Promise((resolve) => setTimeout(resolve, (TEST.at + TEST.for) * 1000 + 50));
    await context.close();
  }

  /** Lets go of the audio hardware. */
  async close(): Promise<void> {
    this.play('silence');
    await this.#context?.close();
    this.#context = undefined;
  }

  #begin(): void {
    const sound = this.#sound;
    if (sound === 'silence') return;
    if (isRing(sound) && this.#ringtone === 'host' && this.#file) {
      // A file that cannot be played must not cost a call: the standard ring takes its place.
      this.#file.play(this.#volume, () => this.#sound === sound && this.#repeat(PATTERNS[sound], sound));
      return;
    }
    const chosen = isRing(sound) && this.#ringtone !== 'standard' && this.#ringtone !== 'host' ? RINGTONES[this.#ringtone] : PATTERNS[sound];
    this.#repeat(chosen, sound);
  }

  #repeat(pattern: Pattern, sound: Sound): void {
    this.#strike(pattern, sound);
    this.#timer = setInterval(() => this.#strike(pattern, sound), pattern.period * 1000);
  }

  #silence(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#file?.stop();
    for (const voice of this.#voices) voice.stop();
    this.#voices = [];
  }

  #strike(pattern: Pattern, sound: Sound): void {
    const context = (this.#context ??= new AudioContext());
    this.#gate.resume(context);
    void this.#route(isRing(sound) ? this.#ringerId : 'default');
    const gain = pattern.gain * (isRing(sound) ? this.#volume : 1);
    this.#voices = pattern.bursts.flatMap((burst) => this.#sing(context, burst, gain));
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

  async #route(deviceId: string): Promise<void> {
    if (this.#context) await route(this.#context, deviceId);
  }
}

function isRing(sound: Sound): sound is 'ring-acd' | 'ring-direct' {
  return sound === 'ring-acd' || sound === 'ring-direct';
}

/** AudioContext.setSinkId is not in every browser (Web Audio 1.1). */
async function route(context: AudioContext & { setSinkId?: (id: string) => Promise<void> }, deviceId: string): Promise<void> {
  try {
    await context.setSinkId?.(deviceId === 'default' ? '' : deviceId);
  } catch {
    // The device is gone: the default output sounds.
    await context.setSinkId?.('').catch(() => undefined);
  }
}
