import { fixture, html } from '@open-wc/testing';
import { LitElement, html as template, type TemplateResult } from 'lit';
import type { Locale } from '../../../src/config/config.js';
import { Localize } from '../../../src/i18n/localize.js';
import { eventually } from '../elements/stage.js';

class Greeter extends LitElement {
  accountLocale: Locale | undefined;
  readonly #localize = new Localize(this, () => this.accountLocale);

  override render(): TemplateResult {
    return template`${this.#localize.locale}:${this.#localize.words?.answer ?? '…'}`;
  }
}
customElements.define('test-greeter', Greeter);

class Shell extends LitElement {
  override render(): TemplateResult {
    return template`<test-greeter></test-greeter>`;
  }
}
customElements.define('test-shell', Shell);

function says(greeter: Element, words: string): Promise<boolean> {
  return eventually(`${words}, not ${greeter.shadowRoot?.textContent}`, () => greeter.shadowRoot?.textContent === words);
}

describe('the language of an element', () => {
  it('is the nearest lang attribute’s, whatever its region', async () => {
    const page = await fixture(
      html`<div lang="ja">
        <p lang="en-GB"><test-greeter></test-greeter></p>
      </div>`,
    );
    await says(page.querySelector('test-greeter')!, 'en:Answer');
  });

  it('is found through shadow hosts', async () => {
    const page = await fixture(html`<div lang="vi"><test-shell></test-shell></div>`);
    await says(page.querySelector('test-shell')!.shadowRoot!.querySelector('test-greeter')!, 'vi:Trả lời');
  });

  it('is Japanese without lang, and for a language that we do not speak', async () => {
    const page = await fixture(html`<div lang="fr"><test-greeter></test-greeter></div>`);
    await says(page.querySelector('test-greeter')!, 'ja:応答');
  });

  it('follows a change of lang', async () => {
    const page = await fixture<HTMLElement>(html`<div lang="ja"><test-greeter></test-greeter></div>`);
    const greeter = page.querySelector('test-greeter')!;
    await says(greeter, 'ja:応答');
    page.lang = 'en';
    await says(greeter, 'en:Answer');
  });

  it('is the account’s first', async () => {
    const page = await fixture(html`<div lang="en"><test-greeter></test-greeter></div>`);
    const greeter = page.querySelector<Greeter>('test-greeter')!;
    greeter.accountLocale = 'vi';
    greeter.requestUpdate();
    await says(greeter, 'vi:Trả lời');
  });

  it('is found anew where the element is moved to', async () => {
    const page = await fixture(
      html`<div>
        <p lang="en"><test-greeter></test-greeter></p>
        <p lang="vi"></p>
      </div>`,
    );
    const greeter = page.querySelector('test-greeter')!;
    await says(greeter, 'en:Answer');
    page.querySelector('[lang=vi]')!.append(greeter);
    await says(greeter, 'vi:Trả lời');
  });
});
