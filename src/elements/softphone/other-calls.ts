import ArrowUpDown from 'lucide/dist/esm/icons/arrow-up-down.mjs';
import PhoneIcon from 'lucide/dist/esm/icons/phone.mjs';
import Play from 'lucide/dist/esm/icons/play.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import { band, type BandLook } from '../call/band.js';
import { endOf } from '../call/call-look.js';
import { callerText, numberBeside, type Caller } from '../call/caller.js';
import { icon } from '../icon.js';
import { ringActions, type CallCommands } from './call-controls.js';

/** A live call that is not worked on: thin band, and the button that takes it up again. */
export function otherCall(look: BandLook, call: Call, caller: Caller, label: string, resume: () => void): TemplateResult {
  return html`
    <div class="band thin other ${look.classes}" part="band">
      <span class="glyph">${icon(look.icon, 16, look.shape)}</span>
      <div>
        <div class="phase"><span class="cut">${callerText(caller)}</span></div>
        <div class="sub cut">${look.phase}</div>
      </div>
      <span class="timer num" role="timer">${look.timer}</span>
      <button class="btn s" data-place="resume-${call.id}" aria-label=${label} title=${label} @click=${resume}>
        ${icon(call.hold.local ? Play : ArrowUpDown, 16)}
      </button>
    </div>
  `;
}

/** A call that rings while another is worked on: below, so that nothing above moves. */
export function waitingCall(look: BandLook, call: Call, caller: Caller, words: Words, commands: CallCommands): TemplateResult {
  return html`
    <section aria-label=${words.incomingCalls}>
      ${band({ ...look, phase: callerText(caller), sub: look.phase }, words, 'assertive', 'thin')} ${ringActions(call, words, commands)}
    </section>
  `;
}

/** How a call ended, on one row, below a call that is going on. */
export function endedRow(call: Call, caller: Caller, words: Words, dismiss: () => void): TemplateResult {
  const end = endOf(call, words);
  return html`
    <div class="row" aria-live="polite">
      <span class="icon-slot">${icon(end.icon, 18)}</span><span class="grow cut"><b>${callerText(caller)}</b><span class="apart">${end.phase}</span></span>
      <button class="ico" data-place="dismiss-call" aria-label=${words.dismissCall} title=${words.dismissCall} @click=${dismiss}>${icon(X, 18)}</button>
    </div>
  `;
}

/** Who was on the other side of the call that ended, under its band and above the dial pad. */
export function endedSummary(caller: Caller, words: Words, redial: () => void, dismiss: () => void): TemplateResult {
  return html`
    <div class="row">
      <span class="grow cut"><b>${callerText(caller)}</b>${numberBeside(caller)}</span>
      ${caller.withheld ? nothing : html`<button class="btn s" data-place="redial" @click=${redial}>${icon(PhoneIcon, 14)}${words.redial}</button>`}
      <button class="ico" data-place="dismiss-call" aria-label=${words.dismissCall} title=${words.dismissCall} @click=${dismiss}>${icon(X, 18)}</button>
    </div>
  `;
}
