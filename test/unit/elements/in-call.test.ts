import { expect } from '@open-wc/testing';
import '../../../src/elements/it-softphone.js';
import type { CallQuality } from '../../../src/phone/quality.js';
import { button, eventually, findButton, press, says, stage, text, type Stage } from './stage.js';

const QUALITY: CallQuality = {
  verdict: 'good',
  numbers: { mos: 4.4, lossIn: 0.4, jitterMs: 2, bufferMs: 40, roundTripMs: 28, levelIn: -20, levelOut: -18, codec: 'opus', path: 'host – host' },
};

async function talking(): Promise<Stage<HTMLElementTagNameMap['it-softphone']> & { id: string }> {
  const phone = await stage('it-softphone');
  const id = await phone.phone.dial('0312345678');
  phone.line.farAnswers(id);
  await button(phone.element, '切断');
  return { ...phone, id };
}

describe('<it-softphone> in a call', () => {
  it('says that the announcement plays, and stops it', async () => {
    const { element, phone, line, id } = await talking();
    phone.apply({ type: 'call-announced', id, announced: 'playing', at: 1 });
    await says(element, '自動アナウンスを再生中');
    (await button(element, 'アナウンスを停止')).click();
    await eventually('no button', () => findButton(element, 'アナウンスを停止') === undefined);
    expect(line.commands.at(-1)).to.deep.equal({ type: 'stop-announcement', id });
  });

  it('shows how the call sounds in its own place, so that nothing below moves when it is known', async () => {
    const { element, phone, id } = await talking();
    const top = (): number => element.shadowRoot!.querySelector('.tiles')!.getBoundingClientRect().top;
    const before = top();
    phone.apply({ type: 'call-measured', id, quality: QUALITY });
    await says(element, '28 ms');
    expect(text(element)).to.contain('良好').and.to.contain('0.4 %');
    expect(top()).to.equal(before);
  });

  it('opens the numbers, keeps them up to date, and goes back by Escape; the call stays', async () => {
    const { element, phone, id } = await talking();
    phone.apply({ type: 'call-measured', id, quality: QUALITY });
    (await button(element, '通話品質')).click();
    await says(element, 'MOS（推定）');
    expect(text(element)).to.contain('opus').and.to.contain('ITU-T G.107');
    phone.apply({ type: 'call-measured', id, quality: { ...QUALITY, numbers: { ...QUALITY.numbers, jitterMs: 77 } } });
    await says(element, '77 ms');
    press(element.shadowRoot!.querySelector<HTMLElement>('[data-place=back]')!, 'Escape');
    await button(element, 'ミュート');
    expect(phone.snapshot.calls[0]?.phase).to.equal('active');
  });

  it('says what is wrong, on whose side, and what helps, in a live region that was there before', async () => {
    const { element, phone, id } = await talking();
    phone.apply({ type: 'call-measured', id, quality: { ...QUALITY, verdict: 'poor', issue: 'microphone-silent' } });
    await says(element, 'マイクの音が入っていません');
    const live = element.shadowRoot!.querySelector('[part=quality-issue]')!.closest('[role=status]')!;
    expect(live.textContent).to.contain('こちら側').and.to.contain('ミュートボタン');
    phone.apply({ type: 'call-measured', id, quality: QUALITY });
    await eventually('nothing is wrong', () => element.shadowRoot!.querySelector('[part=quality-issue]') === null);
    expect(live.isConnected).to.equal(true);
  });

  it('sums the quality up under a call that is over', async () => {
    const { element, phone, id } = await talking();
    const { levelIn: _levelIn, levelOut: _levelOut, ...means } = QUALITY.numbers;
    phone.apply({
      type: 'call-ended',
      id,
      end: { reason: 'hung-up', side: 'remote' },
      quality: { ...means, verdict: 'good', worstMos: 4, seconds: 9, issues: {} },
      at: 9,
    });
    await says(element, '通話品質 良好（MOS 4.4）');
  });

  it('says that a call is going to be answered by itself', async () => {
    const { element, phone, line } = await stage('it-softphone');
    phone.apply({ type: 'call-answers-itself', id: line.rings({ peer: { number: '0901' } })!, answersAt: Date.now() + 5000 });
    await says(element, '自動で応答します');
  });
});
