import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import Coffee from 'lucide/dist/esm/icons/coffee.mjs';
import Headset from 'lucide/dist/esm/icons/headset.mjs';
import Info from 'lucide/dist/esm/icons/info.mjs';
import PencilLine from 'lucide/dist/esm/icons/pencil-line.mjs';
import PhoneIncoming from 'lucide/dist/esm/icons/phone-incoming.mjs';
import PhoneOutgoing from 'lucide/dist/esm/icons/phone-outgoing.mjs';
import Power from 'lucide/dist/esm/icons/power.mjs';
import Timer from 'lucide/dist/esm/icons/timer.mjs';
import { css, html, unsafeCSS, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';
import { isStatusCode, STATUS_CODES, type StatusCode } from '../../agent/status-code.js';
import type { Words } from '../../i18n/ja.js';
import { icon } from '../icon.js';

const ICONS: Readonly<Record<StatusCode, IconNode>> = {
  0: CircleCheck,
  1: Power,
  2: PencilLine,
  3: Coffee,
  7: Timer,
  78: PhoneOutgoing,
  79: PhoneOutgoing,
  88: PhoneIncoming,
  89: PhoneIncoming,
  98: Headset,
  99: Headset,
};

/** The icon of a status; a code that we do not know gets a plain sign. */
export function statusIcon(code: number): IconNode {
  return isStatusCode(code) ? ICONS[code] : Info;
}

/** The class that gives `--s-fill`, `--s-on`, `--s-edge` and `--s-ink`; an unknown code looks like 1, grey and hollow. */
export function statusClass(code: number): string {
  return `s-${isStatusCode(code) ? code : 1}`;
}

export function statusName(code: number, words: Words): string {
  return isStatusCode(code) ? words.statuses[code] : words.unknownStatus(code);
}

/** Round badge of a status: colour, fill and icon; its word stands beside it. */
export function statusBadge(code: number, size: 's' | 'm' = 'm'): TemplateResult {
  return html`<span class="badge ${size} ${statusClass(code)}" part="badge">${icon(statusIcon(code), size === 's' ? 12 : 14)}</span>`;
}

const colours = STATUS_CODES.map(
  (code) =>
    `.s-${code}{--s-fill:var(--_status-${code}-fill);--s-on:var(--_status-${code}-on);--s-edge:var(--_status-${code}-edge);--s-ink:var(--_status-${code}-ink)}`,
).join('');

export const statusColours = css`
  ${unsafeCSS(colours)}
`;

export const badgeStyles = css`
  .badge {
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 24px;
    height: 24px;
    border-radius: 50%;
    background: var(--s-fill);
    color: var(--s-on);
    box-shadow: inset 0 0 0 1.5px var(--s-edge);
  }
  .badge.s {
    width: 20px;
    height: 20px;
  }
  @media (forced-colors: active) {
    .badge {
      border: 1px solid CanvasText;
    }
    .badge:is(.s-0, .s-2, .s-3, .s-79, .s-89, .s-99) {
      background: CanvasText;
      color: Canvas;
      forced-color-adjust: none;
    }
  }
`;
