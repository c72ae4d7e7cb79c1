import { html, nothing, type TemplateResult } from 'lit';
import type { Caller } from './caller.js';

/** Vietnamese letters beyond Latin-1: such a name must not mix fonts glyph by glyph. */
const VIETNAMESE = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/;

/** Who is on the other side: name, number, kana and company, one line each. */
export function person(caller: Caller): TemplateResult {
  const { title, honorific, number, kana, company } = caller;
  const isNumber = number === undefined && !caller.withheld;
  const more = [kana, company].filter(Boolean).join('　');
  return html`
    <div class="who" part="person">
      <div class="name cut ${isNumber ? 'num' : VIETNAMESE.test(title) ? 'latin' : ''}">${title}${honorific ? html`<small>${honorific}</small>` : nothing}</div>
      ${number === undefined ? nothing : html`<div class="number num cut">${number}</div>`} ${more ? html`<div class="org cut">${more}</div>` : nothing}
    </div>
  `;
}
