import { expect, fixture, html } from '@open-wc/testing';
import type { ItSoftphone } from '../../../src/elements/it-softphone.js';
import '../../../src/elements/it-softphone.js';
import { ItError } from '../../../src/it-error.js';
import { KNOWN, alert, button, buttonNames, eventually, findButton, pointerClick, press, says, stage, text, type Setting, type Stage } from './stage.js';

type Phone = Stage<ItSoftphone>;

async function softphone(setting?: Setting): Promise<Phone> {
  return stage('it-softphone', setting);
}

function field({ element }: Phone): HTMLInputElement | null {
  return element.shadowRoot!.querySelector('input');
}

async function type(phone: Phone, number: string): Promise<HTMLInputElement> {
  const input = await eventually('number field', () => field(phone));
  input.focus();
  input.value = number;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  return input;
}

async function talking(setting?: Setting): Promise<{ phone: Phone; id: string }> {
  const phone = await softphone(setting);
  const id = phone.line.rings({ peer: { number: KNOWN }, kind: 'acd', queue: '700' })!;
  await phone.phone.answer(id);
  await button(phone.element, '切断');
  return { phone, id };
}

/** What the line was asked, by type. */
function asked({ line }: Phone, type: string): unknown[] {
  return line.commands.filter((command) => command.type === type);
}

describe('<it-softphone>', () => {
  it('draws nothing outside a provider, and its methods reject line-offline', async () => {
    const element = await fixture<ItSoftphone>(html`<it-softphone></it-softphone>`);
    expect(element.shadowRoot!.children.length).to.equal(0);
    const error = await element.dial('1002').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ItError).and.to.have.property('code', 'line-offline');
  });

  it('offers the phone’s commands as its own', async () => {
    const { element, phone } = await softphone();
    const id = await element.dial('1002');
    expect(phone.snapshot.calls[0]).to.include({ id, phase: 'dialing' });
    await element.hangUp();
    expect(phone.snapshot.calls[0]!.phase).to.equal('ended');
  });

  it('shows line state and extension', async () => {
    const phone = await softphone();
    await says(phone.element, '接続済み');
    expect(text(phone.element)).to.contain('1001');
  });

  describe('dialling', () => {
    it('dials what was typed on Enter, and clears the field', async () => {
      const phone = await softphone();
      const input = await type(phone, '090-1234-5678');
      press(input, 'Enter');
      await eventually('a dialled call', () => phone.phone.snapshot.calls[0]?.peer.number === '09012345678');
      phone.line.ends('call-1', { reason: 'busy', side: 'remote' });
      await eventually('an empty field', () => field(phone)?.value === '');
    });

    it('never dials by the Enter that ends an IME’s composition', async () => {
      const phone = await softphone();
      const input = await type(phone, '１００２');
      // Counted where it is called: a command reaches the line only some microtasks later.
      const dialled: string[] = [];
      const { phone: store } = phone;
      const dial = store.dial.bind(store);
      store.dial = (...args) => (dialled.push(args[0]), dial(...args));
      press(input, 'Enter', { isComposing: true });
      press(input, 'Enter', { keyCode: 229 });
      expect(dialled).to.deep.equal([]);
      press(input, 'Enter');
      expect(dialled).to.deep.equal(['１００２']);
      await eventually('the call', () => phone.phone.snapshot.calls[0]?.peer.number === '1002');
    });

    it('dials by the keys of the pad', async () => {
      const phone = await softphone();
      for (const key of ['1', '0', '0', '2']) (await button(phone.element, key)).click();
      await eventually('the typed number', () => field(phone)!.value === '1002');
      (await button(phone.element, '発信')).click();
      await says(phone.element, '発信中');
    });

    it('dials once, however often Enter is pressed', async () => {
      const phone = await softphone();
      const input = await type(phone, '1002');
      press(input, 'Enter');
      press(input, 'Enter');
      await says(phone.element, '発信中');
      expect(asked(phone, 'dial')).to.have.length(1);
    });

    for (const [number, what] of [
      ['100%', 'a number with a sign that cannot be dialled'],
      ['', 'no number'],
    ] as const) {
      it(`says in an alert that ${what} cannot be dialled, until one can`, async () => {
        const phone = await softphone();
        await type(phone, number);
        (await button(phone.element, '発信')).click();
        await eventually('alert', () => alert(phone.element)?.includes('number-invalid'));
        expect(phone.phone.snapshot.calls).to.deep.equal([]);
        await phone.phone.dial('1002');
        await eventually('no alert', () => alert(phone.element) === undefined);
      });
    }

    it('keeps the number when the microphone is refused, and says what to do', async () => {
      const phone = await softphone();
      phone.line.microphone = 'microphone-denied';
      const input = await type(phone, '1002');
      press(input, 'Enter');
      await eventually('alert', () => alert(phone.element)?.includes('マイクを許可してください'));
      expect(field(phone)!.value).to.equal('1002');
    });

    it('names whose number is in the field, in any form, where the host said so of an earlier call', async () => {
      const phone = await softphone();
      phone.line.ends(await phone.phone.dial(KNOWN), { reason: 'busy', side: 'remote' });
      await eventually('the contact', () => phone.element.shadowRoot!.textContent.includes('山田太郎'));
      (await button(phone.element, '直前の番号')).click();
      const about = (): string | undefined => phone.element.shadowRoot!.querySelector('[part=about]')?.textContent;
      await eventually('whose number it is', () => about() === '山田太郎 様');
      await type(phone, '+81 90-1234-5678');
      await eventually('whose number it is', () => about() === '山田太郎 様');
      await type(phone, '03');
      await eventually('nobody', () => about() === undefined);
    });

    it('says that a number calls for help, in the host’s words where it has some, and dials it as it is, at once', async () => {
      for (const [setting, words] of [
        [{}, '緊急通報です'],
        [{ account: { emergencyNotice: '総務にも連絡' } }, '総務にも連絡'],
      ] as const) {
        const phone = await softphone(setting);
        const input = await type(phone, '１１９');
        await says(phone.element, words);
        press(input, 'Enter');
        await eventually('a call', () => phone.phone.snapshot.calls.length === 1);
        expect(asked(phone, 'dial')).to.have.deep.nested.property('[0].target', '119');
        await says(phone.element, words);
      }
    });

    it('draws the separators of a number without writing them: what is copied is what is dialled', async () => {
      const phone = await softphone();
      await phone.phone.dial('0312345678');
      const drawn = (): string =>
        [...phone.element.shadowRoot!.querySelectorAll('.digits span')]
          .map((part) => getComputedStyle(part, '::before').content.replaceAll('"', '') + part.textContent)
          .join('');
      await eventually('03-1234-5678', () => drawn() === '03-1234-5678');
      expect(text(phone.element)).to.contain('0312345678');
    });

    it('recalls what was dialled: the last number by its button, older ones by the arrow keys', async () => {
      const phone = await softphone();
      await eventually('number field', () => field(phone));
      expect(findButton(phone.element, '直前の番号')).to.equal(undefined);
      for (const number of ['601', '602']) {
        const id = await phone.phone.dial(number);
        phone.line.ends(id, { reason: 'busy', side: 'remote', code: 486 });
      }
      (await button(phone.element, '直前の番号')).click();
      await eventually('the last number', () => field(phone)?.value === '602');
      const shown: (string | undefined)[] = [];
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
        press(field(phone)!, key);
        await phone.element.updateComplete;
        shown.push(field(phone)?.value);
      }
      expect(shown).to.deep.equal(['601', '601', '602', '', '', '602']);
      const input = await type(phone, '6');
      press(input, 'ArrowUp');
      await phone.element.updateComplete;
      expect(field(phone)?.value).to.equal('6');
    });

    it('moves among the keys of the pad by arrows, with one Tab stop', async () => {
      const { element } = await softphone();
      const one = await button(element, '1');
      one.focus();
      press(one, 'ArrowRight');
      press(element.shadowRoot!.activeElement as HTMLElement, 'ArrowDown');
      expect(element.shadowRoot!.activeElement?.getAttribute('aria-label')).to.equal('5');
      const stops = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.key')].filter((key) => key.tabIndex === 0);
      expect(stops.map((key) => key.textContent.trim())).to.deep.equal(['5']);
    });
  });

  describe('a call', () => {
    it('that rings offers 拒否 left and 応答 right', async () => {
      const phone = await softphone();
      phone.line.rings({ peer: { number: KNOWN }, kind: 'acd' });
      const answer = await button(phone.element, '応答');
      const reject = await button(phone.element, '拒否');
      expect(reject.getBoundingClientRect().right).to.be.at.most(answer.getBoundingClientRect().left);
      await says(phone.element, 'ACD着信');
      await says(phone.element, '山田太郎');
    });

    it('is announced at once when it rings, politely otherwise; its timer is not', async () => {
      const phone = await softphone();
      phone.line.rings({ peer: { number: KNOWN }, kind: 'acd' });
      await says(phone.element, 'ACD着信');
      const live = phone.element.shadowRoot!.querySelector('.band .words')!;
      expect(live.getAttribute('aria-live')).to.equal('assertive');
      expect(live.querySelector('.timer') === null).to.equal(true);
      await phone.phone.answer();
      await says(phone.element, '通話中');
      expect(phone.element.shadowRoot!.querySelector('.band .words') === live, 'the live region stays').to.equal(true);
      expect(live.getAttribute('aria-live')).to.equal('polite');
    });

    it('takes no focus from the host when it rings', async () => {
      const memo = await fixture<HTMLInputElement>(html`<input aria-label="memo" />`);
      const phone = await softphone();
      memo.focus();
      phone.line.rings({ peer: { number: KNOWN } });
      await button(phone.element, '応答');
      expect(document.activeElement === memo).to.equal(true);
    });

    it('leaves focus and text in the number field when it rings over somebody’s typing', async () => {
      const phone = await softphone();
      const input = await type(phone, '0312');
      phone.line.rings({ peer: { number: KNOWN } });
      await button(phone.element, '応答');
      expect(phone.element.shadowRoot!.activeElement === input).to.equal(true);
      expect(input.value).to.equal('0312');
    });

    it('keeps focus inside the panel when the focused button goes, on nothing that a key could press', async () => {
      const phone = await softphone();
      phone.line.rings({ peer: { number: KNOWN } });
      const answer = await button(phone.element, '応答');
      answer.focus();
      answer.click();
      await button(phone.element, '切断');
      expect(phone.element.shadowRoot!.activeElement?.className).to.equal('card panel');
    });

    it('is muted and held by tiles that change their name and stay in place', async () => {
      const { phone, id } = await talking();
      const hold = await button(phone.element, '保留');
      const place = hold.getBoundingClientRect().toJSON() as unknown;
      hold.click();
      const resume = await button(phone.element, '保留解除');
      expect(resume.getBoundingClientRect().toJSON()).to.deep.equal(place);
      await says(phone.element, '保留中');
      expect(resume.hasAttribute('aria-pressed')).to.equal(false);
      resume.click();
      await button(phone.element, '保留');
      (await button(phone.element, 'ミュート')).click();
      await button(phone.element, 'ミュート解除');
      expect(phone.phone.snapshot.calls.find((call) => call.id === id)).to.deep.include({ muted: true, hold: { local: false, remote: false } });
    });

    it('says that hold was refused, and goes on', async () => {
      const { phone } = await talking();
      phone.line.refusesHold = true;
      (await button(phone.element, '保留')).click();
      await eventually('alert', () => alert(phone.element)?.includes('hold-refused'));
      expect(findButton(phone.element, '保留') !== undefined).to.equal(true);
    });

    it('ticks from the answer', async () => {
      const phone = await softphone();
      const id = phone.line.rings({ peer: { number: KNOWN }, at: Date.now() - 700_000 })!;
      phone.phone.apply({ type: 'call-answering', id });
      phone.line.farAnswers(id, Date.now() - 272_000);
      await says(phone.element, '04:32');
      await says(phone.element, '04:33');
    });

    it('sends tones by the keypad and by the keyboard, and shows what was sent', async () => {
      const { phone, id } = await talking();
      (await button(phone.element, 'ダイヤルパッド')).click();
      (await button(phone.element, '1')).click();
      press(phone.element.shadowRoot!.querySelector<HTMLElement>('.pad')!, '#');
      await eventually('tones', () => asked(phone, 'send-tones').length === 2);
      expect(asked(phone, 'send-tones')).to.deep.equal([
        { type: 'send-tones', id, tones: '1' },
        { type: 'send-tones', id, tones: '#' },
      ]);
      await says(phone.element, '1#');
      expect(findButton(phone.element, '切断') !== undefined, '切断 stays').to.equal(true);
    });

    it('obeys M, H and K inside the widget, not in a field and not with a modifier', async () => {
      const { phone } = await talking();
      const panel = phone.element.shadowRoot!.querySelector<HTMLElement>('.panel')!;
      press(panel, 'm', { ctrlKey: true });
      press(panel, 'm');
      await button(phone.element, 'ミュート解除');
      press(panel, 'h');
      await button(phone.element, '保留解除');
      press(field(phone)!, 'k');
      expect(findButton(phone.element, 'ダイヤルパッド') !== undefined).to.equal(true);
      press(panel, 'k');
      await button(phone.element, '閉じる');
      expect(asked(phone, 'set-muted')).to.have.length(1);
    });

    it('is never ended by Escape, which closes the keypad', async () => {
      const { phone, id } = await talking();
      (await button(phone.element, 'ダイヤルパッド')).click();
      await button(phone.element, '閉じる');
      const panel = phone.element.shadowRoot!.querySelector<HTMLElement>('.panel')!;
      press(panel, 'Escape');
      await button(phone.element, 'ダイヤルパッド');
      press(panel, 'Escape');
      expect(phone.phone.snapshot.calls.find((call) => call.id === id)!.phase).to.equal('active');
    });

    it('shows the customer’s record on request; an internal call has none', async () => {
      const { phone, id } = await talking();
      (await button(phone.element, '顧客情報を表示')).click();
      await eventually('the record', () => phone.popped.some((call) => call.id === id));
      await phone.phone.hangUp();
      const internal = phone.line.rings({ peer: { number: '1002' }, kind: 'internal' })!;
      await phone.phone.answer(internal);
      await eventually('the internal call', () => phone.element.shadowRoot!.textContent.includes('1002'));
      await button(phone.element, '切断');
      expect(findButton(phone.element, '顧客情報を表示') === undefined).to.equal(true);
    });

    it('that is lost in the network stands, and says so', async () => {
      const { phone } = await talking();
      phone.line.becomes('lost');
      await says(phone.element, '再接続中');
      await says(phone.element, '通話は切れていません');
    });
  });

  describe('a second call', () => {
    it('is dialled from under the held one, and swapped back by 保留解除', async () => {
      const { phone, id } = await talking();
      (await button(phone.element, '保留')).click();
      const input = await eventually('number field', () => field(phone));
      input.value = '1002';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      (await button(phone.element, '発信')).click();
      await says(phone.element, '発信中');
      const second = phone.phone.snapshot.activeCallId!;
      expect(second).not.to.equal(id);
      phone.line.farAnswers(second);
      await button(phone.element, 'ミュート');
      (await button(phone.element, '保留解除')).click();
      await eventually('the first call', () => phone.phone.snapshot.activeCallId === id);
      expect(phone.phone.snapshot.calls.map((call) => call.hold.local)).to.deep.equal([false, true]);
    });

    it('never puts two buttons of one name in view', async () => {
      const { phone, id } = await talking();
      const second = await phone.phone.dial('1002');
      phone.line.farAnswers(second);
      await phone.phone.setHold(true, second);
      phone.line.rings({ peer: { number: '0312345678' } });
      await button(phone.element, '応答');
      const names = buttonNames(phone.element);
      expect(names.filter((name, at) => names.indexOf(name) !== at)).to.deep.equal([]);
      expect(phone.phone.snapshot.calls.find((call) => call.id === id)!.hold.local).to.equal(true);
    });

    it('that ended says why while the first goes on', async () => {
      const { phone } = await talking();
      const second = await phone.phone.dial('1002');
      phone.line.ends(second, { reason: 'busy', side: 'remote', code: 486 });
      await says(phone.element, '話し中');
      (await button(phone.element, '通話結果を閉じる')).click();
      await eventually('dismissed', () => !text(phone.element).includes('話し中'));
      await button(phone.element, '保留解除');
    });
  });

  describe('a call that ended', () => {
    for (const [reason, words] of [
      ['busy', '話し中'],
      ['not-found', '番号が見つかりません'],
      ['no-answer', '応答なし'],
      ['network-lost', 'ネットワークが途切れました'],
    ] as const) {
      it(`says ${words} for ${reason}, and the next number can be typed at once`, async () => {
        const phone = await softphone();
        const id = await phone.phone.dial('0312345678');
        phone.line.ends(id, { reason, side: 'remote' });
        await says(phone.element, words);
        expect(field(phone) === null).to.equal(false);
      });
    }

    it('elsewhere is not called missed', async () => {
      const phone = await softphone();
      const id = phone.line.rings({ peer: { number: KNOWN }, kind: 'acd' })!;
      phone.line.ends(id, { reason: 'answered-elsewhere', side: 'remote' });
      await says(phone.element, '他の担当者が応答しました');
      expect(text(phone.element)).not.to.contain('不在');
    });

    it('unanswered is called missed', async () => {
      const phone = await softphone();
      const id = phone.line.rings({ peer: { number: KNOWN }, kind: 'acd' })!;
      phone.line.ends(id, { reason: 'cancelled', side: 'remote' });
      await says(phone.element, '不在着信');
    });

    it('goes when dismissed', async () => {
      const phone = await softphone();
      const id = await phone.phone.dial('0312345678');
      phone.line.ends(id, { reason: 'busy', side: 'remote' });
      (await button(phone.element, '通話結果を閉じる')).click();
      await eventually('gone', () => !text(phone.element).includes('話し中'));
      expect(phone.phone.snapshot.calls).to.deep.equal([]);
    });
  });

  describe('what is wrong', () => {
    for (const code of ['wrong-credentials', 'mixed-content', 'local-network-refused'] as const) {
      it(`of the line is an alert with its code: ${code}`, async () => {
        const phone = await softphone();
        phone.line.becomes('refused', code);
        await eventually('alert', () => alert(phone.element)?.includes(code));
        expect(field(phone) === null).to.equal(true);
      });
    }

    it('of the server names its address, and opens its page where the browser says more', async () => {
      const phone = await softphone();
      phone.line.becomes('lost', 'certificate-untrusted', 'wss://pbx.example:8089/ws');
      await eventually('alert', () => alert(phone.element)?.includes('wss://pbx.example:8089/ws'));
      const opened: unknown[] = [];
      const { open } = window;
      window.open = (...words: unknown[]) => (opened.push(words), null);
      (await button(phone.element, 'サーバーのページを開く')).click();
      window.open = open;
      expect(opened).to.deep.equal([['https://pbx.example:8089/', '_blank', 'noopener']]);
      // Whoever dials nevertheless hears of it once.
      await phone.phone.dial('1002').catch(() => undefined);
      expect(alert(phone.element)).to.not.include('line-offline');
    });

    it('of the account is said instead of the phone: not-licensed', async () => {
      const phone = await softphone({ account: { capabilities: { phone: 'not-licensed' } } });
      await eventually('alert', () => alert(phone.element)?.includes('SoftphoneLicense'));
      expect(field(phone) === null).to.equal(true);
    });

    it('of the configuration names field and expectation', async () => {
      const phone = await softphone({ account: { state: 'failed', error: { code: 'config-invalid', field: 'sip.domain', expected: 'a host name' } } });
      await eventually('alert', () => alert(phone.element)?.includes('sip.domain') && alert(phone.element)?.includes('a host name'));
    });

    it('is said once, not once per cause', async () => {
      const phone = await softphone();
      phone.line.becomes('lost', 'line-offline');
      await phone.phone.dial('1002').catch(() => undefined);
      await eventually('alert', () => alert(phone.element)?.includes('line-offline'));
      expect(phone.element.shadowRoot!.querySelectorAll('.note').length).to.equal(1);
    });
  });

  describe('as the launcher', () => {
    it('starts as a button of 56 px, opens, and goes back', async () => {
      const phone = await softphone({ attributes: { launcher: '' } });
      const launcher = await eventually('launcher', () => phone.element.shadowRoot!.querySelector<HTMLElement>('.launch'));
      expect([launcher.offsetWidth, launcher.offsetHeight]).to.deep.equal([56, 56]);
      expect(field(phone) === null).to.equal(true);
      launcher.click();
      await eventually('number field', () => field(phone));
      (await button(phone.element, '最小化')).click();
      await eventually('launcher again', () => phone.element.shadowRoot!.querySelector('.launch'));
    });

    it('becomes a pill during a call, with 拒否 and 応答, then 切断', async () => {
      const phone = await softphone({ attributes: { launcher: '' } });
      phone.line.rings({ peer: { number: KNOWN }, kind: 'acd' });
      await button(phone.element, '拒否');
      (await button(phone.element, '応答')).click();
      (await button(phone.element, '切断')).click();
      await eventually('over', () => phone.phone.snapshot.calls[0]!.phase === 'ended');
    });
  });

  it('lets a hand on its way do no harm: the second click of a double click on 応答 does not hang up', async () => {
    const phone = await softphone();
    phone.line.rings({ peer: { number: KNOWN }, kind: 'acd' });
    const answer = await button(phone.element, '応答');
    const { left, width, top, height } = answer.getBoundingClientRect();
    pointerClick(answer);
    await button(phone.element, '切断');
    const under = phone.element.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2)?.closest('button');
    if (under) pointerClick(under);
    expect(phone.phone.snapshot.calls[0]).to.deep.include({ phase: 'active', muted: false, hold: { local: false, remote: false } });
  });
});
