import { expect } from '@open-wc/testing';
import { MemoryLine } from '../../../src/adapters/memory/memory-line.js';
import type { ItError } from '../../../src/it-error.js';
import type { CallEnd } from '../../../src/phone/call.js';
import { PhoneStore } from '../../../src/phone/phone.js';

const BUSY: CallEnd = { reason: 'busy', side: 'remote', code: 486 };

function makePhone({ callWaiting = true } = {}) {
  const line = new MemoryLine(() => 1);
  let ids = 0;
  const phone = new PhoneStore(line, {
    chosenStatus: () => 0,
    callWaiting,
    now: () => 7,
    newId: () => `id-${++ids}`,
    defect: (event) => expect.fail(`defect: ${event.type}`),
    failed: () => undefined,
  });
  phone.start();
  const call = (id: string) => phone.snapshot.calls.find((candidate) => candidate.id === id);
  /** Talks with who is dialled; returns the call's id. */
  const talk = async (number: string): Promise<string> => {
    const id = await phone.dial(number);
    line.farAnswers(id);
    return id;
  };
  return { line, phone, call, talk };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: ItError) => error.code,
  );
}

describe('transferring', () => {
  it('blindly resolves once the target has the call, which has ended then', async () => {
    const { phone, line, call, talk } = makePhone();
    const id = await talk('0901');
    await phone.transfer('１００３');
    expect(line.commands.at(-1)).to.deep.equal({ type: 'transfer', id, target: '1003' });
    expect(call(id)?.end?.reason).to.equal('transferred');
  });

  it('says why the target does not take it, and the call goes on', async () => {
    const { phone, line, call, talk } = makePhone();
    const id = await talk('0901');
    line.targetRefuses = BUSY;
    expect(await codeOf(phone.transfer('1003'))).to.equal('transfer-refused');
    expect(call(id)).to.deep.include({ phase: 'active', transfer: { state: 'refused', target: { number: '1003' }, refusal: BUSY } });
    expect(phone.snapshot.problem?.code).to.equal('transfer-refused');
  });

  it('takes one transfer of a call at a time, a number that is one, and a call that is answered', async () => {
    const { phone, line, talk } = makePhone();
    expect(await codeOf(phone.transfer('1003'))).to.equal('no-such-call');
    await phone.dial('0901');
    expect(await codeOf(phone.transfer('1003'))).to.equal('no-such-call');
    await talk('0902');
    expect(await codeOf(phone.transfer('abc'))).to.equal('number-invalid');
    line.targetLetsWait = true;
    const first = phone.transfer('1003');
    expect(await codeOf(phone.transfer('1002'))).to.equal('transfer-refused');
    expect(await codeOf(phone.cancelTransfer())).to.equal('transfer-refused');
    line.settleTransfer();
    await first;
  });

  it('with consultation holds the customer and dials the target', async () => {
    const { phone, line, call, talk } = makePhone();
    const id = await talk('0901');
    await phone.transfer('1003', { consult: true });
    expect(line.commands.slice(-2)).to.deep.equal([
      { type: 'set-hold', id, held: true },
      { type: 'dial', id: 'id-2', target: '1003', peer: { number: '1003' }, consults: id },
    ]);
    expect(phone.snapshot.activeCallId).to.equal('id-2');
    expect(call(id)?.transfer?.state).to.equal('consulting');
  });

  it('completes to who is talked with, once however often it is asked', async () => {
    const { phone, line, call, talk } = makePhone();
    const id = await talk('0901');
    await phone.transfer('1003', { consult: true });
    line.farAnswers('id-2');
    await Promise.all([phone.completeTransfer(), phone.completeTransfer()]);
    expect(line.commands.filter(({ type }) => type === 'transfer-to')).to.deep.equal([{ type: 'transfer-to', id, consultation: 'id-2' }]);
    expect([call(id)?.end?.reason, call('id-2')?.end?.reason]).to.deep.equal(['transferred', 'transferred']);
  });

  it('completes blindly to who only rings', async () => {
    const { phone, line, talk } = makePhone();
    const id = await talk('0901');
    await phone.transfer('1003', { consult: true });
    line.farRings('id-2');
    await phone.completeTransfer();
    expect(line.commands.slice(-2)).to.deep.equal([
      { type: 'hang-up', id: 'id-2' },
      { type: 'transfer', id, target: '1003' },
    ]);
  });

  it('is cancelled back to the customer; without one there is nothing to cancel, and nothing to complete', async () => {
    const { phone, line, call, talk } = makePhone();
    const id = await talk('0901');
    await phone.cancelTransfer();
    expect(await codeOf(phone.completeTransfer())).to.equal('no-such-call');
    await phone.transfer('1003', { consult: true });
    line.farAnswers('id-2');
    await phone.cancelTransfer();
    expect(call('id-2')?.end).to.deep.equal({ reason: 'hung-up', side: 'local' });
    expect(call(id)).to.deep.include({ phase: 'active', hold: { local: false, remote: false } });
    expect(phone.snapshot.activeCallId).to.equal(id);
    await phone.cancelTransfer();
  });

  it('takes the customer back after the target was busy', async () => {
    const { phone, line, call, talk } = makePhone();
    const id = await talk('0901');
    await phone.transfer('1003', { consult: true });
    line.ends('id-2', BUSY);
    await phone.cancelTransfer();
    expect(call(id)).to.deep.include({ phase: 'active', hold: { local: false, remote: false } });
    expect(call(id)?.transfer).to.equal(undefined);
  });

  it('lets the PBX bring the customer back while the transfer is not decided', async () => {
    const { phone, line, talk } = makePhone({ callWaiting: false });
    await talk('0901');
    const again = { peer: { number: '0901' } };
    expect(line.rings(again)).to.equal(undefined);
    line.targetLetsWait = true;
    const transferred = phone.transfer('1003');
    await Promise.resolve();
    expect(line.rings(again)).to.be.a('string');
    line.settleTransfer();
    await transferred;
  });
});

describe('merging', () => {
  it('makes one conversation of the customer and who is consulted', async () => {
    const { phone, line, call, talk } = makePhone();
    const id = await talk('0901');
    await phone.transfer('1003', { consult: true });
    line.farAnswers('id-2');
    await phone.merge();
    expect(line.commands.at(-1)).to.deep.equal({ type: 'merge', ids: ['id-2', id] });
    expect([call(id), call('id-2')].map((one) => [one?.conference, one?.hold.local, one?.transfer])).to.deep.equal([
      [true, false, undefined],
      [true, false, undefined],
    ]);
    await phone.merge();
    expect(line.commands.filter(({ type }) => type === 'merge')).to.have.length(1);
  });

  it('wants two calls that are answered', async () => {
    const { phone, talk } = makePhone();
    await talk('0901');
    await phone.dial('0902');
    expect(await codeOf(phone.merge())).to.equal('no-such-call');
  });

  it('without an id, hold, mute and hang up mean every party, with one that party alone', async () => {
    const { phone, line, talk } = makePhone();
    const first = await talk('0901');
    const second = await talk('0902');
    await phone.merge();
    const lately = (): string[] => line.commands.splice(0).map((command) => `${command.type} ${'id' in command ? command.id : ''}`);
    lately();
    await phone.setHold(true);
    await phone.setHold(false);
    await phone.setMuted(true);
    await phone.setHold(true, first);
    await phone.setHold(false, first);
    await phone.hangUp(first);
    await phone.hangUp();
    const both = (type: string): string[] => [`${type} ${first}`, `${type} ${second}`];
    expect(lately()).to.deep.equal([
      ...both('set-hold'),
      ...both('set-hold'),
      ...both('set-muted'),
      `set-hold ${first}`,
      `set-hold ${first}`,
      `hang-up ${first}`,
      `hang-up ${second}`,
    ]);
  });

  it('puts the whole conference on hold before another call is worked on', async () => {
    const { phone, call, talk } = makePhone();
    const first = await talk('0901');
    const second = await talk('0902');
    await phone.merge();
    await phone.dial('0903');
    expect([call(first)?.hold.local, call(second)?.hold.local]).to.deep.equal([true, true]);
  });
});

describe('picking up', () => {
  it('dials the pick-up code of the extension', async () => {
    const { phone, line } = makePhone();
    await phone.pickUp('１００２');
    expect(line.commands.at(-1)).to.deep.include({ type: 'dial', target: '*81002' });
  });

  it('refuses what is no extension', async () => {
    const { phone } = makePhone();
    for (const wrong of ['', '*81002', '+811002', 'sip:1002@pbx']) expect(await codeOf(phone.pickUp(wrong)), wrong).to.equal('number-invalid');
  });
});
