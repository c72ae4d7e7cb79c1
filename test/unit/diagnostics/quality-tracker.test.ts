import { expect } from '@open-wc/testing';
import type { QualitySample } from '../../../src/diagnostics/quality-sample.js';
import { QualityTracker, type Circumstances } from '../../../src/diagnostics/quality-tracker.js';
import type { CallQuality, QualityIssue } from '../../../src/phone/quality.js';

const CALM: Circumstances = { microphoneWaits: false, held: false, speaker: true, vpn: false };

/** A call, second by second: 50 packets each, of which some are lost. */
class Seconds {
  readonly tracker = new QualityTracker();
  readonly told: (CallQuality | undefined)[] = [];
  #sample: QualitySample = {
    at: 0,
    packetsReceived: 0,
    packetsLost: 0,
    jitterMs: 2,
    bufferMs: 0,
    bufferCount: 0,
    roundTripMs: 20,
    lossOut: 0,
    levelIn: 0.1,
    levelOut: 0.1,
    codec: 'opus',
    path: 'host – host',
  };

  pass(
    seconds: number,
    { lost = 0, received = 50 - lost, bufferMs = 40, ...change }: Partial<QualitySample> & { lost?: number; received?: number } = {},
    around: Partial<Circumstances> = {},
  ): this {
    for (let second = 0; second < seconds; second += 1) {
      const { at, packetsReceived, packetsLost, bufferMs: waited, bufferCount } = this.#sample;
      this.#sample = {
        ...this.#sample,
        jitterMs: 2,
        roundTripMs: 20,
        lossOut: 0,
        levelIn: 0.1,
        levelOut: 0.1,
        path: 'host – host',
        ...change,
        at: at + 1000,
        packetsReceived: packetsReceived + received,
        packetsLost: packetsLost + lost,
        bufferMs: waited + bufferMs * 48_000,
        bufferCount: bufferCount + 48_000,
      };
      this.told.push(this.tracker.add(this.#sample, { ...CALM, ...around }));
    }
    return this;
  }

  /** The issue as it was last told. */
  get issue(): QualityIssue | undefined {
    return this.last?.issue;
  }

  get last(): CallQuality | undefined {
    return this.told.filter((quality) => quality !== undefined).at(-1);
  }
}

describe('the quality of a call', () => {
  it('is good, with its numbers, and told at once, then every five seconds', () => {
    const call = new Seconds().pass(12);
    expect(call.told.map((quality) => quality !== undefined)).to.deep.equal([false, true, false, false, false, false, true, false, false, false, false, true]);
    expect(call.last?.verdict).to.equal('good');
    expect(call.last?.issue).to.equal(undefined);
    expect(call.last?.numbers).to.deep.equal({
      mos: call.last?.numbers.mos,
      lossIn: 0,
      lossOut: 0,
      jitterMs: 2,
      bufferMs: 40,
      roundTripMs: 20,
      levelIn: -20,
      levelOut: -20,
      codec: 'opus',
      path: 'host – host',
    });
    expect(call.last?.numbers.mos).to.be.within(4.3, 4.5);
  });

  const CASES: readonly (readonly [issue: QualityIssue, afterS: number, bad: Parameters<Seconds['pass']>[1], around?: Partial<Circumstances>])[] = [
    ['microphone-silent', 6, { levelOut: 0 }],
    ['speaker-missing', 1, {}, { speaker: false }],
    ['no-audio', 4, { received: 0 }],
    ['loss-in', 3, { lost: 10 }],
    ['loss-out', 3, { lossOut: 8 }],
    ['jitter', 3, { jitterMs: 60 }],
    ['delay-relay', 5, { roundTripMs: 600, path: 'relay – host' }],
    ['delay-vpn', 5, { roundTripMs: 600 }, { vpn: true }],
    ['delay', 5, { roundTripMs: 600 }],
    ['far-silent', 12, { levelIn: 0 }],
  ];
  for (const [issue, afterS, bad, around] of CASES) {
    it(`names ${issue} after ${afterS} s, not before, and no longer once it is well again`, () => {
      const call = new Seconds().pass(10).pass(afterS - 1, bad, around);
      expect(call.issue).to.equal(undefined);
      call.pass(3, bad, around);
      expect(call.issue).to.equal(issue);
      call.pass(15);
      expect(call.issue).to.equal(undefined);
    });
  }

  it('does not flicker: what comes and goes every other second is named at most once', () => {
    for (const bad of [{ lost: 4 }, { jitterMs: 32 }, { levelOut: 0 }, { roundTripMs: 410 }]) {
      const call = new Seconds().pass(10);
      for (let turn = 0; turn < 20; turn += 1) call.pass(1, bad).pass(1);
      const changes = call.told.filter((quality) => quality !== undefined).map((quality) => quality?.issue);
      expect(changes.filter((issue, index) => issue !== changes[index - 1]).length).to.be.at.most(2);
    }
  });

  it('keeps an issue through a single good second, and gives it up only after six of them', () => {
    const call = new Seconds().pass(10).pass(6, { lost: 10 });
    expect(call.issue).to.equal('loss-in');
    call.pass(1).pass(2, { lost: 10 }).pass(8);
    expect(call.issue).to.equal('loss-in');
    call.pass(5);
    expect(call.issue).to.equal(undefined);
  });

  it('is no silent microphone while muted, held or announcing, and nothing is missing on hold', () => {
    expect(new Seconds().pass(20, { levelOut: 0 }, { microphoneWaits: true }).issue).to.equal(undefined);
    expect(new Seconds().pass(20, { levelOut: 0, levelIn: 0, received: 0 }, { held: true }).issue).to.equal(undefined);
  });

  it('says first what the agent can mend', () => {
    expect(new Seconds().pass(20, { levelOut: 0, levelIn: 0, lost: 10 }).issue).to.equal('microphone-silent');
    expect(new Seconds().pass(20, { levelIn: 0, lost: 10 }).issue).to.equal('loss-in');
  });

  it('is summed up: means, the worst, and how long what was wrong', () => {
    const call = new Seconds().pass(21).pass(10, { lost: 10 }).pass(20);
    const summary = call.tracker.summary();
    expect(summary).to.include({ seconds: 50, codec: 'opus', path: 'host – host', jitterMs: 2, bufferMs: 40, roundTripMs: 20 });
    expect(summary?.lossIn).to.be.closeTo(4, 0.1);
    expect(summary?.worstMos).to.be.below(2.6);
    expect(summary?.mos).to.be.within(3.6, 4.4);
    expect(Object.keys(summary?.issues ?? {})).to.deep.equal(['loss-in']);
    expect(summary?.issues['loss-in']).to.be.within(10, 25);
  });

  it('of a call that was not measured has no summary', () => {
    expect(new QualityTracker().summary()).to.equal(undefined);
    expect(new Seconds().pass(1).tracker.summary()).to.equal(undefined);
  });
});
