import { expect } from '@open-wc/testing';
import { MemoryLine } from '../../../src/adapters/memory/memory-line.js';
import { ANNOUNCED_MS } from '../../../src/phone/auto-answer.js';
import { PhoneStore } from '../../../src/phone/phone.js';
import { soundOf } from '../../../src/phone/sounds.js';
import { eventually } from '../../../stories/eventually.js';

function phoneThat(autoAnswer: boolean | undefined, { granted = true, callWaiting = true } = {}) {
  const line = new MemoryLine();
  const phone = new PhoneStore(line, {
    chosenStatus: () => 0,
    callWaiting,
    autoAnswer,
    microphoneGranted: () => Promise.resolve(granted),
    now: Date.now,
    newId: () => 'out',
    defect: (event) => expect.fail(event.type),
    failed: () => undefined,
  });
  const stop = phone.start();
  const rings = (answerAfter?: number): string => line.rings({ peer: { number: '0901' }, ...(answerAfter !== undefined && { answerAfter }) })!;
  const call = (id: string) => phone.snapshot.calls.find((known) => known.id === id)!;
  return { line, phone, rings, call, stop };
}

const longer = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, ANNOUNCED_MS + 300));

describe('a call that is answered by itself', () => {
  it('announces itself by tone and display, and is answered then', async () => {
    const { phone, rings, call } = phoneThat(true);
    const before = Date.now();
    const id = rings();
    await eventually('the announcement of it', () => call(id).answersAt !== undefined);
    expect(call(id)).to.include({ phase: 'ringing' });
    expect(call(id).answersAt! - before).to.be.within(ANNOUNCED_MS - 50, ANNOUNCED_MS + 500);
    expect(soundOf(phone.snapshot)).to.equal('auto-answer');
    await eventually('talking', () => call(id).phase === 'active');
    expect(call(id).answersAt).to.equal(undefined);
  });

  it('does as its INVITE asks where the account says nothing, after the time that it asks for', async () => {
    const { rings, call } = phoneThat(undefined);
    const before = Date.now();
    const id = rings(30);
    await eventually('the announcement of it', () => call(id).answersAt !== undefined);
    expect(call(id).answersAt! - before).to.be.within(29_900, 31_000);
    const soon = phoneThat(undefined);
    const asked = soon.rings(0);
    await eventually('talking', () => soon.call(asked).phase === 'active');
  });

  it('rings on where nobody asked, and where the account forbids it', async () => {
    const unasked = phoneThat(undefined);
    const plain = unasked.rings();
    const forbidden = phoneThat(false);
    const asked = forbidden.rings(0);
    await longer();
    expect([unasked.call(plain), forbidden.call(asked)].map(({ phase, answersAt }) => [phase, answersAt])).to.deep.equal([
      ['ringing', undefined],
      ['ringing', undefined],
    ]);
  });

  it('rings on beside another call, also one that began meanwhile', async () => {
    const { phone, line, rings, call } = phoneThat(true);
    line.farAnswers(await phone.dial('0312345678'));
    const beside = rings();
    await longer();
    expect([call(beside).phase, call(beside).answersAt]).to.deep.equal(['ringing', undefined]);
    await phone.hangUp('out');
    await phone.reject(beside);

    const meanwhile = phoneThat(true);
    const id = meanwhile.rings();
    await eventually('the announcement of it', () => meanwhile.call(id).answersAt !== undefined);
    await meanwhile.phone.dial('0312345678');
    await eventually('no longer', () => meanwhile.call(id).answersAt === undefined);
    expect(meanwhile.call(id).phase).to.equal('ringing');
  });

  it('rings on without permission for the microphone, and says so', async () => {
    const { phone, rings, call } = phoneThat(true, { granted: false });
    const id = rings();
    await eventually('the problem', () => phone.snapshot.problem?.code === 'microphone-denied');
    expect(phone.snapshot.problem?.callId).to.equal(id);
    await longer();
    expect([call(id).phase, call(id).answersAt]).to.deep.equal(['ringing', undefined]);
  });

  it('is left alone once its caller, or the line, is gone', async () => {
    const { line, rings, call } = phoneThat(true);
    const id = rings();
    await eventually('the announcement of it', () => call(id).answersAt !== undefined);
    line.ends(id, { reason: 'cancelled', side: 'remote' });
    expect(call(id).answersAt).to.equal(undefined);
    const stopped = phoneThat(true);
    const other = stopped.rings();
    await eventually('the announcement of it', () => stopped.call(other).answersAt !== undefined);
    stopped.stop();
    await longer();
    expect([...line.commands, ...stopped.line.commands].map(({ type }) => type)).to.deep.equal([]);
  });
});
