/** How a call sounds, measured between this computer and the phone server; what lies beyond that is the other side's. */

/**
 * What is wrong, in the order in which it is said:
 * `microphone-silent` nothing comes from the microphone although it is not muted here · `speaker-missing` no audio output · `no-audio` no packets arrive ·
 * `loss-in`, `loss-out` packets are lost on the way here, or from here · `jitter` they come unevenly · `delay` the way is long, `delay-relay` by a TURN relay,
 * `delay-vpn` through the VPN · `far-silent` packets arrive with nothing but silence in them
 */
export const QUALITY_ISSUES = [
  'microphone-silent',
  'speaker-missing',
  'no-audio',
  'loss-in',
  'loss-out',
  'jitter',
  'delay-relay',
  'delay-vpn',
  'delay',
  'far-silent',
] as const;
export type QualityIssue = (typeof QUALITY_ISSUES)[number];

/** By MOS: `good` 4.03 and more (G.107 Annex B: satisfied), `fair` 3.6 and more (some dissatisfied), else `poor`. */
export type QualityVerdict = 'good' | 'fair' | 'poor';

/** Measured over the last five seconds. What the browser or the far end does not tell is absent. */
export interface QualityNumbers {
  /** Estimated mean opinion score, 1 to 4.5 (ITU-T G.107). */
  readonly mos: number;
  /** Lost on the way here, and from here, percent. */
  readonly lossIn: number;
  readonly lossOut?: number;
  /** RFC 3550 section 6.4.1, ms. */
  readonly jitterMs: number;
  /** How long sound waits in the jitter buffer, ms. */
  readonly bufferMs: number;
  /** Between here and the phone server, there and back, ms. */
  readonly roundTripMs?: number;
  /** Loudness of the other side, and of what is sent, dB of full scale (−100: silence). */
  readonly levelIn: number;
  readonly levelOut: number;
  /** As negotiated, e.g. `opus`, `PCMU`. */
  readonly codec?: string;
  /** Candidate types of the selected pair, ours and theirs: `host`, `srflx`, `prflx`, `relay`. */
  readonly path?: string;
}

/** A talking call's quality. Changes when the verdict or the issue does, else every five seconds. */
export interface CallQuality {
  readonly verdict: QualityVerdict;
  readonly issue?: QualityIssue;
  readonly numbers: QualityNumbers;
}

/** What is left of it when the call is over: means of the whole call. */
export interface QualitySummary extends Omit<QualityNumbers, 'levelIn' | 'levelOut'> {
  readonly verdict: QualityVerdict;
  /** The worst five seconds. */
  readonly worstMos: number;
  /** Seconds that were measured. */
  readonly seconds: number;
  /** What was wrong, and for how many seconds. */
  readonly issues: Readonly<Partial<Record<QualityIssue, number>>>;
}
