import type { Meta } from '@storybook/web-components-vite';
import { QUEUE_CALL, WITHHELD, rings, talks } from '../calls.js';
import { KNOWN } from '../memory-provider.js';
import { statesOf } from '../stage.js';

const launcher = statesOf('it-softphone', { attributes: { launcher: '' } });

export default { title: 'Softphone/Launcher' } satisfies Meta;

export const Closed = launcher(({ see }) => see('.launch'));
export const Open = launcher(async ({ click, see }) => {
  await click('.launch');
  await see('[part=panel]');
});
export const Dials = launcher(async ({ phone, see }) => {
  await phone.dial(KNOWN);
  await see('[part=pill]');
});
export const Rings = launcher(async (stage) => {
  rings(stage, QUEUE_CALL);
  await stage.see('[part=pill]');
});
export const RingsWithheld = launcher(async (stage) => {
  rings(stage, WITHHELD);
  await stage.see('[part=pill]');
});
export const Active = launcher(async (stage) => {
  talks(stage);
  await stage.see('[part=pill]');
});
export const Muted = launcher(async (stage) => {
  await stage.phone.setMuted(true, talks(stage));
  await stage.see('[part=pill]');
});
export const Held = launcher(async (stage) => {
  await stage.phone.setHold(true, talks(stage));
  await stage.see('[part=pill]');
});
export const MicrophoneDenied = launcher(async (stage) => {
  stage.line.microphone = 'microphone-denied';
  await stage.phone.answer(rings(stage, QUEUE_CALL)).catch(() => undefined);
  await stage.see('[role=alert]');
});
