import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, css, type TemplateResult } from 'lit';
import { PlaceGuard } from '../../../src/elements/place-guard.js';
import { eventually, pointerClick } from './stage.js';

/** Three places of 40 px in a row; each layout says which button is in which. */
class Row extends LitElement {
  static override styles = css`
    div {
      position: relative;
    }
    button {
      position: absolute;
      width: 40px;
      height: 40px;
    }
    .at-1 {
      left: 50px;
    }
    .at-2 {
      left: 100px;
    }
  `;
  layout: readonly (string | undefined)[] = [];
  readonly pressed: string[] = [];

  override firstUpdated(): void {
    new PlaceGuard(this);
  }

  override render(): TemplateResult[] {
    return this.layout.map((name, at) =>
      name ? html`<div><button class="at-${at}" data-place=${name.split(':')[0]!} @click=${() => this.pressed.push(name)}>${name}</button></div>` : html``,
    );
  }

  async become(...layout: (string | undefined)[]): Promise<void> {
    this.layout = layout;
    this.requestUpdate();
    await this.updateComplete;
  }

  named(name: string): HTMLButtonElement {
    return [...this.renderRoot.querySelectorAll('button')].find((node) => node.textContent === name)!;
  }
}
customElements.define('test-row', Row);

async function row(guard = '80ms'): Promise<Row> {
  const element = await fixture<Row>(html`<test-row></test-row>`);
  element.style.setProperty('--_guard', guard);
  return element;
}

describe('a button that takes another’s place', () => {
  it('ignores the pointer for the guard’s time, says so, and then obeys', async () => {
    const element = await row();
    await element.become('answer');
    await element.become('hang-up');
    const hangUp = element.named('hang-up');
    expect(hangUp.getAttribute('aria-disabled')).to.equal('true');
    pointerClick(hangUp);
    expect(element.pressed).to.deep.equal([]);
    await eventually('the guard’s end', () => !hangUp.hasAttribute('aria-disabled'));
    pointerClick(hangUp);
    expect(element.pressed).to.deep.equal(['hang-up']);
  });

  it('reads the guard’s time in seconds too', async () => {
    const element = await row('20s');
    await element.become('answer');
    await element.become('hang-up');
    pointerClick(element.named('hang-up'));
    expect(element.pressed).to.deep.equal([]);
  });

  it('is free at once where there was no button', async () => {
    const element = await row();
    await element.become('a');
    await element.become('a', undefined, 'b');
    pointerClick(element.named('b'));
    expect(element.pressed).to.deep.equal(['b']);
  });

  it('is free when it only changed its name: 保留 and 保留解除 are one', async () => {
    const element = await row();
    await element.become('hold:1');
    await element.become('hold:2');
    pointerClick(element.named('hold:2'));
    expect(element.pressed).to.deep.equal(['hold:2']);
  });

  it('obeys the keyboard at once: focus stays with its button', async () => {
    const element = await row();
    await element.become('answer');
    await element.become('hang-up');
    element.named('hang-up').click();
    expect(element.pressed).to.deep.equal(['hang-up']);
  });
});
