import { html, nothing, type TemplateResult } from 'lit';
import type { Caller } from './caller.js';
import { numberText } from './number-text.js';

/** Vietnamese letters beyond Latin-1: such a name must not mix fonts glyph by glyph. */
const VIETNAMESE = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/;

/** Who is on the other side: name, number, kana and company, one line each. */
export function person(caller: Caller): TemplateResult {
  const { title, honorific, number, written, kana, company } = caller;
  const isNumber = number === undefined && written !== undefined;
  const more = [kana, company].filter(Boolean).join('　');
  return html`
    <div class="who" part="person">
      <div class="name cut ${isNumber ? 'num' : VIETNAMESE.test(title) ? 'latin' : ''}">
        ${isNumber ? numberText(written) : title}${honorific ? html`<small>${honorific}</small>` : nothing}
      </div>
      ${number === undefined || !written ? nothing : html`<div class="number num cut">${numberText(written)}</div>`}
      ${more ? html`<div class="org cut">${more}</div>` : nothing}
    </div>
  `;
}
