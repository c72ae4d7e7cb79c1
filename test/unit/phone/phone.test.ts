import { expect } from '@open-wc/testing';
import { ItError } from '../../../src/it-error.js';
import type { Line, LineCommand, LineListener } from '../../../src/phone/line.js';
import { PhoneStore } from '../../../src/phone/phone.js';

/** A line at the port: confirms what it is asked, unless told to refuse. */
class ScriptedLine implements Line {
  readonly commands: LineCommand[] = [];
  refuse: ItError | undefined;
  listener!: LineListener;

  start(listener: LineListener): () => void {
    this.listener = listener;
    return () => undefined;
  }

  async execute(command: LineCommand): Promise<void> {
    this.commands.push(command);
    await Promise.resolve();
    if (this.refuse) throw this.refuse;
    if (command.type === 'dial') this.listener.apply({ type: 'call-dialed', id: command.id, peer: command.peer, sipCallId: `sip-${command.id}`, at: 1 });
    if (command.type === 'answer') this.listener.apply({ type: 'call-connected', id: command.id, at: 2 });
    if (command.type === 'set-hold') this.listener.apply({ type: 'call-held', id: command.id, side: 'local', held: command.held });
  }

  async close(): Promise<void> {}
}

function makePhone({ chosenStatus = undefined as number | undefined, callWaiting = false } = {}) {
  const line = new ScriptedLine();
  const failures: ItError[] = [];
  let count = 0;
  const phone = new PhoneStore(line, {
    chosenStatus: () => chosenStatus,
    callWaiting,
    now: () => 7,
    newId: () => `id-${++count}`,
    defect: (event) => expect.fail(`defect: ${event.type}`),
    failed: (error) => failures.push(error),
  });
  phone.start();
  line.listener.apply({ type: 'line-changed', state: 'registered', at: 1 });
  return { line, phone, failures };
}

async function rejection(promise: Promise<unknown>): Promise<ItError> {
  try {
    await promise;
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(ItError);
    return thrown as ItError;
  }
  return expect.fail('resolved');
}

const ring = (line: ScriptedLine, id: string): void =>
  line.listener.apply({ type: 'call-offered', id, peer: { number: '0901' }, kind: 'external', sipCallId: `sip-${id}`, at: 1 });

describe('the phone’s commands', () => {
  it('dials what a person typed and resolves to the id of a call that is in the snapshot', async () => {
    const { phone, line } = makePhone();
    const id = await phone.dial('０３-１２３４-５６７８', { name: '山田太郎' });
    expect(line.commands).to.deep.equal([{ type: 'dial', id, target: '0312345678', peer: { number: '0312345678', name: '山田太郎' } }]);
    expect(phone.snapshot.calls[0]?.id).to.equal(id);
    expect(phone.snapshot.activeCallId).to.equal(id);
  });

  it('refuses a number that is none, makes no call, says so in the snapshot and to the host', async () => {
    const { phone, line, failures } = makePhone();
    const error = await rejection(phone.dial('100%'));
    expect(error).to.deep.include({ code: 'number-invalid', field: 'target', value: '"100%"' });
    expect(line.commands).to.deep.equal([]);
    expect(phone.snapshot.calls).to.deep.equal([]);
    expect(phone.snapshot.problem).to.deep.equal({ code: 'number-invalid', at: 7 });
    expect(failures).to.deep.equal([error]);
  });

  it('takes the error off the display with the next command that works', async () => {
    const { phone } = makePhone();
    await rejection(phone.dial(''));
    await phone.dial('600');
    expect(phone.snapshot.problem).to.equal(undefined);
  });

  it('says at once that the line is down, with the line’s own reason where it has one', async () => {
    const { phone, line } = makePhone();
    line.listener.apply({ type: 'line-changed', state: 'connecting', at: 2 });
    expect((await rejection(phone.dial('600'))).code).to.equal('line-offline');
    line.listener.apply({ type: 'line-changed', state: 'refused', reason: 'wrong-credentials', at: 3 });
    expect((await rejection(phone.dial('600'))).code).to.equal('wrong-credentials');
  });

  it('has no call in the snapshot when the microphone is refused', async () => {
    const { phone, line } = makePhone();
    line.refuse = new ItError('microphone-denied');
    expect((await rejection(phone.dial('600'))).code).to.equal('microphone-denied');
    expect(phone.snapshot.calls).to.deep.equal([]);
  });

  it('answers the oldest ringing call', async () => {
    const { phone, line } = makePhone();
    ring(line, 'old');
    ring(line, 'new');
    const answered = phone.answer();
    expect(phone.snapshot.calls.map((call) => call.phase)).to.deep.equal(['ringing', 'ringing']);
    await answered;
    expect(phone.snapshot.calls.map((call) => call.phase)).to.deep.equal(['active', 'ringing']);
  });

  it('puts the talking call on hold before it dials or answers another', async () => {
    const { phone, line } = makePhone({ callWaiting: true });
    const first = await phone.dial('600');
    line.listener.apply({ type: 'call-connected', id: first, at: 2 });
    ring(line, 'in');
    await phone.answer('in');
    expect(line.commands.slice(1)).to.deep.equal([
      { type: 'set-hold', id: first, held: true },
      { type: 'answer', id: 'in' },
    ]);
  });

  it('does not dial a second call when the first refuses to be held', async () => {
    const { phone, line } = makePhone();
    const first = await phone.dial('600');
    line.listener.apply({ type: 'call-connected', id: first, at: 2 });
    line.refuse = new ItError('hold-refused');
    expect((await rejection(phone.dial('601'))).code).to.equal('hold-refused');
    expect(line.commands.map((command) => command.type)).to.deep.equal(['dial', 'set-hold']);
  });

  it('swaps two calls: resuming one holds the other and works on it', async () => {
    const { phone, line } = makePhone();
    const first = await phone.dial('600');
    line.listener.apply({ type: 'call-connected', id: first, at: 2 });
    const second = await phone.dial('601');
    line.listener.apply({ type: 'call-connected', id: second, at: 3 });
    await phone.setHold(false, first);
    expect(phone.snapshot.activeCallId).to.equal(first);
    expect(phone.snapshot.calls.map((call) => call.hold.local)).to.deep.equal([false, true]);
  });

  it('resumes and holds in the order asked, also in one turn of the event loop', async () => {
    const { phone, line } = makePhone();
    const first = await phone.dial('600');
    line.listener.apply({ type: 'call-connected', id: first, at: 2 });
    const second = await phone.dial('601');
    line.listener.apply({ type: 'call-connected', id: second, at: 3 });
    await Promise.all([phone.setHold(false, first), phone.setHold(true, first), phone.setHold(false, second)]);
    const holds = line.commands.flatMap((command) => (command.type === 'set-hold' ? [`${command.id} ${command.held}`] : []));
    expect(holds).to.deep.equal([`${first} true`, `${second} true`, `${first} false`, `${first} true`, `${second} false`]);
    expect(phone.snapshot.calls.map((call) => call.hold.local)).to.deep.equal([true, false]);
  });

  it('is harmless when asked twice: an ended call resolves, an unknown one is no-such-call', async () => {
    const { phone, line } = makePhone();
    const id = await phone.dial('600');
    line.listener.apply({ type: 'call-ended', id, end: { reason: 'busy', side: 'remote', code: 486 }, at: 3 });
    await phone.hangUp(id);
    await phone.reject(id);
    await phone.answer(id);
    expect(line.commands).to.have.length(1);
    expect((await rejection(phone.hangUp('unknown'))).code).to.equal('no-such-call');
    expect((await rejection(phone.hangUp())).code).to.equal('no-such-call');
    expect((await rejection(phone.answer())).code).to.equal('no-such-call');
  });

  it('sends the tones of a keypad and refuses what is none', async () => {
    const { phone, line } = makePhone();
    const id = await phone.dial('600');
    await phone.sendTones('１2a#,');
    expect(line.commands.at(-1)).to.deep.equal({ type: 'send-tones', id, tones: '12A#,' });
    expect((await rejection(phone.sendTones('x'))).code).to.equal('number-invalid');
  });

  it('admits a call by the chosen status, and no second one without call waiting', () => {
    const internal = { peer: { number: '1002' }, kind: 'internal' } as const;
    const acd = { peer: { number: '0901' }, kind: 'acd' } as const;
    const admitted = (chosenStatus: number | undefined) => [internal, acd].map((offer) => makePhone({ chosenStatus }).line.listener.admits(offer));
    expect(admitted(undefined)).to.deep.equal([true, true]);
    expect(admitted(0)).to.deep.equal([true, true]);
    expect(admitted(1)).to.deep.equal([false, false]);
    for (const inside of [2, 3, 7]) expect(admitted(inside)).to.deep.equal([true, false]);
    const { line } = makePhone();
    ring(line, 'a');
    expect(line.listener.admits(internal)).to.equal(false);
    const waiting = makePhone({ callWaiting: true });
    ring(waiting.line, 'a');
    expect(waiting.line.listener.admits(internal)).to.equal(true);
  });

  it('stays whole when a host’s listener throws', () => {
    const { phone, line } = makePhone();
    const heard: string[] = [];
    const silence = (event: ErrorEvent): void => event.preventDefault();
    addEventListener('error', silence);
    const onerror = window.onerror;
    window.onerror = () => true;
    phone.subscribe(() => {
      throw new Error('the host’s own mistake');
    });
    phone.subscribe(({ line: { state } }) => heard.push(state));
    line.listener.apply({ type: 'line-changed', state: 'lost', at: 5 });
    window.onerror = onerror;
    removeEventListener('error', silence);
    expect(heard).to.deep.equal(['lost']);
  });

  it('hands out frozen snapshots', async () => {
    const { phone } = makePhone();
    await phone.dial('600');
    expect(Object.isFrozen(phone.snapshot)).to.equal(true);
    expect(Object.isFrozen(phone.snapshot.calls[0]?.hold)).to.equal(true);
  });
});
