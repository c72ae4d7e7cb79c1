/** What was heard of a tone since the meter was started, or reset. */
export interface Heard {
  /** The longest time without it, ms. */
  readonly longestGapMs: number;
  /** It is heard now. */
  readonly now: boolean;
}

export interface ToneMeter {
  reset(): void;
  read(): Heard;
}

/** Frames of this length are judged one by one, ms; a gap is known to within two of them. */
export const FRAME_MS = 10;

/** Runs in the page's audio thread: says of every frame whether the tone is in it (Goertzel's algorithm; most of a frame's power has to be the tone's). */
export const WORKLET = `
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
