import type { Meta } from '@storybook/web-components-vite';
import { COLLEAGUE, DOCUMENT, QUEUE_CALL, STRANGER, WITHHELD, rings, talks } from './calls.js';
import { statesOf } from './stage.js';

const popup = statesOf('it-call-popup');
const desk = statesOf('it-call-popup', { desk: true });

export default { title: 'Call pop-up' } satisfies Meta;

export const RingsFromQueue = popup((stage) => rings(stage, QUEUE_CALL));
export const RingsFromQueueWithGroup = popup((stage) => {
  rings(stage, QUEUE_CALL);
  stage.callEvents.tells(DOCUMENT);
});
export const RingsExternal = popup((stage) => rings(stage, STRANGER));
export const RingsInternal = popup((stage) => rings(stage, COLLEAGUE));
export const RingsWithheld = popup((stage) => rings(stage, WITHHELD));
export const RingsFromPayphone = popup((stage) => rings(stage, { ...WITHHELD, peer: { number: '', name: '公衆電話' } }));
export const RingsOutOfArea = popup((stage) => rings(stage, { ...WITHHELD, peer: { number: 'unavailable' } }));
export const AnswersItself = popup((stage) => {
  const id = rings(stage, QUEUE_CALL);
  stage.phone.apply({ type: 'call-answers-itself', id, answersAt: Date.now() + 3000 });
});
export const RingsWithLongName = popup((stage) =>
  rings(stage, { ...STRANGER, peer: { number: '+819012345678901', name: '<img src=x> 株式会社とても長い名前のお客様相談室 '.repeat(6) } }),
);
export const SeveralRing = popup((stage) => [QUEUE_CALL, STRANGER, COLLEAGUE].forEach((ring) => rings(stage, ring)));
export const Answering = popup((stage) => stage.phone.apply({ type: 'call-answering', id: rings(stage, QUEUE_CALL) }));
export const Answered = popup((stage) => talks(stage));
export const AnsweredWhileAnotherRings = popup((stage) => {
  talks(stage);
  rings(stage, STRANGER);
});
export const Missed = popup((stage) => stage.line.ends(rings(stage, QUEUE_CALL), { reason: 'cancelled', side: 'remote' }));
export const AnsweredElsewhere = popup((stage) => stage.line.ends(rings(stage, QUEUE_CALL), { reason: 'answered-elsewhere', side: 'remote' }));
export const MicrophoneDenied = popup(async (stage) => {
  stage.line.microphone = 'microphone-denied';
  await stage.phone.answer(rings(stage, QUEUE_CALL)).catch(() => undefined);
  await stage.see('[role=alert]');
});
export const GroupMismatch = popup((stage) => {
  stage.callEvents.tells({ ...DOCUMENT, groupCode: 'G02', groupName: '解約窓口' });
  talks(stage);
});
export const NoDataSource = popup((stage) => {
  stage.callEvents.isAbsent('no-data-source');
  rings(stage, QUEUE_CALL);
});
export const PageBlocked = popup(
  (stage) => {
    stage.callEvents.tells(DOCUMENT);
    talks(stage);
  },
  { blocked: 'https://crm.example/contacts?number=09012345678' },
);

export const DeskPhoneRings = desk(({ callEvents }) => callEvents.tells(DOCUMENT));
export const DeskPhoneAnswered = desk(({ callEvents }) =>
  callEvents.tells({ ...DOCUMENT, state: 'answered', answeredBy: '1001', answeredAt: DOCUMENT.startedAt }),
);
export const DeskPhoneAnsweredElsewhere = desk(({ callEvents }) => {
  callEvents.tells(DOCUMENT);
  callEvents.tells({ ...DOCUMENT, state: 'answered', answeredBy: '1002', answeredAt: Date.now() });
});
export const DeskPhoneGroupMismatch = desk(({ callEvents }) => callEvents.tells({ ...DOCUMENT, groupCode: 'G02', groupName: '解約窓口' }));
