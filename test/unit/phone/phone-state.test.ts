import { expect } from '@open-wc/testing';
import type { Call } from '../../../src/phone/call.js';
import { DIALLED_KEPT, ENDED_KEPT, PHONE_OFF, phoneReducer, type PhoneEvent, type PhoneSnapshot } from '../../../src/phone/phone-state.js';

const dialed = (id: string, at = 1): PhoneEvent => ({ type: 'call-dialed', id, peer: { number: '600' }, sipCallId: `sip-${id}`, at });
const offered = (id: string, at = 1): PhoneEvent => ({ type: 'call-offered', id, peer: { number: '0901' }, kind: 'external', sipCallId: `sip-${id}`, at });
const ended = (id: string, at = 9): PhoneEvent => ({ type: 'call-ended', id, end: { reason: 'hung-up', side: 'remote', code: 16 }, at });

function run(events: readonly PhoneEvent[], defects: PhoneEvent[] = []): PhoneSnapshot {
  const reduce = phoneReducer((event) => defects.push(event));
  return events.reduce(reduce, PHONE_OFF);
}

const onlyCall = (state: PhoneSnapshot): Call => {
  expect(state.calls).to.have.length(1);
  return state.calls[0] as Call;
};

describe('the phone’s state', () => {
  it('follows an outgoing call from dialling to its end', () => {
    const steps: PhoneEvent[] = [dialed('a'), { type: 'call-progressed', id: 'a', earlyMedia: false }, { type: 'call-connected', id: 'a', at: 5 }, ended('a')];
    const phases = steps.map((_step, index) => onlyCall(run(steps.slice(0, index + 1))).phase);
    expect(phases).to.deep.equal(['dialing', 'ringing', 'active', 'ended']);
    expect(onlyCall(run(steps))).to.deep.include({ startedAt: 1, answeredAt: 5, endedAt: 9, end: { reason: 'hung-up', side: 'remote', code: 16 } });
  });

  it('lets an incoming call ring again when the microphone is refused', () => {
    const state = run([offered('a'), { type: 'call-answering', id: 'a' }, { type: 'call-answer-failed', id: 'a' }]);
    expect(onlyCall(state).phase).to.equal('ringing');
    expect(state.activeCallId).to.equal(undefined);
  });

  it('never works on an unanswered incoming call', () => {
    expect(run([offered('a')]).activeCallId).to.equal(undefined);
    expect(run([offered('a'), { type: 'call-selected', id: 'a' }]).activeCallId).to.equal(undefined);
    expect(run([offered('a'), { type: 'call-answering', id: 'a' }]).activeCallId).to.equal('a');
  });

  it('keeps working on a held call until another takes its place', () => {
    const held: PhoneEvent[] = [dialed('a'), { type: 'call-connected', id: 'a', at: 2 }, { type: 'call-held', id: 'a', side: 'local', held: true }];
    expect(run(held).activeCallId).to.equal('a');
    expect(run([...held, dialed('b')]).activeCallId).to.equal('b');
    expect(run([...held, dialed('b'), ended('b')]).activeCallId).to.equal('a');
    expect(run([...held, dialed('b'), ended('b'), ended('a')]).activeCallId).to.equal(undefined);
  });

  it('goes back to a talking call rather than to a held one', () => {
    const state = run([
      dialed('a'),
      { type: 'call-connected', id: 'a', at: 2 },
      { type: 'call-held', id: 'a', side: 'local', held: true },
      dialed('b'),
      { type: 'call-connected', id: 'b', at: 3 },
      dialed('c'),
      ended('c'),
    ]);
    expect(state.activeCallId).to.equal('b');
  });

  it('remembers what was dialled, the last first and each once, but no code of the PBX, and hands it to the other tabs', () => {
    const dial = (id: string, number: string): PhoneEvent => ({ type: 'call-dialed', id, peer: { number }, sipCallId: `sip-${id}`, at: 1 });
    const state = run([dial('a', '601'), dial('b', '602'), dial('c', '*81002'), dial('d', '#00'), dial('e', '601'), offered('f')]);
    expect(state.dialled).to.deep.equal(['601', '602']);
    expect(run([dial('a', '09012345678'), dial('b', '602'), dial('c', '+819012345678')]).dialled).to.deep.equal(['+819012345678', '602']);
    const many = run(Array.from({ length: DIALLED_KEPT + 3 }, (_none, index) => dial(`x${index}`, `6${index}`)));
    expect(many.dialled).to.have.length(DIALLED_KEPT);
    expect(many.dialled?.[0]).to.equal(`6${DIALLED_KEPT + 2}`);
    const reduce = phoneReducer(() => undefined);
    const elsewhere = reduce(PHONE_OFF, { type: 'replaced', snapshot: state });
    expect(elsewhere.dialled).to.deep.equal(['601', '602']);
    expect(reduce(elsewhere, { type: 'replaced', snapshot: structuredClone(state) })).to.equal(elsewhere);
  });

  it('returns the same object when nothing changed', () => {
    const reduce = phoneReducer(() => undefined);
    const state = run([dialed('a'), { type: 'call-connected', id: 'a', at: 2 }]);
    const nothing: PhoneEvent[] = [
      { type: 'call-muted', id: 'a', muted: false },
      { type: 'call-held', id: 'a', side: 'remote', held: false },
      { type: 'call-selected', id: 'a' },
      { type: 'line-changed', state: 'off', at: 99 },
      { type: 'problem-dismissed' },
      { type: 'call-described', id: 'a', peer: { number: '600' } },
      { type: 'call-dismissed', id: 'a' },
      { type: 'call-dismissed', id: 'unknown' },
    ];
    for (const event of nothing) expect(reduce(state, event), event.type).to.equal(state);
  });

  it('reports what cannot be and does not obey it', () => {
    const defects: PhoneEvent[] = [];
    const impossible: PhoneEvent[] = [{ type: 'call-answering', id: 'a' }, dialed('a'), { type: 'call-connected', id: 'nobody', at: 1 }];
    const state = run([dialed('a'), ...impossible], defects);
    expect(defects).to.deep.equal(impossible);
    expect(onlyCall(state).phase).to.equal('dialing');
  });

  it('learns a call’s linkedId from its document by SIP Call-ID, and its kind by linkedId', () => {
    const state = run([
      dialed('a'),
      { type: 'call-described', linkedId: '1.1', sipCallIds: ['other', 'sip-a'] },
      { type: 'call-described', linkedId: '1.1', kind: 'external', groupCode: 'G01' },
      { type: 'call-described', linkedId: '2.2', sipCallIds: ['x'], kind: 'internal' },
    ]);
    expect(onlyCall(state)).to.deep.include({ linkedId: '1.1', kind: 'external', groupCode: 'G01' });
  });

  it('keeps ended calls until dismissed, and only the newest of many', () => {
    const many = Array.from({ length: ENDED_KEPT + 5 }, (_none, index) => String(index)).flatMap((id) => [offered(id), ended(id)]);
    const state = run(many);
    expect(state.calls.map((call) => call.id)).to.deep.equal(Array.from({ length: ENDED_KEPT }, (_none, index) => String(index + 5)));
    expect(run([...many, { type: 'call-dismissed', id: '9' }]).calls.some((call) => call.id === '9')).to.equal(false);
  });

  const active = run([dialed('a'), { type: 'call-connected', id: 'a', at: 5 }]);
  const overTheChannel = (state: PhoneSnapshot): PhoneSnapshot => ({ ...structuredClone(state), owner: 'other-tab' });
  const reduce = phoneReducer((event) => expect.fail(`defect: ${event.type}`));

  it('is the owner’s in another tab, where what did not change stays the same object', () => {
    const mirrored = reduce(PHONE_OFF, { type: 'replaced', snapshot: overTheChannel(active) });
    expect(mirrored).to.deep.equal({ ...active, owner: 'other-tab' });
    expect(reduce(mirrored, { type: 'replaced', snapshot: overTheChannel(active) })).to.equal(mirrored);
    const muted = reduce(active, { type: 'call-muted', id: 'a', muted: true });
    const after = reduce(mirrored, { type: 'replaced', snapshot: overTheChannel(muted) });
    expect(after.line).to.equal(mirrored.line);
    expect(after.calls[0]?.muted).to.equal(true);
  });

  it('keeps a tab’s own problem when the owner’s state arrives', () => {
    const troubled = reduce(PHONE_OFF, { type: 'command-failed', code: 'number-invalid', at: 3 });
    expect(reduce(troubled, { type: 'replaced', snapshot: overTheChannel(active) }).problem).to.deep.equal({ code: 'number-invalid', at: 3 });
  });

  it('goes on with a call of an earlier page in the phase it was in, and works on it unless it rings', () => {
    const call = onlyCall(active);
    const restored = reduce(PHONE_OFF, { type: 'call-restored', call });
    expect(restored).to.deep.include({ calls: [call], activeCallId: 'a' });
    expect(reduce(restored, { type: 'call-restored', call: { ...call, muted: true } })).to.equal(restored);
    expect(reduce(PHONE_OFF, { type: 'call-restored', call: onlyCall(run([offered('b')])) }).activeCallId).to.equal(undefined);
    expect(reduce(restored, { type: 'call-dialog-replaced', id: 'a', sipCallId: 'next' }).calls[0]?.sipCallId).to.equal('next');
  });

  it('prefers a restored call that talks to one on hold', () => {
    const held: Call = { ...onlyCall(active), id: 'h', hold: { local: true, remote: false } };
    const both = (first: Call, second: Call) => [first, second].reduce((state, call) => reduce(state, { type: 'call-restored', call }), PHONE_OFF);
    expect(both(held, onlyCall(active)).activeCallId).to.equal('a');
    expect(both(onlyCall(active), held).activeCallId).to.equal('a');
  });
});
