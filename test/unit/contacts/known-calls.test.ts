import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import { KnownCalls } from '../../../src/contacts/known-calls.js';

const ringing: CallEvent = {
  linkedId: '1.1',
  direction: 'in',
  kind: 'acd',
  caller: { number: '09012345678', name: '山田太郎' },
  called: { number: '700' },
  groupCode: 'G01',
  extensions: ['1001'],
  callIds: ['a'],
  state: 'ringing',
  startedAt: 1,
};
const ended: CallEvent = { ...ringing, state: 'ended', answeredAt: 2, endedAt: 3 };

describe('what is known of a call', () => {
  it('never goes back: a late document of an earlier state only adds what was not told', () => {
    const known = new KnownCalls();
    const { groupCode: _groupCode, ...untold } = ended;
    known.take(untold);
    expect(known.take({ ...ringing, callIds: ['b'] })).to.deep.equal({ ...ended, callIds: ['b', 'a'] });
  });

  it('keeps what was told when a later document is half-filled', () => {
    const known = new KnownCalls();
    known.take(ringing);
    const { groupCode: _groupCode, ...half } = ringing;
    const next = known.take({ ...half, state: 'answered', answeredAt: 2, caller: { number: '' }, extensions: [], callIds: [] });
    expect(next).to.deep.equal({ ...ringing, state: 'answered', answeredAt: 2 });
  });

  it('is told once when nothing is new', () => {
    const known = new KnownCalls();
    expect(known.take(ringing)).to.deep.equal(ringing);
    expect(known.take({ ...ringing })).to.equal(undefined);
  });

  it('corrects kind and group by a later document', () => {
    const known = new KnownCalls();
    known.take({ ...ringing, kind: 'external', groupCode: null });
    expect(known.take(ringing)).to.deep.include({ kind: 'acd', groupCode: 'G01' });
  });

  it('stays small: of more calls than can be told of late, the oldest that is over goes', () => {
    const known = new KnownCalls();
    known.take(ringing);
    for (let index = 0; index < 1000; index++) known.take({ ...ended, linkedId: `other-${index}` });
    expect(known.all().length).to.be.at.most(200);
    expect(known.all()[0]?.linkedId).to.equal('1.1');
  });
});
