import UserRoundMinus from 'lucide/dist/esm/icons/user-round-minus.mjs';
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import { callerLine, callerText, numberBeside, type Caller } from '../call/caller.js';
import { icon } from '../icon.js';

/** Everybody in the agent's conference, each with the button that takes them out of it. */
export function participants(parties: readonly Call[], callerOf: (call: Call) => Caller, words: Words, remove: (call: Call) => void): TemplateResult {
  return html`
    <ul class="parties" part="participants" aria-label=${words.participants}>
      ${repeat(
        parties,
        ({ id }) => id,
        (call) => {
          const caller = callerOf(call);
          const line = callerLine(caller);
          return html`
            <li class="row">
              <span class="grow cut"><b>${callerText(caller)}</b>${numberBeside(caller)}</span>
              <button
                class="ico"
                data-place="remove-${call.id}"
                aria-label=${words.removeParticipant(line)}
                title=${words.removeParticipant(line)}
                @click=${() => remove(call)}
              >
                ${icon(UserRoundMinus, 18)}
              </button>
            </li>
          `;
        },
      )}
    </ul>
  `;
}
