import { expect } from '@open-wc/testing';
import { estimateMos } from '../../../src/diagnostics/e-model.js';

describe('the E-model', () => {
  for (const [delayMs, lossPercent, mos] of [
    // By hand from R, e.g. 150 ms and 5 %: 93.2 − 3.6 − 95 · 5 / 30.1 = 73.8.
    [0, 0, 4.41],
    [150, 0, 4.33],
    [150, 1, 4.24],
    [150, 5, 3.77],
    [150, 10, 3.23],
    [400, 0, 3.05],
    [50, 20, 2.57],
    [2000, 100, 1],
  ] as const) {
    it(`gives ${mos} for ${delayMs} ms and ${lossPercent} % lost`, () => expect(estimateMos({ delayMs, lossPercent })).to.be.closeTo(mos, 0.02));
  }

  it('never leaves 1 to 4.5, and never grows with delay or loss', () => {
    let before = 5;
    for (let step = 0; step <= 100; step += 1) {
      const mos = estimateMos({ delayMs: step * 20, lossPercent: step });
      expect(mos).to.be.within(1, 4.5);
      expect(mos).to.be.at.most(before + 1e-9);
      before = mos;
    }
  });
});
