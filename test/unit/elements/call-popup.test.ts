import { expect, fixture, html } from '@open-wc/testing';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import type { ItCallPopup } from '../../../src/elements/it-call-popup.js';
import '../../../src/elements/it-call-popup.js';
import { KNOWN, alert, button, buttonNames, eventually, findButton, pointerClick, says, stage, text, type Stage } from './stage.js';

type Popup = Stage<ItCallPopup>;

function cards({ element }: Popup): Element[] {
  return [...element.shadowRoot!.querySelectorAll('.card')];
}

const RINGING: CallEvent = {
  linkedId: 'L1',
  direction: 'in',
  kind: 'acd',
  caller: { number: KNOWN },
  called: { number: '700' },
  groupCode: 'G01',
  groupName: 'ご注文窓口',
  extensions: ['1001'],
  callIds: [],
  state: 'ringing',
  startedAt: Date.now(),
};

describe('<it-call-popup>', () => {
  it('draws nothing outside a provider, and nothing without a call', async () => {
    const alone = await fixture<ItCallPopup>(html`<it-call-popup></it-call-popup>`);
    expect(alone.shadowRoot!.children.length).to.equal(0);
    const popup = await stage('it-call-popup');
    expect(popup.element.shadowRoot!.children.length).to.equal(0);
  });

  it('shows who calls: number, name with 様, kana and company, in the kind’s colour', async () => {
    const popup = await stage('it-call-popup');
    popup.line.rings({ peer: { number: KNOWN }, kind: 'acd', queue: '700' });
    await says(popup.element, '山田太郎様');
    for (const words of [KNOWN, 'やまだ たろう', 'サンプル商事', 'ACD着信', '700']) await says(popup.element, words);
    expect(cards(popup)[0]!.classList.contains('s-98')).to.equal(true);
  });

  it('answers at once: 応答 on a new card takes nobody’s place', async () => {
    const popup = await stage('it-call-popup');
    popup.line.rings({ peer: { number: KNOWN }, kind: 'acd' });
    pointerClick(await button(popup.element, '応答'));
    await eventually('talking', () => popup.phone.snapshot.calls[0]!.phase === 'active');
  });

  it('refuses by 拒否, which is left of 応答', async () => {
    const popup = await stage('it-call-popup');
    popup.line.rings({ peer: { number: KNOWN } });
    const reject = await button(popup.element, '拒否');
    expect(reject.getBoundingClientRect().right).to.be.at.most(findButton(popup.element, '応答')!.getBoundingClientRect().left);
    reject.click();
    await eventually('over', () => popup.phone.snapshot.calls[0]!.end?.reason === 'rejected');
    await eventually('no card', () => cards(popup).length === 0);
  });

  it('gives each ringing call a card, and no two buttons one name', async () => {
    const popup = await stage('it-call-popup');
    popup.line.rings({ peer: { number: KNOWN }, kind: 'acd' });
    const second = popup.line.rings({ peer: { number: '0312345678' } })!;
    await eventually('two cards', () => cards(popup).length === 2);
    const names = buttonNames(popup.element);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).to.deep.equal([]);
    (await button(popup.element, '応答 0312345678')).click();
    await eventually('the second talks', () => popup.phone.snapshot.activeCallId === second);
  });

  it('guards the card that moves up when the first caller gives up', async () => {
    const popup = await stage('it-call-popup');
    const first = popup.line.rings({ peer: { number: '1002' }, kind: 'internal' })!;
    await button(popup.element, '応答');
    popup.line.rings({ peer: { number: '1003' }, kind: 'internal' });
    await button(popup.element, '応答 1003');
    popup.phone.apply({ type: 'call-ended', id: first, end: { reason: 'hung-up', side: 'local' }, at: Date.now() });
    const answer = await button(popup.element, '応答');
    pointerClick(answer);
    expect(popup.phone.snapshot.calls[1]!.phase).to.equal('ringing');
  });

  it('draws a refused microphone where the call rings on', async () => {
    const popup = await stage('it-call-popup');
    popup.line.microphone = 'microphone-denied';
    popup.line.rings({ peer: { number: KNOWN } });
    (await button(popup.element, '応答')).click();
    await eventually('alert', () => alert(popup.element)?.includes('microphone-denied'));
    expect(findButton(popup.element, '応答') !== undefined).to.equal(true);
  });

  it('offers the record of the call that was answered, and fires it', async () => {
    const popup = await stage('it-call-popup');
    const id = popup.line.rings({ peer: { number: KNOWN }, kind: 'acd' })!;
    await popup.phone.answer(id);
    await eventually('no 応答', () => !findButton(popup.element, '応答'));
    (await button(popup.element, '顧客情報を表示')).click();
    await eventually('shown', () => popup.popped.some((call) => call.id === id));
  });

  it('offers no record of internal and withheld calls', async () => {
    const popup = await stage('it-call-popup');
    popup.line.rings({ peer: { number: '1002' }, kind: 'internal' });
    popup.line.rings({ peer: { number: 'anonymous' } });
    await says(popup.element, '非通知');
    expect(buttonNames(popup.element).filter((name) => name.includes('顧客情報'))).to.deep.equal([]);
  });

  it('says that a colleague answered, not that the call was missed; and goes when dismissed', async () => {
    const popup = await stage('it-call-popup');
    const id = popup.line.rings({ peer: { number: KNOWN }, kind: 'acd' })!;
    await button(popup.element, '応答');
    popup.line.ends(id, { reason: 'answered-elsewhere', side: 'remote' });
    await says(popup.element, '他の担当者が応答しました');
    expect(text(popup.element)).not.to.contain('不在');
    const dismiss = await eventually('×', () => popup.element.shadowRoot!.querySelector<HTMLElement>('[data-place^=dismiss]'));
    dismiss.click();
    await eventually('gone', () => cards(popup).length === 0);
    expect(popup.phone.snapshot.calls, 'the softphone still says it').to.have.length(1);
  });

  it('shows a desk phone’s call without 応答', async () => {
    const popup = await stage('it-call-popup', { desk: true, account: { capabilities: { phone: 'not-licensed' } } });
    popup.callEvents.tells(RINGING);
    await says(popup.element, 'ご注文窓口');
    expect(findButton(popup.element, '応答') === undefined).to.equal(true);
    popup.callEvents.tells({ ...RINGING, state: 'answered', answeredAt: Date.now(), answeredBy: '1002' });
    await says(popup.element, '他の担当者が応答しました');
  });

  it('gives the way to the record of an outgoing call, of this phone once it talks, of a desk phone from the first', async () => {
    const popup = await stage('it-call-popup');
    const id = await popup.phone.dial(KNOWN);
    expect(cards(popup)).to.have.length(0);
    popup.line.farAnswers(id);
    (await button(popup.element, '顧客情報を表示')).click();
    await eventually('shown', () => popup.popped.length === 1);

    const desk = await stage('it-call-popup', { desk: true });
    desk.callEvents.tells({ ...RINGING, direction: 'out', kind: 'external', caller: { number: '1001' }, called: { number: KNOWN } });
    await says(desk.element, '山田太郎 様');
    await button(desk.element, '顧客情報を表示');
    expect(text(desk.element)).not.to.contain('電話機で応答');
  });

  it('says why a contact did not open by itself: another group', async () => {
    const popup = await stage('it-call-popup', { desk: true });
    popup.callEvents.tells({ ...RINGING, groupCode: 'G02' });
    await eventually('alert', () => alert(popup.element)?.includes('group-mismatch'));
  });

  it('gives the page that the browser blocked as a link', async () => {
    const popup = await stage('it-call-popup', { blocked: 'https://crm.example/contacts?number=1' });
    const id = popup.line.rings({ peer: { number: KNOWN }, kind: 'acd' })!;
    await popup.phone.answer(id);
    (await button(popup.element, '顧客情報を表示')).click();
    const link = await eventually('link', () => popup.element.shadowRoot!.querySelector('a'));
    expect(link.href).to.equal('https://crm.example/contacts?number=1');
    expect(link.rel).to.equal('noopener');
  });

  it('makes no link of an address that is not http', async () => {
    const popup = await stage('it-call-popup', { blocked: 'javascript:alert(1)' });
    const id = popup.line.rings({ peer: { number: KNOWN }, kind: 'acd' })!;
    await popup.phone.answer(id);
    (await button(popup.element, '顧客情報を表示')).click();
    await eventually('popped', () => popup.popped.length > 0);
    await popup.element.updateComplete;
    expect(popup.element.shadowRoot!.querySelector('a') === null).to.equal(true);
  });

  it('never makes HTML of what a caller sends', async () => {
    const popup = await stage('it-call-popup');
    popup.line.rings({ peer: { number: '0312345678', name: '<img src=x onerror=alert(1)>' } });
    await says(popup.element, '<img src=x');
    expect(popup.element.shadowRoot!.querySelector('img') === null).to.equal(true);
  });
});
