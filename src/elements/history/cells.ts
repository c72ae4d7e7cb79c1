import { html, type TemplateResult } from 'lit';
import type { CallEvent } from '../../contacts/call-event.js';
import { kindOfPastCall, outcomeOf, talkedFor } from '../../contacts/past-call.js';
import { isWithheld } from '../../contacts/pop-rule.js';
import type { Words } from '../../i18n/ja.js';
import type { NumberFormat } from '../call/number-format.js';
import { numberText } from '../call/number-text.js';
import { callTime } from '../duration.js';

/** 日時, グループ名, 発信者, 発信番号, 種別, 通話先, 通話時間, 通話状態: the columns of the history, in their order. */
export const COLUMNS = ['time', 'group', 'caller', 'number', 'kind', 'called', 'duration', 'outcome'] as const;
export type Column = (typeof COLUMNS)[number];

/** A call in words, the same on the page and in the file. Raw text of callers: only ever rendered as text. */
export function cellsOf(call: CallEvent, words: Words, timeOf: (time: number) => string): Readonly<Record<Column, string>> {
  const talked = talkedFor(call);
  const { caller, called } = call;
  const withheld = isWithheld(caller.number);
  return {
    time: timeOf(call.startedAt),
    group: call.groupName ?? call.groupCode ?? '',
    caller: caller.name ?? (withheld ? words.withheld : ''),
    number: withheld ? '' : caller.number,
    kind: words.history.kinds[kindOfPastCall(call)],
    called: called.name === undefined ? called.number : `${called.name} ${called.number}`.trim(),
    duration: talked === undefined ? '' : callTime(talked),
    outcome: words.history.outcomes[outcomeOf(call)],
  };
}

/** A cell as it is drawn: numbers as their country writes them. */
export function drawnCell(column: Column, cells: Readonly<Record<Column, string>>, { called }: CallEvent, numbers: NumberFormat): string | TemplateResult {
  if (column === 'number' && cells.number !== '') return numberText(numbers.parts(cells.number));
  if (column === 'called' && called.number !== '')
    return html`${called.name === undefined ? '' : `${called.name} `}${numberText(numbers.parts(called.number))}`;
  return cells[column];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026/11/25 14:22:05` in every language, so that a column of them reads well and a spreadsheet understands it. */
export function historyTime(time: number, timeZone: string): string {
  const format = formats.get(timeZone) ?? makeFormat(timeZone);
  formats.set(timeZone, format);
  return format.format(time);
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const look = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('ja', { timeZone, ...look });
  } catch {
    // The host names a zone that there is none of.
    return new Intl.DateTimeFormat('ja', { timeZone: 'Asia/Tokyo', ...look });
  }
}
