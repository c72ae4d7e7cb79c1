import { expect } from '@open-wc/testing';
import '../../../src/elements/it-agent-status.js';
import type { MicrophoneAccess } from '../../../src/devices/devices-state.js';
import type { ErrorCode } from '../../../src/it-error.js';
import { button, eventually, press, stage, text, type Stage } from './stage.js';

type Bar = HTMLElementTagNameMap['it-agent-status'];

async function openMenu(access: MicrophoneAccess, phone?: ErrorCode): Promise<Stage<Bar>> {
  const at = await stage('it-agent-status', { account: { capabilities: phone ? { phone } : {} } });
  at.agentFeed.becomes({ code: 3, chosen: 3, since: Date.now() });
  at.audio.tell({ type: 'access-changed', access });
  (await button(at.element, 'ステータス')).click();
  await eventually('the menu', () => options(at).length > 0);
  return at;
}

function options(at: Stage<Bar>): HTMLElement[] {
  return [...at.element.shadowRoot!.querySelectorAll<HTMLElement>('.option')];
}

function ready(at: Stage<Bar>): HTMLElement {
  return options(at).find((option) => option.getAttribute('aria-label') === '待機中')!;
}

describe('待機中', () => {
  it('is offered to an agent whose microphone may be used, or of which the browser does not tell', async () => {
    for (const access of ['granted', 'unknown'] as const) {
      const at = await openMenu(access);
      expect(ready(at).getAttribute('aria-disabled')).to.equal(null);
      ready(at).click();
      await eventually('it is asked for', () => at.agent.snapshot.code === 0);
    }
  });

  it('is not offered without: the menu says why and how to allow it, and the other statuses are', async () => {
    for (const [access, how] of [
      ['denied', 'このサイトのマイクを許可してください'],
      ['missing', 'ヘッドセットをつなぎ'],
      ['prompt', '「許可」を選んでください'],
    ] as const) {
      const at = await openMenu(access);
      expect(ready(at).getAttribute('aria-disabled')).to.equal('true');
      expect(at.element.shadowRoot!.getElementById(ready(at).getAttribute('aria-describedby')!)!.textContent).to.contain(how);
      expect(text(at.element)).to.contain('マイクが使えるまで待機中にはできません。');
      ready(at).click();
      expect([at.agent.snapshot.code, at.agent.snapshot.requested]).to.deep.equal([3, undefined]);
      options(at)
        .find((option) => option.getAttribute('aria-label') === 'ワーク')!
        .click();
      await eventually('ワーク is asked for', () => at.agent.snapshot.code === 2);
    }
  });

  it('is offered as soon as the microphone was allowed, by the menu’s own item, which keys reach', async () => {
    const at = await openMenu('prompt');
    const allow = options(at).at(-1)!;
    expect(allow.textContent).to.contain('マイクを許可');
    options(at)[3]!.focus();
    press(options(at)[3]!, 'ArrowDown');
    expect(at.element.shadowRoot!.activeElement).to.equal(allow);
    allow.click();
    await eventually('it is offered', () => ready(at).getAttribute('aria-disabled') === null);
    expect(at.audio.asked).to.deep.equal(['microphone']);
  });

  it('does not depend on a microphone for an agent with a desk phone', async () => {
    const at = await openMenu('denied', 'not-licensed');
    expect(ready(at).getAttribute('aria-disabled')).to.equal(null);
  });
});
