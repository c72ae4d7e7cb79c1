import type { Meta } from '@storybook/web-components-vite';
import type { CallEvent } from '../src/contacts/call-event.js';
import { ago } from './calls.js';
import { neverAnswered, pastCall } from './past-calls.js';
import { statesOf } from './stage.js';

const history = statesOf('it-call-history');

export default { title: 'Call history' } satisfies Meta;

/** A call of so many minutes ago. */
function call(minutes: number, change: Partial<CallEvent> = {}): CallEvent {
  return pastCall(`call-${minutes}`, ago(minutes * 60), change);
}

function unanswered(minutes: number, change: Partial<CallEvent> = {}): CallEvent {
  return neverAnswered(call(minutes, change));
}

const AGENT = { number: '1001', name: '佐藤花子' };
const EVERY_KIND: readonly CallEvent[] = [
  unanswered(0, { state: 'ringing' }),
  call(1, { state: 'answered' }),
  call(2),
  unanswered(3),
  call(4, { kind: 'external', caller: { number: '0312345678', name: 'Nguyễn Thị Ánh' } }),
  call(5, { direction: 'out', kind: 'external', caller: AGENT, called: { number: '0312345678' } }),
  unanswered(6, { direction: 'out', kind: 'external', caller: AGENT, called: { number: '0312345678' }, cause: 17 }),
  unanswered(7, { direction: 'out', kind: 'external', caller: AGENT, called: { number: '0312345678' }, cause: 21 }),
  call(8, { kind: 'internal', groupCode: null, groupName: '', caller: AGENT, called: { number: '1002', name: '鈴木一郎' } }),
  call(9, { caller: { number: 'anonymous' } }),
];

export const EveryKindAndOutcome = history(({ see }) => see('.row.call'), { history: EVERY_KIND });
export const RowInFocus = history(async ({ see }) => (await see('.row.call')).focus(), { history: EVERY_KIND });
export const TenThousand = history(({ see }) => see('.row.call'), {
  history: Array.from({ length: 10_000 }, (_, minutes) => call(minutes)),
  historyPage: 10_000,
});
export const Found = history(
  async ({ see, write }) => {
    await see('.row.call');
    await write('input', '鈴木');
  },
  { history: EVERY_KIND },
);
export const NothingFound = history(
  async ({ see, write }) => {
    await see('.row.call');
    await write('input', '誰でもない');
    await see('.hint');
  },
  { history: EVERY_KIND },
);
export const None = history(({ see }) => see('.hint'));
export const NoTelephony = history(({ see }) => see('[part=notice]'), { account: { capabilities: { contacts: 'no-telephony' } } });
export const CannotDial = history(
  async ({ line, click, see }) => {
    line.becomes('lost', 'line-offline');
    await click('.row.call [title]:is(button)');
    await see('[role=alert]');
  },
  { history: EVERY_KIND.slice(2) },
);
