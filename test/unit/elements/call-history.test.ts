import { expect, fixture, html } from '@open-wc/testing';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import { toCsv } from '../../../src/elements/history/csv.js';
import '../../../src/elements/it-call-history.js';
import type { ItCallHistory } from '../../../src/elements/it-call-history.js';
import { neverAnswered, pastCall } from '../../../stories/past-calls.js';
import { alert, button, buttonNames, eventually, findButton, press, says, stage, text, type Stage } from './stage.js';

type History = Stage<ItCallHistory>;

const AT = Date.UTC(2026, 10, 25, 5, 22, 5);

function call(age: number, change: Partial<CallEvent> = {}): CallEvent {
  return pastCall(`call-${age}`, AT - age * 60_000, change);
}

function rows({ element }: History): HTMLElement[] {
  return [...element.shadowRoot!.querySelectorAll<HTMLElement>('.row.call')];
}

function cells(row: HTMLElement): string[] {
  return [...row.querySelectorAll('[role=gridcell]')].slice(0, 8).map((cell) => cell.textContent.trim());
}

const drawn = (history: History, count: number): Promise<unknown> => eventually(`${count} rows`, () => rows(history).length === count);

describe('<it-call-history>', () => {
  it('draws nothing outside a provider', async () => {
    const element = await fixture<ItCallHistory>(html`<it-call-history></it-call-history>`);
    expect(element.shadowRoot!.children.length).to.equal(0);
  });

  it('shows 日時, グループ名, 発信者, 発信番号, 種別, 通話先, 通話時間, 通話状態, in Japanese time', async () => {
    const missed = neverAnswered(call(1));
    const history = await stage('it-call-history', {
      history: [
        call(0),
        missed,
        call(2, { direction: 'out', kind: 'external', caller: { number: '1001', name: '佐藤花子' }, called: { number: '0312345678' } }),
        call(3, { kind: 'internal', groupCode: null, caller: { number: '' }, called: { number: '1002', name: '鈴木' } }),
      ],
    });
    await drawn(history, 4);
    const heads = [...history.element.shadowRoot!.querySelectorAll('[role=columnheader]')].map((head) => head.textContent.trim());
    expect(heads).to.deep.equal(['日時', 'グループ名', '発信者', '発信番号', '種別', '通話先', '通話時間', '通話状態', '操作']);
    expect(rows(history).map(cells)).to.deep.equal([
      ['2026/11/25 14:22:05', 'ご注文窓口', '山田太郎', '09012345678', '入電', '700', '01:05', '通話済み'],
      ['2026/11/25 14:21:05', 'ご注文窓口', '山田太郎', '09012345678', '入電', '700', '', '不在'],
      ['2026/11/25 14:20:05', 'ご注文窓口', '佐藤花子', '1001', '架電', '0312345678', '01:05', '通話済み'],
      ['2026/11/25 14:19:05', 'ご注文窓口', '非通知', '', '内線', '鈴木 1002', '01:05', '通話済み'],
    ]);
  });

  it('counts in English as English does, and says in the middle that there is nothing', async () => {
    const history = await stage('it-call-history', { history: [call(0)], lang: 'en' });
    await says(history.element, '1 call');
    expect(text(history.element)).not.to.contain('1 calls');
    const empty = await stage('it-call-history', { history: [], lang: 'en' });
    await says(empty.element, 'No calls yet.');
    expect(text(empty.element)).to.contain('0 calls');
    const part = (selector: string): DOMRect => empty.element.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
    expect(part('.hint').height, 'room of what is said').to.be.greaterThan(part('.scroller').height * 3);
  });

  it('shows times in the zone that the host says, and in Japanese time where there is no such zone', async () => {
    const there = await stage('it-call-history', { history: [call(0)], attributes: { 'time-zone': 'Asia/Ho_Chi_Minh' } });
    await drawn(there, 1);
    expect(cells(rows(there)[0]!)[0]).to.equal('2026/11/25 12:22:05');
    const nowhere = await stage('it-call-history', { history: [call(0)], attributes: { 'time-zone': 'Mars/Olympus' } });
    await drawn(nowhere, 1);
    expect(cells(rows(nowhere)[0]!)[0]).to.equal('2026/11/25 14:22:05');
  });

  it('is live: a call appears on top, rings, talks and ends', async () => {
    const history = await stage('it-call-history', { history: [call(1)] });
    await drawn(history, 1);
    const { answeredAt: _answeredAt, endedAt: _endedAt, ...ringing } = call(0, { state: 'ringing' });
    for (const [event, words] of [
      [ringing, '呼出中'],
      [{ ...ringing, state: 'answered', answeredAt: AT }, '通話中'],
      [call(0), '通話済み'],
    ] as const) {
      history.historyFeed.tells(event);
      await eventually(words, () => rows(history).length === 2 && cells(rows(history)[0]!)[7] === words);
    }
  });

  it('reads only while it is displayed, and older pages only when the reader comes near them', async () => {
    const history = await stage('it-call-history', { history: Array.from({ length: 1000 }, (_, age) => call(age)) });
    await eventually('rows', () => rows(history).length > 5);
    expect(history.historyFeed.pagesRead).to.equal(1);
    const scroller = history.element.shadowRoot!.querySelector('.scroller')!;
    await eventually('the next page', () => {
      scroller.scrollTop = scroller.scrollHeight;
      return history.historyFeed.pagesRead === 2;
    });
    history.element.style.display = 'none';
    await eventually('closed', () => history.historyFeed.openings === 0);
    history.element.style.display = '';
    await eventually('open again', () => history.historyFeed.openings === 1);
    history.element.remove();
    await eventually('closed', () => history.historyFeed.openings === 0);
  });

  it('draws some dozens of 10,000 rows, wherever the reader is', async () => {
    const history = await stage('it-call-history', { history: Array.from({ length: 10_000 }, (_, age) => call(age)), historyPage: 10_000 });
    await eventually('rows', () => rows(history).length > 5);
    const scroller = history.element.shadowRoot!.querySelector<HTMLElement>('.scroller')!;
    for (const part of [0.5, 1, 0.25, 0]) {
      scroller.scrollTop = part * scroller.scrollHeight;
      await eventually(`rows in sight at ${part}`, () => {
        const box = scroller.getBoundingClientRect();
        const seen = history.element.shadowRoot!.elementFromPoint(box.left + 30, box.bottom - 20);
        return seen?.closest('.row.call') !== null;
      });
      expect(rows(history).length).to.be.below(60);
    }
    expect(scroller.scrollHeight).to.be.above(10_000 * 39);
    expect(history.element.shadowRoot!.querySelector('[role=grid]')!.getAttribute('aria-rowcount')).to.equal('10001');
  });

  it('keeps the reader’s place when calls come in on top', async () => {
    const history = await stage('it-call-history', { history: Array.from({ length: 90 }, (_, age) => call(age + 10)) });
    await eventually('rows', () => rows(history).length > 5);
    const scroller = history.element.shadowRoot!.querySelector<HTMLElement>('.scroller')!;
    scroller.scrollTop = 800;
    const topRow = (): string | undefined =>
      rows(history).find((row) => row.getBoundingClientRect().top >= scroller.getBoundingClientRect().top + 32)?.dataset['id'];
    await eventually('scrolled', () => topRow() !== 'call-10' && rows(history)[0]!.dataset['id'] !== 'call-10');
    const before = topRow();
    history.historyFeed.tells(call(3), call(2), call(1));
    await eventually('taken', () => history.history.snapshot.calls.length === 93);
    await eventually('the same row', () => topRow() === before);
  });

  it('searches and filters what it shows, and says when nothing is left', async () => {
    const history = await stage('it-call-history', { history: [call(0), call(1, { kind: 'internal', caller: { number: '1002', name: '鈴木' } })] });
    await drawn(history, 2);
    const search = history.element.shadowRoot!.querySelector('input')!;
    const type = (value: string): void => {
      search.value = value;
      search.dispatchEvent(new Event('input'));
    };
    type('鈴木');
    await drawn(history, 1);
    type('誰でもない');
    await says(history.element, '当てはまる通話はありません');
    type('');
    const select = history.element.shadowRoot!.querySelector('select')!;
    select.value = 'internal';
    select.dispatchEvent(new Event('change'));
    await drawn(history, 1);
    expect(cells(rows(history)[0]!)[4]).to.equal('内線');
  });

  it('calls back and shows the contact; a withheld caller has neither, an extension no contact', async () => {
    const history = await stage('it-call-history', {
      history: [
        call(0),
        call(1, { caller: { number: 'anonymous' } }),
        call(2, { kind: 'internal', caller: { number: '1001' }, called: { number: '1002', name: '鈴木' } }),
      ],
    });
    await drawn(history, 3);
    expect(buttonNames(history.element)).to.deep.equal(['CSV出力', '山田太郎に発信', '顧客情報を表示 山田太郎', '鈴木に発信']);
    (await button(history.element, '顧客情報を表示 山田太郎')).click();
    expect(history.popped.map(({ peer, linkedId }) => [peer.number, linkedId])).to.deep.equal([['09012345678', 'call-0']]);
    (await button(history.element, '鈴木に発信')).click();
    await eventually('dialled', () => history.phone.snapshot.calls.at(-1)?.peer.number === '1002');
  });

  it('offers no calling back without a phone, and says what kept a call from being dialled', async () => {
    const desk = await stage('it-call-history', { history: [call(0)], account: { capabilities: { phone: 'not-licensed' } } });
    await drawn(desk, 1);
    expect(findButton(desk.element, '山田太郎に発信')).to.equal(undefined);
    const history = await stage('it-call-history', { history: [call(0)] });
    history.line.becomes('lost', 'line-offline');
    (await button(history.element, '山田太郎に発信')).click();
    await eventually('alert', () => alert(history.element)?.includes('line-offline'));
  });

  it('works by keyboard: arrows, pages, ends; Enter shows the contact', async () => {
    const history = await stage('it-call-history', { history: Array.from({ length: 90 }, (_, age) => call(age)) });
    await eventually('rows', () => rows(history).length > 5);
    const focused = (): string | undefined => (history.element.shadowRoot!.activeElement as HTMLElement | null)?.dataset['id'];
    rows(history)[0]!.focus();
    for (const [key, id] of [
      ['ArrowDown', 'call-1'],
      ['End', 'call-89'],
      ['ArrowUp', 'call-88'],
      ['Home', 'call-0'],
    ] as const) {
      press(history.element.shadowRoot!.activeElement as HTMLElement, key);
      await eventually(`${key}: ${id}`, () => focused() === id);
    }
    press(history.element.shadowRoot!.activeElement as HTMLElement, 'Enter');
    expect(history.popped).to.have.length(1);
    expect(rows(history).filter((row) => row.tabIndex === 0)).to.have.length(1);
  });

  it('says why there is none', async () => {
    const history = await stage('it-call-history', { account: { capabilities: { contacts: 'no-telephony' } } });
    await eventually('alert', () => alert(history.element)?.includes('no-telephony'));
    expect(text(history.element)).not.to.contain('CSV');
  });

  it('never makes HTML of what a caller sends', async () => {
    const history = await stage('it-call-history', { history: [call(0, { caller: { number: '1', name: '<img src=x onerror=alert(1)>' } })] });
    await says(history.element, '<img src=x');
    expect(history.element.shadowRoot!.querySelector('img')).to.equal(null);
  });
});

describe('the file of an export', () => {
  it('begins with a byte order mark, quotes every cell and ends lines as RFC 4180 has them', () => {
    expect(
      toCsv([
        ['日時', 'a"b'],
        ['x,y', 'line\nbreak'],
      ]),
    ).to.equal('\ufeff"日時","a""b"\r\n"x,y","line\nbreak"\r\n');
  });

  it('holds no formula, whatever a caller calls himself', () => {
    for (const evil of ['=1+1', '+81312345678', '-2', '@SUM(A1)', '\t=1', ' =cmd', '＝1+1']) expect(toCsv([[evil]]), evil).to.equal(`\ufeff"'${evil}"\r\n`);
  });
});
