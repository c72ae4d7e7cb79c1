/** One second of a call as the browser counts it; counters run from the beginning of the call. */
export interface QualitySample {
  /** Epoch ms. */
  readonly at: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly jitterMs: number;
  /** Sum of the time that emitted samples have waited, ms, and how many there were: their quotient is the mean. */
  readonly bufferMs: number;
  readonly bufferCount: number;
  readonly roundTripMs?: number;
  /** What the far end reports of what we send (RTCP), percent. */
  readonly lossOut?: number;
  /** Of what is heard and what is sent, 0 to 1; absent: the browser does not tell. */
  readonly levelIn?: number;
  readonly levelOut?: number;
  readonly codec?: string;
  readonly path?: string;
}

type Report = { readonly type: string; readonly id: string; readonly kind?: string; readonly [field: string]: unknown };

/** Reads a sample from `RTCPeerConnection.getStats` (W3C webrtc-stats); undefined before anything arrives. */
export function readSample(stats: RTCStatsReport, at: number): QualitySample | undefined {
  const reports = [...(stats as unknown as ReadonlyMap<string, Report>).values()];
  const audio = (type: string): Report | undefined => reports.find((report) => report.type === type && report.kind === 'audio');
  const inbound = audio('inbound-rtp');
  if (!inbound) return undefined;
  const far = audio('remote-inbound-rtp');
  const source = audio('media-source');
  const byId = (id: unknown): Report | undefined => reports.find((report) => report.id === id);
  const transport = reports.find(({ type }) => type === 'transport');
  const pair = byId(transport?.['selectedCandidatePairId']);
  const roundTrip = number(pair?.['currentRoundTripTime']) ?? number(far?.['roundTripTime']);
  const lossOut = number(far?.['fractionLost']);
  const levelIn = number(inbound['audioLevel']);
  const levelOut = number(source?.['audioLevel']);
  const codec = byId(inbound['codecId'])?.['mimeType'];
  const ends = [byId(pair?.['localCandidateId']), byId(pair?.['remoteCandidateId'])].map((candidate) => candidate?.['candidateType']);
  return {
    at,
    packetsReceived: number(inbound['packetsReceived']) ?? 0,
    packetsLost: number(inbound['packetsLost']) ?? 0,
    jitterMs: (number(inbound['jitter']) ?? 0) * 1000,
    bufferMs: (number(inbound['jitterBufferDelay']) ?? 0) * 1000,
    bufferCount: number(inbound['jitterBufferEmittedCount']) ?? 0,
    ...(roundTrip !== undefined && { roundTripMs: roundTrip * 1000 }),
    ...(lossOut !== undefined && { lossOut: Math.max(0, lossOut) * 100 }),
    ...(levelIn !== undefined && { levelIn }),
    ...(levelOut !== undefined && { levelOut }),
    ...(typeof codec === 'string' && { codec: codec.replace(/^audio\//i, '') }),
    ...(ends.every((end) => typeof end === 'string') && { path: ends.join(' – ') }),
  };
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
