import type { CallQuality, QualityIssue, QualityNumbers, QualitySummary, QualityVerdict } from '../phone/quality.js';
import { CODING_MS, estimateMos } from './e-model.js';
import { QualityRules, type Moment } from './quality-rules.js';
import type { QualitySample } from './quality-sample.js';

/** What numbers are measured over, samples of a second each. */
const WINDOW = 5;
/** Numbers alone are told so often, samples. */
const TELL_EVERY = 5;
/** A verdict counts once it has come out so often in a row. */
const VERDICT_AFTER = 3;
const SILENT_DB = -100;

/** What the statistics do not say of a second. */
export type Circumstances = Pick<Moment, 'microphoneWaits' | 'held' | 'speaker' | 'vpn'>;

interface Sums {
  seconds: number;
  mos: number;
  jitterMs: number;
  bufferMs: number;
  roundTripMs: number;
  roundTrips: number;
  lossOut: number;
  lossesOut: number;
}

/** Makes a call's quality of its samples: pure, no clock, no browser. */
export class QualityTracker {
  readonly #rules = new QualityRules();
  readonly #window: QualitySample[] = [];
  readonly #sums: Sums = { seconds: 0, mos: 0, jitterMs: 0, bufferMs: 0, roundTripMs: 0, roundTrips: 0, lossOut: 0, lossesOut: 0 };
  readonly #issues: Partial<Record<QualityIssue, number>> = {};
  #first: QualitySample | undefined;
  #worstMos = 5;
  #told: CallQuality | undefined;
  #sinceTold = 0;
  #verdict: QualityVerdict | undefined;
  #next: { verdict: QualityVerdict; times: number } | undefined;

  /** Takes the next second; the quality when there is something to tell: another verdict or issue, or five seconds have passed. */
  add(sample: QualitySample, around: Circumstances): CallQuality | undefined {
    const before = this.#window.at(-1);
    this.#first ??= sample;
    this.#window.push(sample);
    if (this.#window.length > WINDOW + 1) this.#window.shift();
    if (!before) return undefined;
    const numbers = this.#numbers(sample);
    this.#sum(numbers);
    const tellsLevels = sample.levelIn !== undefined && sample.levelOut !== undefined;
    const issues = this.#rules.judge({ ...around, numbers, tellsLevels, arrived: sample.packetsReceived - before.packetsReceived });
    for (const issue of issues) this.#issues[issue] = (this.#issues[issue] ?? 0) + 1;
    const [issue] = issues;
    return this.#tell({ verdict: this.#judge(numbers.mos), ...(issue && { issue }), numbers });
  }

  /** Of the whole call so far; undefined: too short to say anything. */
  summary(): QualitySummary | undefined {
    const last = this.#window.at(-1);
    const { seconds, roundTrips, lossesOut, ...sums } = this.#sums;
    if (!this.#first || !last || seconds === 0) return undefined;
    const mos = round(sums.mos / seconds, 2);
    return {
      verdict: verdictOf(mos),
      mos,
      worstMos: round(this.#worstMos, 2),
      seconds,
      lossIn: lossBetween(this.#first, last),
      jitterMs: round(sums.jitterMs / seconds),
      bufferMs: round(sums.bufferMs / seconds),
      ...(roundTrips > 0 && { roundTripMs: round(sums.roundTripMs / roundTrips) }),
      ...(lossesOut > 0 && { lossOut: round(sums.lossOut / lossesOut, 1) }),
      ...(last.codec !== undefined && { codec: last.codec }),
      ...(last.path !== undefined && { path: last.path }),
      issues: { ...this.#issues },
    };
  }

  #numbers(sample: QualitySample): QualityNumbers {
    const oldest = this.#window[0] ?? sample;
    const lossIn = lossBetween(oldest, sample);
    const emitted = sample.bufferCount - oldest.bufferCount;
    const bufferMs = emitted > 0 ? (sample.bufferMs - oldest.bufferMs) / emitted : 0;
    const { roundTripMs, lossOut, codec, path } = sample;
    const mos = estimateMos({ delayMs: (roundTripMs ?? 0) / 2 + bufferMs + CODING_MS, lossPercent: lossIn });
    return {
      mos: round(mos, 2),
      lossIn,
      ...(lossOut !== undefined && { lossOut: round(lossOut, 1) }),
      jitterMs: round(sample.jitterMs),
      bufferMs: round(bufferMs),
      ...(roundTripMs !== undefined && { roundTripMs: round(roundTripMs) }),
      levelIn: decibels(sample.levelIn),
      levelOut: decibels(sample.levelOut),
      ...(codec !== undefined && { codec }),
      ...(path !== undefined && { path }),
    };
  }

  #sum({ mos, jitterMs, bufferMs, roundTripMs, lossOut }: QualityNumbers): void {
    const sums = this.#sums;
    sums.seconds += 1;
    sums.mos += mos;
    sums.jitterMs += jitterMs;
    sums.bufferMs += bufferMs;
    this.#worstMos = Math.min(this.#worstMos, mos);
    if (roundTripMs !== undefined) {
      sums.roundTripMs += roundTripMs;
      sums.roundTrips += 1;
    }
    if (lossOut !== undefined) {
      sums.lossOut += lossOut;
      sums.lossesOut += 1;
    }
  }

  #judge(mos: number): QualityVerdict {
    const verdict = verdictOf(mos);
    const times = this.#next?.verdict === verdict ? this.#next.times + 1 : 1;
    this.#next = { verdict, times };
    if (times >= VERDICT_AFTER) this.#verdict = verdict;
    return (this.#verdict ??= verdict);
  }

  #tell(quality: CallQuality): CallQuality | undefined {
    this.#sinceTold += 1;
    const told = this.#told;
    if (told && told.verdict === quality.verdict && told.issue === quality.issue && this.#sinceTold < TELL_EVERY) return undefined;
    this.#sinceTold = 0;
    return (this.#told = quality);
  }
}

function verdictOf(mos: number): QualityVerdict {
  return mos >= 4.03 ? 'good' : mos >= 3.6 ? 'fair' : 'poor';
}

/** Percent; a packet that came late after all counts as come. */
function lossBetween(before: QualitySample, after: QualitySample): number {
  const lost = Math.max(0, after.packetsLost - before.packetsLost);
  const received = Math.max(0, after.packetsReceived - before.packetsReceived);
  return lost + received === 0 ? 0 : round((lost / (lost + received)) * 100, 1);
}

function decibels(level: number | undefined): number {
  return level === undefined || level <= 0 ? SILENT_DB : Math.max(SILENT_DB, round(20 * Math.log10(level)));
}

function round(value: number, digits = 0): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
