import { html, type TemplateResult } from 'lit';
import type { NumberPart } from '../../i18n/number-format.js';

/** A number with its separators drawn, not written: whoever copies it, or looks it up, has the number as it is dialled. */
export function numberText(parts: readonly NumberPart[]): TemplateResult {
  return html`<span class="digits">${parts.map(({ before, digits }) => html`<span data-before=${before}>${digits}</span>`)}</span>`;
}
