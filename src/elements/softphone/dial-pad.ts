import Delete from 'lucide/dist/esm/icons/delete.mjs';
import RotateCcwClock from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import PhoneIcon from 'lucide/dist/esm/icons/phone.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import { icon } from '../icon.js';
import { pad } from './pad.js';

/** What a dial pad works on: the typed number and the phone. */
export interface DialPadTarget {
  number: string;
  /** Numbers dialled lately, the last first. */
  readonly dialled: readonly string[];
  /** What is known of the number in the field: whose it is, or that it calls for help. */
  readonly about?: string | undefined;
  /** The number was changed by a person. */
  typed(): void;
  dial(): void;
}

function takeInput(target: DialPadTarget, event: InputEvent): void {
  target.number = (event.target as HTMLInputElement).value;
  // While an IME composes, a redraw would write into its text.
  if (!event.isComposing) target.typed();
}

/** As in a shell: up to older numbers, down to newer ones, from an empty field or from one of them. */
function recall(target: DialPadTarget, event: KeyboardEvent): void {
  const { number, dialled } = target;
  const at = dialled.indexOf(number);
  const next = at + (event.key === 'ArrowUp' ? 1 : -1);
  if ((number !== '' && at < 0) || next < -1 || next >= dialled.length) return;
  event.preventDefault();
  target.number = dialled[next] ?? '';
  target.typed();
}

function takeKey(target: DialPadTarget, event: KeyboardEvent): void {
  if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !event.isComposing) return recall(target, event);
  // Some browsers end the composition before the keydown of its Enter; that keydown still says 229 (UI Events, section 4.3.5).
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  target.number = (event.target as HTMLInputElement).value;
  target.dial();
}

/** The field for a number; Enter means {@link DialPadTarget.dial}. */
export function numberField(target: DialPadTarget, words: Words): TemplateResult {
  return html`
    <div class="field">
      <input
        type="text"
        inputmode="tel"
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="go"
        aria-label=${words.phoneNumber}
        placeholder=${words.phoneNumber}
        .value=${target.number}
        @input=${(event: InputEvent) => takeInput(target, event)}
        @compositionend=${() => target.typed()}
        @keydown=${(event: KeyboardEvent) => takeKey(target, event)}
      />
      ${
        target.number
          ? html`<button class="ico" data-place="delete" aria-label=${words.deleteDigit} title=${words.deleteDigit} @click=${() => shorten(target)}>
              ${icon(Delete, 18)}
            </button>`
          : target.dialled.length > 0
            ? html`<button class="ico" data-place="last-number" aria-label=${words.lastNumber} title=${words.lastNumber} @click=${() => takeLast(target)}>
                ${icon(RotateCcwClock, 18)}
              </button>`
            : nothing
      }
    </div>
    ${target.about === undefined ? nothing : html`<p class="hint about" role="status" part="about">${target.about}</p>`}
  `;
}

function takeLast(target: DialPadTarget): void {
  target.number = target.dialled[0] ?? '';
  target.typed();
}

function shorten(target: DialPadTarget): void {
  target.number = target.number.slice(0, -1);
  target.typed();
}

function callButton(target: DialPadTarget, words: Words, size: 'l' | 'xl'): TemplateResult {
  return html`<button class="btn answer ${size}" data-place="call" @click=${() => target.dial()}>${icon(PhoneIcon, 20, 'solid')}${words.call}</button>`;
}

/**
 * Number field, keys and 発信. `full` with keys; `compact` under a held call, where a second number is typed; `field` while a call rings
 * over somebody's typing, so that neither focus nor text is lost.
 */
export function dialPad(form: 'full' | 'compact' | 'field', target: DialPadTarget, words: Words): TemplateResult {
  const press = (key: string): void => {
    target.number += key;
    target.typed();
  };
  return html`
    <div class="body ${form === 'full' ? '' : 'below'}" part="dial-pad">
      <div class=${form === 'compact' ? 'compact' : ''}>
        ${form === 'compact' ? html`<span class="label">${words.anotherCall}</span><span></span>` : nothing}${numberField(target, words)}
        ${form === 'compact' ? callButton(target, words, 'l') : nothing}
      </div>
      ${form === 'full' ? html`${pad('dial', words.phoneNumber, press)}${callButton(target, words, 'xl')}` : nothing}
    </div>
  `;
}
