import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs';
import MicOff from 'lucide/dist/esm/icons/mic-off.mjs';
import Headphones from 'lucide/dist/esm/icons/headphones.mjs';
import VolumeX from 'lucide/dist/esm/icons/volume-x.mjs';
import WifiOff from 'lucide/dist/esm/icons/wifi-off.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';
import type { Words } from '../i18n/ja.js';
import type { ErrorCode } from '../it-error.js';
import { icon } from './icon.js';

/** Set-up that is missing or a state that passes is amber; what failed or is refused is red. */
const AMBER: ReadonlySet<ErrorCode> = new Set([
  'line-offline',
  'network-offline',
  'tenant-not-allowed',
  'supervisor-only',
  'no-telephony',
  'not-licensed',
  'no-data-source',
  'group-mismatch',
  'call-taken',
  'announcement-failed',
  'no-such-call',
  'device-missing',
  'sound-blocked',
]);

const ICONS: Partial<Record<ErrorCode, IconNode>> = {
  'line-offline': WifiOff,
  'network-offline': WifiOff,
  'wrong-credentials': KeyRound,
  'microphone-denied': MicOff,
  'microphone-missing': MicOff,
  'device-missing': Headphones,
  'sound-blocked': VolumeX,
};

/** What a notice may say beyond its code's words. */
export interface NoticeDetail {
  /** Replaces the code's advice, e.g. by the server's own reason. */
  readonly advice?: string;
  /** Replaces the code's title. */
  readonly title?: string;
  /** Path of the wrong input and what it should be, for administrators. */
  readonly field?: string;
  readonly expected?: string;
  readonly dismiss?: () => void;
  /** What helps, where the agent can do it here. */
  readonly remedy?: { readonly label: string; readonly run: () => void };
}

/** What happened, what to do, and the code for support, in that order. The caller's wrapper carries `role="alert"`. */
export function notice(code: ErrorCode, words: Words, { title, advice, field, expected, dismiss, remedy }: NoticeDetail = {}): TemplateResult {
  const said = words.errors[code];
  return html`
    <div class="note ${AMBER.has(code) ? 'warn' : 'neg'}" part="notice">
      ${icon(ICONS[code] ?? CircleAlert)}
      <h3>${title ?? said.title}</h3>
      ${
        dismiss
          ? html`<button class="ico" data-place="dismiss-message" aria-label=${words.dismissMessage} title=${words.dismissMessage} @click=${dismiss}>
              ${icon(X, 18)}
            </button>`
          : html`<span></span>`
      }
      <p>${advice ?? said.advice}</p>
      ${field === undefined ? nothing : html`<p><b class="num">${field}</b>${expected === undefined ? nothing : html`<br />${words.expected}: ${expected}`}</p>`}
      ${remedy ? html`<button class="btn s remedy" data-place="remedy" @click=${remedy.run}>${remedy.label}</button>` : nothing}
      <div class="code">${code}</div>
    </div>
  `;
}
