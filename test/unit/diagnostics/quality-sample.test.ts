import { expect } from '@open-wc/testing';
import { CallSampler } from '../../../src/diagnostics/call-sampler.js';
import { readSample } from '../../../src/diagnostics/quality-sample.js';
import type { CallQuality } from '../../../src/phone/quality.js';
import { eventually } from '../../../stories/eventually.js';

const stats = (...reports: { id: string; type: string; [field: string]: unknown }[]): RTCStatsReport => new Map(reports.map((report) => [report.id, report]));

describe('a sample of a connection', () => {
  it('is read from the standard reports', () => {
    const sample = readSample(
      stats(
        {
          id: 'i',
          type: 'inbound-rtp',
          kind: 'audio',
          packetsReceived: 90,
          packetsLost: 10,
          jitter: 0.004,
          jitterBufferDelay: 2,
          jitterBufferEmittedCount: 100,
          audioLevel: 0.5,
          codecId: 'c',
        },
        { id: 'r', type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.25, roundTripTime: 0.3 },
        { id: 'm', type: 'media-source', kind: 'audio', audioLevel: 0.125 },
        { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
        { id: 'p', type: 'candidate-pair', currentRoundTripTime: 0.02, localCandidateId: 'l', remoteCandidateId: 'f' },
        { id: 'l', type: 'local-candidate', candidateType: 'relay' },
        { id: 'f', type: 'remote-candidate', candidateType: 'host' },
        { id: 'c', type: 'codec', mimeType: 'audio/opus' },
      ),
      7,
    );
    expect(sample).to.deep.equal({
      at: 7,
      packetsReceived: 90,
      packetsLost: 10,
      jitterMs: 4,
      bufferMs: 2000,
      bufferCount: 100,
      roundTripMs: 20,
      lossOut: 25,
      levelIn: 0.5,
      levelOut: 0.125,
      codec: 'opus',
      path: 'relay – host',
    });
  });

  it('says nothing of what is not told, and there is none before audio arrives', () => {
    expect(readSample(stats({ id: 't', type: 'transport' }), 1)).to.equal(undefined);
    expect(
      readSample(
        stats({ id: 'i', type: 'inbound-rtp', kind: 'audio' }, { id: 'r', type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.3, fractionLost: -1 }),
        1,
      ),
    ).to.deep.equal({
      at: 1,
      packetsReceived: 0,
      packetsLost: 0,
      jitterMs: 0,
      bufferMs: 0,
      bufferCount: 0,
      roundTripMs: 300,
      lossOut: 0,
    });
  });

  it('is taken each second until the call is over, and no longer', async () => {
    let asked = 0;
    const told: CallQuality[] = [];
    const connection = {
      getStats: async () => stats({ id: 'i', type: 'inbound-rtp', kind: 'audio', packetsReceived: 50 * ++asked, packetsLost: 0 }),
    } as unknown as RTCPeerConnection;
    const sampler = new CallSampler({ connection, around: () => ({ microphoneWaits: false, held: false, vpn: false }), tell: (quality) => told.push(quality) });
    await eventually('a quality', () => told.length > 0);
    expect(told[0]?.verdict).to.equal('good');
    expect(sampler.stop()).to.include({ seconds: asked - 1, lossIn: 0 });
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(asked).to.equal(before);
  });
});
