import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import type { QualityNumbers } from '../../phone/quality.js';
import { panelHead } from './keypad.js';

const UNITS: Partial<Record<keyof QualityNumbers, string>> = {
  lossIn: ' %',
  lossOut: ' %',
  roundTripMs: ' ms',
  jitterMs: ' ms',
  bufferMs: ' ms',
  levelIn: ' dB',
  levelOut: ' dB',
};
const ORDER = ['mos', 'roundTripMs', 'lossIn', 'lossOut', 'jitterMs', 'bufferMs', 'levelIn', 'levelOut', 'codec', 'path'] as const;

/** Every number of a call's quality, in the tiles' place. Loaded when it is first opened. */
export function qualityView(numbers: QualityNumbers, words: Words, back: () => void): TemplateResult {
  const said = words.quality;
  return html`
    ${panelHead(said.title, words, back)}
    <div class="body" part="quality-numbers">
      <dl class="numbers">
        ${ORDER.map((name) => {
          const value = numbers[name];
          return value === undefined
            ? nothing
            : html`<div>
                <dt>${said.numbers[name]}</dt>
                <dd class="num">${value}${UNITS[name] ?? ''}</dd>
              </div>`;
        })}
      </dl>
      <p class="hint">${said.estimated}</p>
    </div>
  `;
}
