import Grid3x3 from 'lucide/dist/esm/icons/grid-3x3.mjs';
import Headphones from 'lucide/dist/esm/icons/headphones.mjs';
import Mic from 'lucide/dist/esm/icons/mic.mjs';
import MicOff from 'lucide/dist/esm/icons/mic-off.mjs';
import Pause from 'lucide/dist/esm/icons/pause.mjs';
import PhoneForwarded from 'lucide/dist/esm/icons/phone-forwarded.mjs';
import UserRoundPlus from 'lucide/dist/esm/icons/user-round-plus.mjs';
import PhoneIcon from 'lucide/dist/esm/icons/phone.mjs';
import Play from 'lucide/dist/esm/icons/play.mjs';
import UserRoundSearch from 'lucide/dist/esm/icons/user-round-search.mjs';
import UsersRound from 'lucide/dist/esm/icons/users-round.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';
import type { Shortcuts } from '../../config/shortcut.js';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import { icon, type IconShape } from '../icon.js';
import { moveFocus } from './pad.js';

const TILE_COLUMNS = 3;

/** What a person may do with the call in the band. */
export interface CallCommands {
  answer(call: Call): void;
  reject(call: Call): void;
  hangUp(call: Call): void;
  toggleMute(call: Call): void;
  toggleHold(call: Call): void;
  /** Absent while the call is consulted about, or in a conference. */
  readonly showTransfer: (() => void) | undefined;
  /** Page-wide keys. */
  readonly shortcuts: Shortcuts;
  cancelTransfer(): void;
  completeTransfer(): void;
  showKeypad(): void;
  showDevices(): void;
  addCall(): void;
  /** Makes a conference with the call beside it; absent where there is none that is answered. */
  readonly merge: (() => void) | undefined;
  /** Absent where there is no contact to show: internal and withheld calls. */
  readonly showContact: ((call: Call) => void) | undefined;
}

function tile(place: string, node: IconNode, label: string, click: () => void, keys: string, look = '', shape: IconShape = 'outline'): TemplateResult {
  return html`<button class="tile ${look}" data-place=${place} aria-keyshortcuts=${keys || nothing} title=${keys ? tip(label, keys) : nothing} @click=${click}>
    ${icon(node, 20, shape)}<span>${label}</span>
  </button>`;
}

/** A label and its keys, as a tooltip says them. */
function tip(label: string, keys: string): string {
  return `${label} (${keys.replaceAll('Control', 'Ctrl').split(' ').join(', ')})`;
}

/** The key inside the softphone, and the page-wide one where the host configured it. */
function both(key: string, pageWide: string | undefined): string {
  return pageWide === undefined ? key : `${key} ${pageWide}`;
}

/** Mute, hold, transfer, keypad, devices, a further call: toggles change their name on the same tile. */
export function tiles(call: Call, words: Words, commands: CallCommands): TemplateResult {
  const { muted, hold } = call;
  return html`
    <div class="tiles" role="group" aria-label=${words.tiles} @keydown=${(event: KeyboardEvent) => moveFocus(event, TILE_COLUMNS)}>
      ${tile('mute', muted ? MicOff : Mic, muted ? words.unmute : words.mute, () => commands.toggleMute(call), both('M', commands.shortcuts.mute), muted ? 'on' : '')}
      ${
        hold.local
          ? tile('hold', Play, words.resume, () => commands.toggleHold(call), both('H', commands.shortcuts.hold), 'paused', 'solid')
          : tile('hold', Pause, words.hold, () => commands.toggleHold(call), both('H', commands.shortcuts.hold))
      }
      ${
        commands.showTransfer
          ? html`<button
              class="tile"
              data-place="transfer"
              aria-keyshortcuts="T"
              title=${tip(words.transfer, 'T')}
              aria-label=${words.transferShort === words.transfer ? nothing : words.transfer}
              @click=${commands.showTransfer}
            >
              ${icon(PhoneForwarded, 20)}<span>${words.transferShort}</span>
            </button>`
          : nothing
      }
      ${tile('keypad', Grid3x3, words.keypad, () => commands.showKeypad(), 'K')} ${tile('devices', Headphones, words.devices, () => commands.showDevices(), '')}
      ${commands.merge ? tile('merge', UsersRound, words.merge, commands.merge, '') : tile('add', UserRoundPlus, words.addCall, () => commands.addCall(), '')}
    </div>
  `;
}

/** 拒否 left, 応答 right. While answering, 応答 waits. `whom` tells the buttons of a second ringing call apart: no two have one name. */
export function ringActions(
  call: Call,
  words: Words,
  { answer, reject, shortcuts = {} }: Pick<CallCommands, 'answer' | 'reject'> & Partial<Pick<CallCommands, 'shortcuts'>>,
  whom?: string,
): TemplateResult {
  const answering = call.phase === 'answering';
  const named = (label: string): string | typeof nothing => (whom === undefined ? nothing : `${label} ${whom}`);
  return html`
    <div class="actions ring" part="actions">
      <button
        class="btn xl hangup"
        data-place="reject-${call.id}"
        aria-keyshortcuts=${shortcuts.reject ?? nothing}
        title=${shortcuts.reject ? tip(words.reject, shortcuts.reject) : nothing}
        aria-label=${named(words.reject)}
        @click=${() => reject(call)}
      >
        ${icon(PhoneIcon, 20, 'down')}${words.reject}
      </button>
      <button
        class="btn xl answer"
        data-place="answer-${call.id}"
        aria-keyshortcuts=${shortcuts.answer ?? nothing}
        title=${shortcuts.answer ? tip(words.answer, shortcuts.answer) : nothing}
        aria-label=${named(words.answer)}
        ?disabled=${answering}
        @click=${() => answer(call)}
      >
        ${icon(PhoneIcon, 20, 'solid')}${words.answer}
      </button>
    </div>
  `;
}

/** 切断 left; at its right what is next: closing a panel, or the customer's record. */
export function callActions(call: Call, words: Words, commands: CallCommands, close: (() => void) | undefined): TemplateResult {
  const { showContact } = commands;
  const alone = !close && !(showContact && call.phase === 'active');
  const hangUp = html`<button
    class="btn l hangup"
    data-place="hang-up-${call.id}"
    aria-keyshortcuts=${commands.shortcuts.hangUp ?? nothing}
    title=${commands.shortcuts.hangUp ? tip(words.hangUp, commands.shortcuts.hangUp) : nothing}
    @click=${() => commands.hangUp(call)}
  >
    ${icon(PhoneIcon, 20, 'down')}${words.hangUp}
  </button>`;
  const next = close
    ? html`<button class="btn l" data-place="close" @click=${close}>${words.close}</button>`
    : html`<button class="btn l" data-place="contact" @click=${() => showContact?.(call)}>
        ${icon(UserRoundSearch, 18)}<span class="cut">${words.showContact}</span>
      </button>`;
  return html`<div class="actions ${alone ? 'one' : ''}" part="actions">${hangUp}${alone ? '' : next}</div>`;
}
