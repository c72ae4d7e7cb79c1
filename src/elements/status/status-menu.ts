import Check from 'lucide/dist/esm/icons/check.mjs';
import Info from 'lucide/dist/esm/icons/info.mjs';
import Mic from 'lucide/dist/esm/icons/mic.mjs';
import MicOff from 'lucide/dist/esm/icons/mic-off.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChoosableCode } from '../../agent/status-code.js';
import type { ErrorWords, Words } from '../../i18n/ja.js';
import { icon } from '../icon.js';
import { statusBadge } from './status-look.js';

/** As an agent's day goes: ready, after the call, away, off. */
const READY = 0;
const ORDER: readonly ChoosableCode[] = [0, 2, 3, 1];

/** Why 待機中 is not offered, and what the agent can do about it here. */
export interface NotReady {
  readonly reason: ErrorWords;
  readonly allow?: () => void;
}

/** The four statuses to choose from; `current` is the one that holds, or held before a call. */
export function statusMenu(
  current: number | undefined,
  inCall: boolean,
  words: Words,
  choose: (code: ChoosableCode) => void,
  notReady?: NotReady,
): TemplateResult {
  return html`
    <div class="title" aria-hidden="true">${words.status}</div>
    <div role="menu" aria-label=${words.status}>
      ${ORDER.map((code) => {
        const checked = code === current;
        const refused = code === READY && notReady !== undefined;
        return html`<button
          class="option"
          part="option"
          role="menuitemradio"
          tabindex="-1"
          aria-checked=${checked ? 'true' : 'false'}
          aria-label=${words.statuses[code]}
          aria-disabled=${refused ? 'true' : nothing}
          aria-describedby=${refused ? 'not-ready' : `takes-${code}`}
          @click=${() => refused || choose(code)}
        >
          ${statusBadge(code)}<span class="label">${words.statuses[code]}</span><span class="takes" id="takes-${code}">${words.takes[code]}</span>
          <span class="mark">${checked ? icon(Check, 16) : nothing}</span>
        </button>`;
      })}
      ${
        notReady?.allow
          ? html`<button class="option" role="menuitem" tabindex="-1" data-place="allow-microphone" aria-describedby="not-ready" @click=${notReady.allow}>
              ${icon(Mic, 18)}<span class="label">${words.allowMicrophone}</span>
            </button>`
          : nothing
      }
    </div>
    ${notReady ? html`<div class="foot">${icon(MicOff, 14)}<span id="not-ready">${words.microphoneFirst} ${notReady.reason.advice}</span></div>` : nothing}
    ${inCall ? html`<div class="foot">${icon(Info, 14)}<span>${words.changesAfterCall}</span></div>` : nothing}
  `;
}

/** Puts a popover below its button, or above where there is no room, and within the window. */
export function placeMenu(menu: HTMLElement, button: HTMLElement): void {
  const gap = 4;
  const { left, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = bottom + gap + height <= innerHeight || top < height + gap;
  menu.style.top = `${below ? bottom + gap : top - gap - height}px`;
  menu.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
}
