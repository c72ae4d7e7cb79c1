import MicOff from 'lucide/dist/esm/icons/mic-off.mjs';
import Pause from 'lucide/dist/esm/icons/pause.mjs';
import PhoneForwarded from 'lucide/dist/esm/icons/phone-forwarded.mjs';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';
import type { CallEvent } from '../../contacts/call-event.js';
import type { Words } from '../../i18n/ja.js';
import type { Call } from '../../phone/call.js';
import type { Clock } from '../clock.js';
import { callTime } from '../duration.js';
import { icon, type IconShape } from '../icon.js';
import { statusClass, statusIcon } from '../status/status-look.js';
import { codeOf, endOf, kindLine, placeOf } from './call-look.js';

/** What a band says: read from two metres, in colour, fill, icon and word. */
export interface BandLook {
  readonly classes: string;
  readonly icon: IconNode;
  readonly shape?: IconShape;
  readonly phase: string | TemplateResult;
  readonly sub: string | TemplateResult;
  readonly timer?: string;
  readonly muted?: boolean;
}

export interface BandContext {
  readonly words: Words;
  readonly clock: Clock;
  readonly event: CallEvent | undefined;
  /** The line is lost: a talking call stands, but cannot be steered. */
  readonly lost: boolean;
  /** The call is to somebody who is asked about another call. */
  readonly consultation?: boolean;
  /** Since when the call is held, epoch ms, where that was seen. */
  readonly heldSince: number | undefined;
}

/** The look of a call's band in its present phase. */
export function bandOf(call: Call, context: BandContext): BandLook {
  const { words, clock, event, lost } = context;
  const code = codeOf(call);
  const kind = statusClass(code);
  if (call.phase === 'ended') return endedBand(call, words);
  if (call.transfer?.state === 'transferring') {
    const { target, ringing } = call.transfer;
    return { classes: `${kind} ring`, icon: PhoneForwarded, phase: words.transferring, sub: words.transferTo(target.name ?? target.number, ringing === true) };
  }
  if (call.phase !== 'active') {
    const phase =
      call.direction === 'in'
        ? call.phase === 'answering'
          ? words.answering
          : words.incoming[call.kind ?? 'external']
        : words[call.phase === 'dialing' ? 'dialing' : 'ringing'];
    const kindOrPlace = call.direction === 'in' ? placeOf(call, event, words) : kindLine(call, event, words);
    const sub = call.answersAt !== undefined ? words.answersItself : context.consultation ? words.consulting : kindOrPlace;
    return { classes: `${kind} ring`, icon: statusIcon(code), phase, sub, timer: callTime(clock.since(call.startedAt)) };
  }
  const talked = callTime(clock.since(call.answeredAt ?? call.startedAt));
  if (lost) return { classes: 'lost', icon: RefreshCw, phase: words.reconnecting, sub: words.callStands, timer: talked, muted: call.muted };
  if (call.hold.local) {
    const place = placeOf(call, event, words);
    const sub = html`${words.talkTime} <span class="num" role="timer" aria-live="off">${talked}</span>${place && `\u3000${place}`}`;
    const held = callTime(clock.since(context.heldSince ?? Date.now()));
    return { classes: 'hold', icon: Pause, shape: 'solid', phase: words.held, sub, timer: held, muted: call.muted };
  }
  const talking = call.conference ? words.conference : context.consultation ? words.consulting : words.active;
  const phase = call.hold.remote ? words.heldByOther : talking;
  const sub = call.conference ? words.conferenceOf : kindLine(call, event, words);
  return { classes: kind, icon: statusIcon(code), phase, sub, timer: talked, muted: call.muted };
}

function endedBand(call: Call, words: Words): BandLook {
  const end = endOf(call, words);
  const time = call.answeredAt !== undefined && call.endedAt !== undefined ? { timer: callTime(call.endedAt - call.answeredAt) } : {};
  return { classes: end.failed ? 'ended failed' : 'ended', icon: end.icon, phase: end.phase, sub: end.detail, ...time };
}

/**
 * The band. Its words are a live region (`politeness`), its timer is not; the softphone keeps one band in the page, also with
 * nothing to say, because a live region has to be there before its words are.
 */
export function band(look: BandLook | undefined, words: Words, politeness: 'polite' | 'assertive' = 'polite', extra = ''): TemplateResult {
  return html`
    <div class="band ${look ? look.classes : 'none'} ${extra}" part="band">
      ${look ? html`<span class="glyph">${icon(look.icon, 20, look.shape)}</span>` : nothing}
      <div class="words" aria-live=${politeness} aria-atomic="true">
        ${
          look
            ? html`<div class="phase">
                  <span class="cut">${look.phase}</span
                  >${look.muted ? html`<span class="pill">${icon(MicOff, 12)}<span class="cut">${words.muted}</span></span>` : nothing}
                </div>
                <div class="sub cut">${look.sub}</div>`
            : nothing
        }
      </div>
      ${look?.timer ? html`<span class="timer num" role="timer" part="timer">${look.timer}</span>` : nothing}
    </div>
  `;
}
