import type { CallQuality, QualitySummary } from '../phone/quality.js';
import { readSample } from './quality-sample.js';
import { QualityTracker, type Circumstances } from './quality-tracker.js';

const EVERY_MS = 1000;

export interface CallSamplerOptions {
  readonly connection: RTCPeerConnection;
  /** What is known of the call at this moment beside its statistics. */
  readonly around: () => Omit<Circumstances, 'speaker'>;
  readonly tell: (quality: CallQuality) => void;
}

/** Asks a call's connection for its statistics each second, in memory only, until it is stopped. */
export class CallSampler {
  readonly #options: CallSamplerOptions;
  readonly #tracker = new QualityTracker();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #devices = navigator.mediaDevices as MediaDevices | undefined;
  #speaker = true;
  #asking = false;
  #stopped = false;

  constructor(options: CallSamplerOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#sample(), EVERY_MS);
    this.#devices?.addEventListener('devicechange', this.#lookForSpeaker);
    this.#lookForSpeaker();
  }

  /** Ends the sampling; the summary of what was measured, if anything was. */
  stop(): QualitySummary | undefined {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#devices?.removeEventListener('devicechange', this.#lookForSpeaker);
    return this.#tracker.summary();
  }

  async #sample(): Promise<void> {
    // A page that is held up gets late answers in a heap: one question at a time.
    if (this.#asking) return;
    this.#asking = true;
    try {
      const { connection, around, tell } = this.#options;
      const sample = readSample(await connection.getStats(), Date.now());
      if (this.#stopped || !sample) return;
      const quality = this.#tracker.add(sample, { ...around(), speaker: this.#speaker });
      if (quality) tell(quality);
    } catch {
      // The connection is closed: the call is on its way out.
    } finally {
      this.#asking = false;
    }
  }

  /** Browsers that do not list outputs have one. */
  readonly #lookForSpeaker = (): void => {
    if (!this.#devices || !('setSinkId' in HTMLMediaElement.prototype)) return;
    this.#devices.enumerateDevices().then(
      (devices) => (this.#speaker = devices.some(({ kind }) => kind === 'audiooutput')),
      () => undefined,
    );
  };
}
