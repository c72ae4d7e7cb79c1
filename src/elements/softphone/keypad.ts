import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import { html, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import { icon } from '../icon.js';
import { pad } from './pad.js';

/** Title of what has taken the tiles' place, with the way back. */
export function panelHead(title: string, words: Words, back: () => void): TemplateResult {
  return html`
    <div class="panel-head">
      <button class="ico" data-place="back" aria-label=${words.back} title=${words.back} @click=${back}>${icon(ArrowLeft, 18)}</button>
      <h2 class="grow">${title}</h2>
    </div>
  `;
}

/** Keys that send tones into the call, and what was sent so far. */
export function keypad(sent: string, words: Words, press: (key: string) => void, back: () => void): TemplateResult {
  return html`
    ${panelHead(words.keypad, words, back)}
    <div class="body" part="keypad">
      <div class="sent num" role="group" aria-label=${words.tonesSent}>${sent}</div>
      ${pad('tone', words.keypad, press)}
    </div>
  `;
}
