import { expect } from '@open-wc/testing';
import { endOfBye, endOfCancelled, endOfRefused, parseReasons } from '../../../../src/adapters/sip/end-reason.js';

describe('why a call ended, read from SIP', () => {
  it('finds the SIP and the Q.850 cause, in one header or in several', () => {
    expect(parseReasons(['Q.850;cause=16;text="Normal Clearing"'])).to.deep.equal({ q850: 16 });
    expect(parseReasons(['SIP;cause=200;text="Call completed elsewhere"', 'Q.850 ; cause = 26'])).to.deep.equal({ sip: 200, q850: 26 });
    expect(parseReasons(['SIP ;cause=200 ;text="Call completed elsewhere", Q.850;cause=26'])).to.deep.equal({ sip: 200, q850: 26 });
  });

  it('takes the first of two causes of one protocol and ignores what is no cause', () => {
    expect(parseReasons(['Q.850;cause=17', 'Q.850;cause=16'])).to.deep.equal({ q850: 17 });
    expect(parseReasons(['X.25;cause=3', 'SIP;text="cause"', ''])).to.deep.equal({});
  });

  const statuses: [number, string][] = [
    [486, 'busy'],
    [600, 'busy'],
    [480, 'unavailable'],
    [404, 'not-found'],
    [403, 'forbidden'],
    [603, 'rejected'],
    [488, 'not-acceptable'],
    [408, 'no-answer'],
    [487, 'cancelled'],
    [503, 'server-error'],
    [500, 'server-error'],
    [499, 'server-error'],
  ];
  for (const [status, reason] of statuses) {
    it(`calls a refusal with ${status} ${reason} and keeps the status`, () => {
      expect(endOfRefused(status, {})).to.deep.equal({ reason, side: 'remote', code: status });
    });
  }

  it('lets a Q.850 cause refine a vague status and no precise one', () => {
    expect(endOfRefused(480, { q850: 19 }).reason).to.equal('no-answer');
    expect(endOfRefused(480, { q850: 20 }).reason).to.equal('unavailable');
    expect(endOfRefused(503, { q850: 17 }).reason).to.equal('busy');
    expect(endOfRefused(503, { q850: 34 }).reason).to.equal('server-error');
    expect(endOfRefused(404, { q850: 17 }).reason).to.equal('not-found');
  });

  it('tells a call that a colleague took from one that the caller gave up', () => {
    expect(endOfCancelled({ sip: 200 })).to.deep.equal({ reason: 'answered-elsewhere', side: 'remote' });
    expect(endOfCancelled({ q850: 26 })).to.deep.equal({ reason: 'answered-elsewhere', side: 'remote' });
    expect(endOfCancelled({})).to.deep.equal({ reason: 'cancelled', side: 'remote' });
  });

  it('keeps the Q.850 cause of a hang-up', () => {
    expect(endOfBye({ q850: 16 })).to.deep.equal({ reason: 'hung-up', side: 'remote', code: 16 });
    expect(endOfBye({})).to.deep.equal({ reason: 'hung-up', side: 'remote' });
  });

  it('is a colleague’s when a queue takes it back at once, or says so', () => {
    expect(endOfBye({ q850: 16 }, 200)).to.deep.equal({ reason: 'answered-elsewhere', side: 'remote' });
    expect(endOfBye({ q850: 16 }, 5000)).to.deep.equal({ reason: 'hung-up', side: 'remote', code: 16 });
    expect(endOfBye({ q850: 26 })).to.deep.equal({ reason: 'answered-elsewhere', side: 'remote' });
  });
});
