import { expect, fixture, html } from '@open-wc/testing';
import { STATUS_CODES } from '../../../src/agent/status-code.js';
import type { ItAgentStatus } from '../../../src/elements/it-agent-status.js';
import '../../../src/elements/it-agent-status.js';
import ja from '../../../src/i18n/ja.js';
import { alert, button, eventually, press, says, stage, text, type Stage } from './stage.js';

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
