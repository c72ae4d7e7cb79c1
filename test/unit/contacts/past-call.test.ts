import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import { filterPastCalls, kindOfPastCall, otherParty, outcomeOf, talkedFor } from '../../../src/contacts/past-call.js';
import { neverAnswered, pastCall } from '../../../stories/past-calls.js';

const incoming = pastCall('1.1', 1);
const unanswered = neverAnswered(incoming);
const outgoing: CallEvent = { ...unanswered, direction: 'out', kind: 'external', caller: { number: '1001', name: '佐藤' }, called: { number: '0312345678' } };

describe('a call of the history', () => {
  it('is 入電, 架電 or 内線', () => {
    expect(kindOfPastCall(incoming)).to.equal('in');
    expect(kindOfPastCall(outgoing)).to.equal('out');
    expect(kindOfPastCall({ ...outgoing, kind: 'internal' })).to.equal('internal');
  });

  it('tells how far it has come, or how it ended', () => {
    expect(outcomeOf({ ...unanswered, state: 'ringing' })).to.equal('ringing');
    expect(outcomeOf({ ...incoming, state: 'answered' })).to.equal('talking');
    expect(outcomeOf(incoming)).to.equal('talked');
    for (const cause of [16, 17, 19, 26, 127]) expect(outcomeOf({ ...unanswered, cause }), String(cause)).to.equal('missed');
    expect([16, 17, 19, 21, 1].map((cause) => outcomeOf({ ...outgoing, cause }))).to.deep.equal(['cancelled', 'busy', 'no-answer', 'rejected', 'failed']);
    expect(outcomeOf({ ...unanswered, kind: 'internal', cause: 17 })).to.equal('busy');
  });

  it('counts the time of the talk alone', () => {
    expect(talkedFor(incoming)).to.equal(65_000);
    expect(talkedFor(unanswered)).to.equal(undefined);
  });

  it('knows whom to call back', () => {
    expect(otherParty(incoming, '1001').number).to.equal('09012345678');
    expect(otherParty(outgoing, '1002').number).to.equal('0312345678');
    const internal: CallEvent = { ...outgoing, kind: 'internal', called: { number: '1002' } };
    expect(otherParty(internal, '1001').number).to.equal('1002');
    expect(otherParty(internal, '1002').number).to.equal('1001');
  });
});

describe('the filter of the history', () => {
  const calls = [incoming, outgoing, { ...outgoing, linkedId: '3', kind: 'internal' as const }];
  const found = (filter: Partial<Parameters<typeof filterPastCalls>[1]>): string[] =>
    filterPastCalls(calls, { search: '', unanswered: false, ...filter }).map((call) => `${call.linkedId} ${kindOfPastCall(call)}`);

  it('is the same list while it asks for nothing', () => {
    expect(filterPastCalls(calls, { search: ' ', unanswered: false })).to.equal(calls);
  });

  it('finds numbers in every form, and names', () => {
    for (const search of ['090-1234', '０９０１２３４', '(090) 1234', '5678', '山田', 'ご注文'])
      expect(found({ search, kind: 'in' }), search).to.deep.equal(['1.1 in']);
    expect(found({ search: '佐藤' })).to.deep.equal(['1.1 out', '3 internal']);
    expect(found({ search: '99999' })).to.deep.equal([]);
  });

  it('leaves one kind, or what nobody answered', () => {
    expect(found({ kind: 'internal' })).to.deep.equal(['3 internal']);
    expect(found({ unanswered: true })).to.deep.equal(['1.1 out', '3 internal']);
  });
});
