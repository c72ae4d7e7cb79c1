import Mic from 'lucide/dist/esm/icons/mic.mjs';
import MicOff from 'lucide/dist/esm/icons/mic-off.mjs';
import PhoneIcon from 'lucide/dist/esm/icons/phone.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import type { BandLook } from '../call/band.js';
import { codeOf } from '../call/call-look.js';
import { callerLine, type Caller } from '../call/caller.js';
import { icon } from '../icon.js';
import { statusClass } from '../status/status-look.js';
import type { CallCommands } from './call-controls.js';

/** What the launcher becomes during a call: who, what, and the two buttons that cannot wait. */
export function callPill(call: Call, look: BandLook, caller: Caller, words: Words, commands: CallCommands, open: () => void): TemplateResult {
  const rings = call.direction === 'in' && call.phase !== 'active';
  const passing = call.phase !== 'active';
  return html`
    <div class="call-pill ${statusClass(codeOf(call))} ${call.phase === 'active' && call.hold.local ? 'hold' : ''}" part="pill">
      <button class="reopen" data-place="launcher" aria-label="${words.openPhone} ${callerLine(caller)} ${look.phase}" @click=${open}>
        <span class="glyph ${passing ? 'pulse' : ''}">${icon(look.icon, 20, look.shape)}</span>
        <span aria-hidden="true"><b class="cut">${callerLine(caller)}</b> <span class="cut">${look.phase}</span></span>
      </button>
      ${look.timer && !rings ? html`<span class="timer num" role="timer">${look.timer}</span>` : nothing}
      ${
        rings
          ? html`<button
                class="btn hangup"
                data-place="reject-${call.id}"
                aria-label=${words.reject}
                title=${words.reject}
                @click=${() => commands.reject(call)}
              >
                ${icon(PhoneIcon, 18, 'down')}
              </button>
              <button class="btn answer" data-place="answer-${call.id}" @click=${() => commands.answer(call)}>
                ${icon(PhoneIcon, 18, 'solid')}${words.answer}
              </button>`
          : html`<button
              class="btn hangup"
              data-place="hang-up-${call.id}"
              aria-label=${words.hangUp}
              title=${words.hangUp}
              @click=${() => commands.hangUp(call)}
            >
              ${icon(PhoneIcon, 18, 'down')}
            </button>`
      }
      ${
        call.phase === 'active'
          ? html`<button
              class="ico"
              data-place="mute"
              aria-label=${call.muted ? words.unmute : words.mute}
              title=${call.muted ? words.unmute : words.mute}
              @click=${() => commands.toggleMute(call)}
            >
              ${icon(call.muted ? MicOff : Mic, 18)}
            </button>`
          : nothing
      }
    </div>
  `;
}
