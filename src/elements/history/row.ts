import Phone from 'lucide/dist/esm/icons/phone.mjs';
import PhoneIncoming from 'lucide/dist/esm/icons/phone-incoming.mjs';
import PhoneMissed from 'lucide/dist/esm/icons/phone-missed.mjs';
import PhoneOutgoing from 'lucide/dist/esm/icons/phone-outgoing.mjs';
import UserRoundSearch from 'lucide/dist/esm/icons/user-round-search.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';
import type { AccountSnapshot } from '../../config/config.js';
import type { CallEvent } from '../../contacts/call-event.js';
import { kindOfPastCall, otherParty, outcomeOf } from '../../contacts/past-call.js';
import { isWithheld } from '../../contacts/pop-rule.js';
import type { Words } from '../../i18n/ja.js';
import type { NumberFormat } from '../call/number-format.js';
import { icon } from '../icon.js';
import { statusClass } from '../status/status-look.js';
import { cellsOf, COLUMNS, drawnCell, historyTime } from './cells.js';

/** What all rows of one drawing share. */
export interface RowScene {
  readonly words: Words;
  readonly account: AccountSnapshot | undefined;
  readonly timeZone: string;
  readonly numbers: NumberFormat;
  readonly dial: (number: string, name: string | undefined) => void;
  readonly show: (call: CallEvent) => void;
}

/** Colour and icon of a kind: as the bar and the band have them (LOOK: blue out, teal direct, violet ACD). */
function lookOf(call: CallEvent): { code: number; sign: IconNode } {
  const kind = kindOfPastCall(call);
  if (kind === 'internal') return { code: 1, sign: Users };
  if (kind === 'out') return { code: 78, sign: PhoneOutgoing };
  return { code: call.kind === 'acd' ? 98 : 88, sign: PhoneIncoming };
}

/** A call of the history; `current`: Tab comes to it and to its buttons. */
export function historyRow(call: CallEvent, index: number, current: boolean, scene: RowScene): TemplateResult {
  const cells = cellsOf(call, scene.words, (time) => historyTime(time, scene.timeZone));
  const { code, sign } = lookOf(call);
  const outcome = outcomeOf(call);
  return html`
    <div class="row call" part="row" role="row" aria-rowindex=${index + 2} tabindex=${current ? 0 : -1} data-id=${call.linkedId}>
      ${COLUMNS.map((column) => {
        const mark = column === 'kind' ? html`<span class="mark ${statusClass(code)}">${icon(sign, 14)}</span>` : nothing;
        const missed = column === 'outcome' && outcome === 'missed' ? html`<span class="mark missed">${icon(PhoneMissed, 14)}</span>` : nothing;
        return html`<span class="cell ${column} ${column === 'outcome' ? outcome : ''}" role="gridcell" title=${cells[column] || nothing}
          >${mark}${missed}<span class="cut">${drawnCell(column, cells, call, scene.numbers)}</span></span
        >`;
      })}
      <span class="cell todo" role="gridcell">${actions(call, current, scene)}</span>
    </div>
  `;
}

/** Calling back, and the contact; numbers that are nobody's have neither, extensions no contact. */
function actions(call: CallEvent, current: boolean, { words, account, dial, show }: RowScene): TemplateResult | typeof nothing {
  const { number, name } = otherParty(call, account?.extension);
  if (isWithheld(number)) return nothing;
  const whom = name ?? number;
  const tabindex = current ? 0 : -1;
  const callBack = html`<button
    class="ico"
    tabindex=${tabindex}
    aria-label=${words.history.callBack(whom)}
    title=${words.call}
    @click=${() => dial(number, name)}
  >
    ${icon(Phone, 16, 'solid')}
  </button>`;
  const contact = html`<button
    class="ico"
    tabindex=${tabindex}
    aria-label=${`${words.showContact} ${whom}`}
    title=${words.showContact}
    @click=${() => show(call)}
  >
    ${icon(UserRoundSearch, 16)}
  </button>`;
  return html`${account?.capabilities.phone ? nothing : callBack} ${call.kind === 'internal' ? nothing : contact}`;
}
