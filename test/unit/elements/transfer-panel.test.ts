import { expect } from '@open-wc/testing';
import type { ItSoftphone } from '../../../src/elements/it-softphone.js';
import '../../../src/elements/it-softphone.js';
import { KNOWN, alert, button, buttonNames, eventually, findButton, press, says, stage, text, type Setting, type Stage } from './stage.js';

type Phone = Stage<ItSoftphone>;

async function talking(setting?: Setting): Promise<{ phone: Phone; id: string }> {
  const phone = await stage('it-softphone', setting);
  const id = phone.line.rings({ peer: { number: KNOWN }, kind: 'acd', queue: '700' })!;
  await phone.phone.answer(id);
  await button(phone.element, setting?.lang === 'en' ? 'Hang up' : '切断');
  return { phone, id };
}

async function open(phone: Phone): Promise<HTMLInputElement> {
  (await button(phone.element, '転送')).click();
  return eventually('field with focus', () => {
    const input = phone.element.shadowRoot!.querySelector('input');
    return phone.element.shadowRoot!.activeElement === input && input;
  });
}

async function type(phone: Phone, number: string): Promise<HTMLInputElement> {
  const input = await open(phone);
  input.value = number;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  return input;
}

function asked({ line }: Phone, kind: string): unknown[] {
  return line.commands.filter((command) => command.type === kind);
}

const left = (phone: Phone, name: string): number => findButton(phone.element, name)!.getBoundingClientRect().left;
const band = (phone: Phone): string => [...phone.element.shadowRoot!.querySelectorAll<HTMLElement>('.band:not(.thin)')].map((node) => node.innerText).join(' ');

describe('the transfer panel of <it-softphone>', () => {
  it('takes the tiles’ place; band and 切断 stay where they were', async () => {
    const { phone } = await talking();
    const before = findButton(phone.element, '切断')!.getBoundingClientRect();
    const bandBefore = phone.element.shadowRoot!.querySelector('.band')!.getBoundingClientRect();
    const input = await open(phone);
    expect(input.getAttribute('aria-label')).to.equal('電話番号');
    expect(findButton(phone.element, '切断')!.getBoundingClientRect().left).to.equal(before.left);
    expect(phone.element.shadowRoot!.querySelector('.band')!.getBoundingClientRect().top).to.equal(bandBefore.top);
    expect(left(phone, '切断')).to.be.lessThan(left(phone, '転送'));
    expect(buttonNames(phone.element).filter((name) => name === '転送')).to.have.length(1);
  });

  it('opens by T and closes by Escape, which ends no call and gives the focus back', async () => {
    const { phone } = await talking();
    (await button(phone.element, 'ミュート')).focus();
    press(phone.element.shadowRoot!.activeElement as HTMLElement, 't');
    const input = await eventually('field', () => phone.element.shadowRoot!.querySelector('input'));
    press(input, 'Escape');
    await eventually('focus on the tile', () => (phone.element.shadowRoot!.activeElement as HTMLElement | null)?.dataset['place'] === 'transfer');
    expect(phone.phone.snapshot.calls[0]!.phase).to.equal('active');
  });

  it('transfers at once by 転送 and by Enter, what is typed as one types to dial', async () => {
    const { phone, id } = await talking();
    const input = await type(phone, '１００３');
    press(input, 'Enter');
    await says(phone.element, '転送済み');
    expect(asked(phone, 'transfer')).to.deep.equal([{ type: 'transfer', id, target: '1003' }]);
    expect(text(phone.element)).to.contain('1003へ転送しました');
  });

  it('says whom it is for and that they ring, as far as the PBX tells', async () => {
    const { phone, id } = await talking();
    phone.line.targetLetsWait = true;
    await type(phone, '1003');
    (await button(phone.element, '転送')).click();
    await says(phone.element, '転送中');
    expect(band(phone)).to.contain('1003へ');
    phone.line.targetRings(id);
    await says(phone.element, '1003を呼出中');
    expect(buttonNames(phone.element)).to.deep.equal(['切断', '顧客情報を表示']);
    phone.line.settleTransfer();
    await says(phone.element, '転送済み');
  });

  it('that was refused says why in an alert, and is open with the number for another try', async () => {
    const { phone } = await talking();
    phone.line.targetRefuses = { reason: 'busy', side: 'remote', code: 486 };
    await type(phone, '1003');
    (await button(phone.element, '転送')).click();
    const said = await eventually('alert', () => alert(phone.element));
    expect(said).to.contain('転送できませんでした').and.to.contain('1003：話し中').and.to.contain('transfer-refused');
    expect(phone.element.shadowRoot!.querySelector('input')!.value).to.equal('1003');
  });

  it('refuses a number that is none', async () => {
    const { phone } = await talking();
    await type(phone, 'abc');
    (await button(phone.element, '転送')).click();
    expect(await eventually('alert', () => alert(phone.element))).to.contain('number-invalid');
    expect(asked(phone, 'transfer')).to.deep.equal([]);
  });
});

describe('a consultation in <it-softphone>', () => {
  async function consulting(): Promise<{ phone: Phone; id: string; consultation: string }> {
    const { phone, id } = await talking();
    await type(phone, '1003');
    (await button(phone.element, '相談してから転送')).click();
    await button(phone.element, '相談終了');
    return { phone, id, consultation: phone.phone.snapshot.activeCallId! };
  }

  it('rings with the customer on hold above: 相談終了 left, 転送を完了 right', async () => {
    const { phone } = await consulting();
    expect(text(phone.element)).to.contain('保留中').and.to.contain('相談中');
    expect(left(phone, '相談終了')).to.be.lessThan(left(phone, '転送を完了'));
    expect(findButton(phone.element, '切断')).to.equal(undefined);
  });

  it('is talked, and completed', async () => {
    const { phone, id, consultation } = await consulting();
    phone.line.farAnswers(consultation);
    await eventually('相談中', () => band(phone).includes('相談中'));
    (await button(phone.element, '転送を完了')).click();
    await says(phone.element, '転送済み');
    expect(asked(phone, 'transfer-to')).to.deep.equal([{ type: 'transfer-to', id, consultation }]);
  });

  it('is ended by 相談終了, back to the customer', async () => {
    const { phone, id, consultation } = await consulting();
    phone.line.farAnswers(consultation);
    (await button(phone.element, '相談終了')).click();
    await button(phone.element, '切断');
    await button(phone.element, '保留');
    expect(phone.phone.snapshot.activeCallId).to.equal(id);
    expect(text(phone.element)).to.contain('山田太郎');
  });

  it('with somebody busy says so beside the customer, who is still on hold', async () => {
    const { phone, consultation } = await consulting();
    phone.line.ends(consultation, { reason: 'busy', side: 'remote', code: 486 });
    await says(phone.element, '話し中');
    await button(phone.element, '保留解除');
    expect(findButton(phone.element, '切断')).to.not.equal(undefined);
  });

  it('offers no second transfer meanwhile', async () => {
    const { phone, consultation } = await consulting();
    phone.line.farAnswers(consultation);
    await button(phone.element, '三者通話');
    expect(findButton(phone.element, '転送')).to.equal(undefined);
    const names = buttonNames(phone.element);
    expect(new Set(names).size, names.join(', ')).to.equal(names.length);
  });
});

describe('a conference in <it-softphone>', () => {
  async function conference(): Promise<{ phone: Phone; first: string; second: string }> {
    const { phone, id } = await talking();
    (await button(phone.element, '通話を追加')).click();
    const input = await eventually('number field', () => phone.element.shadowRoot!.querySelector('input'));
    input.value = '1003';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    (await button(phone.element, '発信')).click();
    const second = await eventually('second call', () => phone.phone.snapshot.calls[1]?.id);
    phone.line.farAnswers(second);
    (await button(phone.element, '三者通話')).click();
    await says(phone.element, '全員が互いに聞こえます');
    return { phone, first: id, second };
  }

  it('lists everybody, each with the button that takes them out', async () => {
    const { phone, first } = await conference();
    expect(buttonNames(phone.element)).to.include.members(['山田太郎 様を外す', '1003を外す']);
    (await button(phone.element, '山田太郎 様を外す')).click();
    await button(phone.element, '転送');
    expect(asked(phone, 'hang-up')).to.deep.equal([{ type: 'hang-up', id: first }]);
    expect(text(phone.element)).to.contain('1003');
  });

  it('is muted, held and left as one', async () => {
    const { phone, first, second } = await conference();
    (await button(phone.element, 'ミュート')).click();
    await button(phone.element, 'ミュート解除');
    (await button(phone.element, '保留')).click();
    await button(phone.element, '保留解除');
    (await button(phone.element, '切断')).click();
    await eventually('both over', () => phone.phone.snapshot.calls.every(({ phase }) => phase === 'ended'));
    for (const kind of ['set-muted', 'hang-up']) {
      expect((asked(phone, kind) as { id: string }[]).map(({ id }) => id).sort(), kind).to.deep.equal([first, second].sort());
    }
  });
});
