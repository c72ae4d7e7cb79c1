import type { Meta } from '@storybook/web-components-vite';
import { COLLEAGUE, DOCUMENT, QUEUE_CALL, STRANGER, WITHHELD, rings, talks } from '../calls.js';
import { KNOWN } from '../memory-provider.js';
import { statesOf } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Call' } satisfies Meta;

export const Dialing = softphone(({ phone }) => phone.dial(KNOWN));
export const Ringing = softphone(async ({ phone, line }) => line.farRings(await phone.dial(KNOWN)));
export const EarlyMedia = softphone(async ({ phone, line }) => line.farRings(await phone.dial('117'), true));
export const EmergencyCall = softphone(async ({ phone, line }) => line.farAnswers(await phone.dial('110')));
export const OutgoingActive = softphone(async ({ phone, line }) => line.farAnswers(await phone.dial(KNOWN)));

export const RingsFromQueue = softphone((stage) => rings(stage, QUEUE_CALL));
export const RingsFromQueueWithGroup = softphone((stage) => {
  rings(stage, QUEUE_CALL);
  stage.callEvents.tells(DOCUMENT);
});
export const RingsExternal = softphone((stage) => rings(stage, STRANGER));
export const RingsInternal = softphone((stage) => rings(stage, COLLEAGUE));
export const RingsWithheld = softphone((stage) => rings(stage, WITHHELD));
export const RingsWithLongName = softphone((stage) =>
  rings(stage, { ...STRANGER, peer: { number: '+819012345678901', name: 'Công ty Trách nhiệm Hữu hạn Thương mại Dịch vụ <b>Nguyễn</b> '.repeat(3) } }),
);
export const RingsOverTyping = softphone(async (stage) => {
  (await stage.see('input')).focus();
  await stage.write('input', '0312');
  rings(stage, QUEUE_CALL);
  await stage.see('.actions.ring');
});
export const SeveralRing = softphone((stage) => [QUEUE_CALL, STRANGER, COLLEAGUE].forEach((ring) => rings(stage, ring)));
export const Answering = softphone((stage) => stage.phone.apply({ type: 'call-answering', id: rings(stage, QUEUE_CALL) }));

export const Active = softphone((stage) => talks(stage));
export const ActiveInternal = softphone((stage) => talks(stage, COLLEAGUE));
export const ActiveWithheld = softphone((stage) => talks(stage, WITHHELD));
export const Muted = softphone((stage) => stage.phone.setMuted(true, talks(stage)));
export const HeldHere = softphone((stage) => stage.phone.setHold(true, talks(stage)));
export const HeldThere = softphone((stage) => stage.line.farHolds(talks(stage), true));
export const HeldHereAndMuted = softphone(async (stage) => {
  const id = talks(stage);
  await stage.phone.setMuted(true, id);
  await stage.phone.setHold(true, id);
});
export const LineLost = softphone((stage) => {
  talks(stage);
  stage.line.becomes('lost');
});
export const Keypad = softphone(async (stage) => {
  talks(stage);
  await stage.click('[data-place=keypad]');
  for (const key of ['1', '2', '#']) await stage.click(`[part=keypad] [aria-label='${key}']`);
});

export const AnotherRings = softphone((stage) => {
  talks(stage);
  rings(stage, STRANGER);
});
export const TwoCalls = softphone(async (stage) => {
  talks(stage);
  stage.line.farAnswers(await stage.phone.dial('1002'));
});
export const TwoCallsBothHeld = softphone(async (stage) => {
  talks(stage);
  const second = await stage.phone.dial('1002');
  stage.line.farAnswers(second);
  await stage.phone.setHold(true, second);
});
export const ThreeCalls = softphone(async (stage) => {
  talks(stage);
  stage.line.farAnswers(await stage.phone.dial('1002'));
  stage.line.farAnswers(await stage.phone.dial('0312345678'));
});
export const AnotherEnded = softphone((stage) => {
  talks(stage);
  stage.line.ends(rings(stage, STRANGER), { reason: 'cancelled', side: 'remote' });
});
