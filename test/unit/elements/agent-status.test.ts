import { expect, fixture, html } from '@open-wc/testing';
import { STATUS_CODES } from '../../../src/agent/status-code.js';
import type { ItAgentStatus } from '../../../src/elements/it-agent-status.js';
import '../../../src/elements/it-agent-status.js';
import ja from '../../../src/i18n/ja.js';
import { KNOWN, alert, button, eventually, press, says, stage, text, type Stage } from './stage.js';

type Status = Stage<ItAgentStatus>;

function opener(status: Status): Promise<HTMLButtonElement> {
  return button(status.element, 'ステータス');
}

/** What the button's description says, as its ids point to it. */
async function described(status: Status): Promise<string> {
  const ids = (await opener(status)).getAttribute('aria-describedby')!.split(' ');
  return ids
    .map((id) => status.element.shadowRoot!.getElementById(id)?.textContent ?? '')
    .join(' ')
    .trim();
}

function options({ element }: Status): HTMLElement[] {
  return [...element.shadowRoot!.querySelectorAll<HTMLElement>('[role=menuitemradio]')].filter((option) => option.checkVisibility());
}

async function choose(status: Status, label: string): Promise<void> {
  (await opener(status)).click();
  (await button(status.element, label)).click();
}

describe('<it-agent-status>', () => {
  it('draws nothing outside a provider', async () => {
    const element = await fixture<ItAgentStatus>(html`<it-agent-status></it-agent-status>`);
    expect(element.shadowRoot!.children.length).to.equal(0);
  });

  it('is a button named ステータス whose value is its description', async () => {
    const status = await stage('it-agent-status');
    await eventually('the value', async () => (await described(status)) === '待機中');
    expect((await opener(status)).getAttribute('aria-haspopup')).to.equal('menu');
  });

  for (const code of STATUS_CODES) {
    it(`draws ${code} with name, colour and icon`, async () => {
      const status = await stage('it-agent-status');
      status.agentFeed.becomes({ code, chosen: 0, since: Date.now() });
      await says(status.element, ja.statuses[code]);
      const badge = status.element.shadowRoot!.querySelector('.badge')!;
      expect(badge.classList.contains(`s-${code}`)).to.equal(true);
      expect(badge.querySelector('svg')!.childElementCount).to.be.at.least(1);
      expect(getComputedStyle(badge).backgroundColor).not.to.equal('rgba(0, 0, 0, 0)');
    });
  }

  it('names a code that it does not know', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.becomes({ code: 42, since: Date.now() });
    await says(status.element, '状態 42');
  });

  it('ticks from when the status began', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.becomes({ code: 3, since: Date.now() - 765_000 });
    await says(status.element, '00:12:45');
    await says(status.element, '00:12:46');
  });

  it('offers 待機中, ワーク, 離席, ログオフ and marks the present one', async () => {
    const status = await stage('it-agent-status');
    (await opener(status)).click();
    await eventually('menu', () => options(status).length === 4);
    expect(options(status).map((option) => option.getAttribute('aria-label'))).to.deep.equal(['待機中', 'ワーク', '離席', 'ログオフ']);
    expect(options(status).map((option) => option.getAttribute('aria-checked'))).to.deep.equal(['true', 'false', 'false', 'false']);
  });

  it('never draws the wish as the fact: 変更中… until the server confirmed', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.grantsAtOnce = false;
    await choose(status, '離席');
    await says(status.element, '離席に変更中…');
    expect(status.element.shadowRoot!.querySelector('#value')!.textContent).to.equal('待機中');
    expect(status.agentFeed.requests).to.deep.equal([3]);
    status.agentFeed.grants(3);
    await eventually('the fact', () => status.element.shadowRoot!.querySelector('#value')!.textContent === '離席');
    expect(text(status.element)).not.to.contain('変更中');
  });

  it('draws what waits for the end of the call behind the fact, and takes it back by ×', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.becomes({ code: 99, chosen: 0, since: Date.now() });
    status.agentFeed.grantsAtOnce = false;
    await choose(status, '離席');
    await says(status.element, '次: 離席');
    expect(await described(status)).to.equal('ACD着信:通話中 次: 離席');
    expect(text(status.element)).not.to.contain('変更中');
    (await button(status.element, '次のステータスを取り消し')).click();
    await eventually('taken back', () => !text(status.element).includes('次:'));
    expect(status.agentFeed.requests).to.deep.equal([3, null]);
    expect(alert(status.element)).to.equal(undefined);
  });

  it('shows what is left of 自動ワーク, where the server says when it ends', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.becomes({ code: 7, chosen: 7, since: Date.now(), autoWorkEndsAt: Date.now() + 8500 });
    await says(status.element, '残り 00:09');
    await says(status.element, '残り 00:08');
    status.agentFeed.becomes({ code: 7, chosen: 7, since: Date.now() });
    await eventually('no time left', () => !text(status.element).includes('残り'));
  });

  it('goes on saying 変更中… and the old fact while the server is out of reach', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.becomes({ code: 3, chosen: 3, since: Date.now() });
    status.agentFeed.grantsAtOnce = false;
    status.agentFeed.isLost();
    void status.agent.setStatus(0).catch(() => undefined);
    await says(status.element, '待機中に変更中…');
    await says(status.element, '更新が止まっています');
    expect(status.element.shadowRoot!.querySelector('#value')!.textContent).to.equal('離席');
  });

  for (const [code, rings, words] of [
    [0, true, ja.disagreement['call-here']],
    [99, false, ja.disagreement['call-there']],
  ] as const) {
    it(`says after some seconds that server (${code}) and phone contradict each other, and goes on showing the server’s word`, async function () {
      this.timeout(12_000);
      const status = await stage('it-agent-status');
      if (rings) status.line.rings({ peer: { number: KNOWN } });
      status.agentFeed.becomes({ code, chosen: 0, since: Date.now() });
      await says(status.element, ja.statuses[code]);
      expect(text(status.element)).not.to.contain(words);
      await eventually('said', () => text(status.element).includes(words), 8000);
      expect(status.element.shadowRoot!.querySelector('#value')!.textContent).to.equal(ja.statuses[code]);
      status.agentFeed.becomes({ code: rings ? 88 : 0, chosen: 0, since: Date.now() });
      await eventually('agreed', () => !text(status.element).includes(words));
    });
  }

  it('says in an alert that the server refused, and why', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.grantsAtOnce = false;
    await choose(status, '離席');
    await says(status.element, '変更中');
    status.agentFeed.refuses(3, '後処理が終わっていません');
    await eventually('alert', () => alert(status.element)?.includes('後処理が終わっていません'));
    expect(alert(status.element)).to.contain('離席に変更できませんでした');
    (await button(status.element, 'メッセージを閉じる')).click();
    await eventually('dismissed', () => alert(status.element) === undefined);
  });

  for (const [reason, words] of [
    ['queue-refused', ja.refusals['queue-refused']],
    ['pbx-unreachable', ja.refusals['pbx-unreachable']],
    ['e-1029', ja.errors['status-refused'].advice],
  ] as const) {
    it(`says in words what the server means by ${reason}`, async () => {
      const status = await stage('it-agent-status');
      status.agentFeed.grantsAtOnce = false;
      await choose(status, '離席');
      status.agentFeed.refuses(3, reason);
      await eventually('alert', () => alert(status.element)?.includes(words));
      expect(alert(status.element)).not.to.contain(reason);
    });
  }

  it('says why the server set a status that nobody chose: in words of ours, or in its own, as text', async () => {
    const status = await stage('it-agent-status', { agentFacts: { code: 3, chosen: 3, since: 1, reason: 'no-answer' } });
    const reason = (): Element | null | undefined => status.element.shadowRoot?.querySelector('[part=reason]');
    await eventually('why', () => reason()?.textContent === ja.statusReasons['no-answer']);
    status.agentFeed.becomes({ code: 3, chosen: 3, since: 1, reason: '<b>応答なし</b> です' });
    await eventually('its own words', () => reason()?.textContent === '<b>応答なし</b> です');
    expect(reason()?.childElementCount).to.equal(0);
    status.agentFeed.becomes({ code: 3, chosen: 3, since: 1, reason: 'e-1029' });
    await eventually('no code', () => !reason());
    status.agentFeed.becomes({ code: 99, chosen: 3, since: 2, reason: 'no-answer' });
    await says(status.element, 'ACD着信:通話中');
    expect(reason()).to.equal(null);
  });

  it('does not repeat, in the page after a reload, what the document still says of a refusal', async () => {
    const refused = { code: 3, reason: 'queue-refused', at: 1 };
    const status = await stage('it-agent-status', { agentFacts: { code: 0, chosen: 0, since: 1, refused } });
    await says(status.element, '待機中');
    expect(alert(status.element)).to.equal(undefined);
    status.agentFeed.grantsAtOnce = false;
    await choose(status, '離席');
    status.agentFeed.refuses(3, 'queue-refused', 2);
    await eventually('alert', () => alert(status.element)?.includes('離席に変更できませんでした'));
  });

  it('does not repeat a refusal that was there before', async () => {
    const status = await stage('it-agent-status', { account: { state: 'loading' } });
    status.agentFeed.refuses(3, 'long ago');
    status.account.apply({ ...status.account.snapshot, state: 'ready' });
    await says(status.element, '待機中');
    expect(alert(status.element)).to.equal(undefined);
  });

  it('says that the wish could not be written', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.unwritable = 'data-denied';
    await choose(status, 'ワーク');
    await eventually('alert', () => alert(status.element)?.includes('data-denied'));
  });

  it('names why there is no status', async () => {
    const status = await stage('it-agent-status');
    status.agentFeed.isAbsent('tenant-not-allowed');
    await eventually('alert', () => alert(status.element)?.includes('ast-allow-customers'));
  });

  it('works by keyboard: opens on the present one, arrows go round, Escape closes and gives focus back', async () => {
    const status = await stage('it-agent-status');
    const bar = await opener(status);
    bar.focus();
    press(bar, 'ArrowDown');
    await eventually('focus on 待機中', () => focused(status) === '待機中');
    press(status.element.shadowRoot!.activeElement as HTMLElement, 'ArrowUp');
    expect(focused(status)).to.equal('ログオフ');
    press(status.element.shadowRoot!.activeElement as HTMLElement, 'ArrowDown');
    press(status.element.shadowRoot!.activeElement as HTMLElement, 'ArrowDown');
    expect(focused(status)).to.equal('ワーク');
    const escape = press(status.element.shadowRoot!.activeElement as HTMLElement, 'Escape');
    expect(escape.defaultPrevented).to.equal(true);
    await eventually('closed', () => options(status).length === 0);
    expect(focused(status)).to.equal('ステータス');
  });

  it('closes when the page is pressed elsewhere', async () => {
    const status = await stage('it-agent-status');
    (await opener(status)).click();
    await eventually('menu', () => options(status).length === 4);
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await eventually('closed', () => options(status).length === 0);
  });
});

function focused({ element }: Status): string | null | undefined {
  return element.shadowRoot!.activeElement?.getAttribute('aria-label');
}
