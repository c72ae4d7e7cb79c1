import Headphones from 'lucide/dist/esm/icons/headphones.mjs';
import Minus from 'lucide/dist/esm/icons/minus.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { AccountSnapshot } from '../../config/config.js';
import type { Words } from '../../i18n/ja.js';
import type { LineState } from '../../phone/phone-state.js';
import { icon } from '../icon.js';

const DOTS: Readonly<Record<LineState, string>> = { off: 'off', connecting: 'warn', registered: '', lost: 'warn', refused: 'off', elsewhere: 'off' };

export interface HeadCommands {
  /** Absent where devices are reached otherwise. */
  readonly devices?: () => void;
  /** Absent where the phone is always open. */
  readonly minimise?: () => void;
}

/** Dot, line state, 内線 and extension; devices and minimise at the right. */
export function head(account: AccountSnapshot, line: LineState, words: Words, { devices, minimise }: HeadCommands): TemplateResult {
  const { state, extension } = account;
  const said = state === 'loading' ? words.signingIn : words.line[line];
  return html`
    <div class="head" part="head">
      <div class="line grow">
        <span class="dot ${state === 'loading' ? 'warn' : DOTS[line]}"></span><b>${said}</b>
        ${extension === undefined ? nothing : html`<span>${words.extension} <span class="num">${extension}</span></span>`}
      </div>
      ${
        devices
          ? html`<button class="ico" data-place="devices" aria-label=${words.devices} title=${words.devices} @click=${devices}>${icon(Headphones, 18)}</button>`
          : nothing
      }
      ${
        minimise
          ? html`<button class="ico" data-place="minimise" aria-label=${words.minimise} title=${words.minimise} @click=${minimise}>${icon(Minus, 18)}</button>`
          : nothing
      }
    </div>
  `;
}
