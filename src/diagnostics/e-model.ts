/** What the E-model needs of a call. */
export interface Transmission {
  /** From mouth to ear, ms: half of the round trip, the jitter buffer, and {@link CODING_MS}. */
  readonly delayMs: number;
  /** Packets that never came, or too late to be heard, percent. */
  readonly lossPercent: number;
}

/** Packetisation and processing at both ends of 20 ms frames, ms (ITU-T G.114 Annex A: two frames and a little). */
export const CODING_MS = 45;

/** R of a call without impairment: the default of all parameters (ITU-T G.107 (06/2015), section 7.7). */
const R_DEFAULT = 93.2;
/** Robustness against loss of G.711 with packet-loss concealment, Ie 0 (ITU-T G.113 (11/2007), table I.4); browsers conceal for every codec, so it stands for opus too. */
const BPL = 25.1;

/**
 * Mean opinion score, 1 to 4.5, estimated by the E-model with everything that is not measured at its default:
 *
 *     R = 93.2 − Id − Ie,eff
 *     Id = 0.024 d + 0.11 (d − 177.3) H(d − 177.3)     R. Cole, J. Rosenbluth, "Voice over IP performance monitoring", ACM CCR 31(2), 2001, section 4
 *     Ie,eff = Ie + (95 − Ie) Ppl / (Ppl + Bpl)        G.107 section 7.5, equation 7-29, random loss (BurstR 1)
 *     MOS = 1 + 0.035 R + R (R − 60) (100 − R) 7·10⁻⁶  G.107 Annex B, equation B-4
 */
export function estimateMos({ delayMs, lossPercent }: Transmission): number {
  const delayImpairment = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - 177.3);
  const lossImpairment = (95 * lossPercent) / (lossPercent + BPL);
  const r = Math.min(100, Math.max(0, R_DEFAULT - delayImpairment - lossImpairment));
  // The equation dips below 1 for small R: nobody's opinion does.
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}
