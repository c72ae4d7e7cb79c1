import { expect } from '@open-wc/testing';
import { MemoryLine } from '../../../src/adapters/memory/memory-line.js';
import { ItError } from '../../../src/it-error.js';
import type { PhoneEvent } from '../../../src/phone/phone-state.js';
import { PhoneStore } from '../../../src/phone/phone.js';
import type { CallQuality, QualitySummary } from '../../../src/phone/quality.js';
import { phoneEvents } from '../../../src/public-events.js';

function makePhone() {
  const line = new MemoryLine();
  const failures: ItError[] = [];
  const phone = new PhoneStore(line, {
    chosenStatus: () => 0,
    callWaiting: false,
    now: () => 7,
    newId: () => 'a',
    defect: (event) => expect.fail(event.type),
    failed: (error) => failures.push(error),
  });
  let listener: Parameters<MemoryLine['start']>[0] | undefined;
  const start = line.start.bind(line);
  line.start = (given) => start((listener = given));
  phone.start();
  return { line, phone, failures, tell: (event: PhoneEvent) => listener!.apply(event), call: () => phone.snapshot.calls[0]! };
}

const QUALITY: CallQuality = { verdict: 'good', numbers: { mos: 4.4, lossIn: 0, jitterMs: 2, bufferMs: 40, levelIn: -20, levelOut: -20 } };
const SUMMARY: QualitySummary = { verdict: 'good', mos: 4.4, worstMos: 4, seconds: 9, lossIn: 0, jitterMs: 2, bufferMs: 40, issues: {} };

describe('the announcement of a call', () => {
  it('goes to the line by its whole address', async () => {
    const { line, phone } = makePhone();
    await phone.dial('0312345678', { announcement: '/a.wav' });
    expect(line.commands).to.deep.equal([
      { type: 'dial', id: 'a', target: '0312345678', peer: { number: '0312345678' }, announcement: new URL('/a.wav', location.href).href },
    ]);
  });

  for (const address of ['', 'javascript:alert(1)', 'data:audio/wav;base64,', 'blob:x', 'http://']) {
    it(`${JSON.stringify(address)} is refused by name, and nothing is dialled`, async () => {
      const { line, phone } = makePhone();
      const error = await phone.dial('0312345678', { announcement: address }).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(ItError).and.to.include({ code: 'config-invalid', field: 'announcement' });
      expect(line.commands).to.deep.equal([]);
    });
  }

  it('that failed is told once, and shown until the next command; the call goes on', async () => {
    const { line, phone, failures, tell, call } = makePhone();
    line.farAnswers(await phone.dial('0312345678'));
    tell({ type: 'call-announced', id: 'a', announced: 'failed', detail: { field: 'announcement', value: 'answered with 404' }, at: 9 });
    expect(call()).to.include({ phase: 'active', announcement: 'failed' });
    expect(phone.snapshot.problem).to.deep.equal({ code: 'announcement-failed', callId: 'a', at: 9 });
    expect(failures.map(({ code, value }) => [code, value])).to.deep.equal([['announcement-failed', 'answered with 404']]);
  });

  it('is stopped by its command; one that plays when the call ends was stopped', async () => {
    const { line, phone, tell, call } = makePhone();
    line.farAnswers(await phone.dial('0312345678'));
    tell({ type: 'call-announced', id: 'a', announced: 'playing', at: 9 });
    await phone.stopAnnouncement();
    expect(line.commands.at(-1)).to.deep.equal({ type: 'stop-announcement', id: 'a' });
    expect(call().announcement).to.equal('stopped');
    tell({ type: 'call-announced', id: 'a', announced: 'playing', at: 9 });
    line.ends('a', { reason: 'hung-up', side: 'remote' });
    expect(call().announcement).to.equal('stopped');
  });
});

describe('the quality of a call', () => {
  it('is told to the host when verdict or issue change, not with every number; a change of the call is one as ever', async () => {
    const { line, phone, tell } = makePhone();
    line.farAnswers(await phone.dial('0312345678'));
    const told = (change: () => void): string[] => {
      const before = phone.snapshot;
      change();
      return phoneEvents(before, phone.snapshot).map(({ name }) => name);
    };
    const measures = (quality: CallQuality) => () => tell({ type: 'call-measured', id: 'a', quality });
    expect(told(measures(QUALITY))).to.deep.equal(['it-call-quality']);
    expect(told(measures({ ...QUALITY, numbers: { ...QUALITY.numbers, jitterMs: 5 } }))).to.deep.equal([]);
    expect(told(measures({ ...QUALITY, issue: 'loss-in' }))).to.deep.equal(['it-call-quality']);
    expect(told(measures({ ...QUALITY, verdict: 'poor', issue: 'loss-in' }))).to.deep.equal(['it-call-quality']);
    expect(told(() => tell({ type: 'call-muted', id: 'a', muted: true }))).to.deep.equal(['it-call-change']);
  });

  it('gives way to its summary when the call ends', async () => {
    const { line, phone, tell, call } = makePhone();
    line.farAnswers(await phone.dial('0312345678'));
    tell({ type: 'call-measured', id: 'a', quality: QUALITY });
    expect(call().quality).to.equal(QUALITY);
    tell({ type: 'call-ended', id: 'a', end: { reason: 'hung-up', side: 'remote' }, quality: SUMMARY, at: 9 });
    expect(call().quality).to.equal(undefined);
    expect(call().qualitySummary).to.deep.equal(SUMMARY);
  });
});
