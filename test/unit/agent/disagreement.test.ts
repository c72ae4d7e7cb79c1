import { expect } from '@open-wc/testing';
import { disagreementOf } from '../../../src/agent/disagreement.js';
import type { Call } from '../../../src/phone/call.js';
import type { LineState } from '../../../src/phone/phone-state.js';

const call = (phase: Call['phase']): Call => ({
  id: 'a',
  direction: 'in',
  phase,
  peer: { number: '1002' },
  muted: false,
  hold: { local: false, remote: false },
  startedAt: 1,
});
const phone = (calls: readonly Call[], state: LineState = 'registered') => ({ line: { state, since: 0 }, calls });

describe('phone and server', () => {
  it('agree when both or neither have a call, whatever its phase', () => {
    expect(disagreementOf(99, phone([call('active')]))).to.equal(undefined);
    expect(disagreementOf(79, phone([call('ringing'), call('ended')]))).to.equal(undefined);
    expect(disagreementOf(0, phone([]))).to.equal(undefined);
    expect(disagreementOf(3, phone([call('ended')]))).to.equal(undefined);
  });

  it('disagree when one has a call that the other knows nothing of', () => {
    expect(disagreementOf(0, phone([call('active')]))).to.equal('call-here');
    expect(disagreementOf(89, phone([]))).to.equal('call-there');
    expect(disagreementOf(98, phone([call('ended')]))).to.equal('call-there');
  });

  it('cannot disagree while one of them knows nothing', () => {
    expect(disagreementOf(undefined, phone([call('active')]))).to.equal(undefined);
    expect(disagreementOf(89, phone([], 'lost'))).to.equal(undefined);
  });
});
