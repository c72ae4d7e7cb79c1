import { expect } from '@open-wc/testing';
import { callTime, statusTime } from '../../../src/elements/duration.js';

describe('times', () => {
  it('of a call are minutes and seconds, with hours from an hour on', () => {
    expect([0, 999, 1000, 272_000, 3_599_999, 3_600_000, 3_872_000].map(callTime)).to.deep.equal([
      '00:00',
      '00:00',
      '00:01',
      '04:32',
      '59:59',
      '1:00:00',
      '1:04:32',
    ]);
  });

  it('never run backwards when a server’s clock is ahead', () => {
    expect(callTime(-5000)).to.equal('00:00');
  });

  it('in a status always have hours', () => {
    expect([765_000, 3_730_000].map(statusTime)).to.deep.equal(['00:12:45', '01:02:10']);
  });
});
