import Phone from 'lucide/dist/esm/icons/phone.mjs';
import { html, type TemplateResult } from 'lit';
import { icon } from '../icon.js';

/** The launcher: a button of 56 px that opens the panel; `badge` sits at its lower right. */
export function launcherButton(label: string, open: () => void, badge?: TemplateResult): TemplateResult {
  return html`<button class="launch" part="launcher" data-place="launcher" aria-label=${label} @click=${open}>
    ${icon(Phone, 24)}${badge && html`<span class="state">${badge}</span>`}
  </button>`;
}
