import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ErrorCode } from '../../src/it-error.js';
import { QUEUE_CALL, rings, talks } from '../calls.js';
import { KNOWN } from '../memory-provider.js';
import { statesOf, type Scene } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Problems' } satisfies Meta;

/** A command failed so, after what the scene says. */
function fails(code: ErrorCode, before: Scene = () => undefined): StoryObj {
  return softphone(async (stage) => {
    await before(stage);
    stage.phone.apply({ type: 'command-failed', code, at: Date.now() });
    await stage.see('[role=alert]');
  });
}

export const NumberInvalid = softphone(async ({ write, click, see }) => {
  await write('input', '100%');
  await click('[data-place=call]');
  await see('[role=alert]');
});
export const MicrophoneDenied = softphone(async ({ line, phone, see }) => {
  line.microphone = 'microphone-denied';
  await phone.dial(KNOWN).catch(() => undefined);
  await see('[role=alert]');
});
export const MicrophoneMissing = softphone(async (stage) => {
  stage.line.microphone = 'microphone-missing';
  await stage.phone.answer(rings(stage, QUEUE_CALL)).catch(() => undefined);
  await stage.see('[role=alert]');
});
export const HoldRefused = softphone(async (stage) => {
  stage.line.refusesHold = true;
  await stage.phone.setHold(true, talks(stage)).catch(() => undefined);
  await stage.see('[role=alert]');
});
export const CallTaken = softphone(async (stage) => {
  stage.line.answersTooLate = true;
  await stage.phone.answer(rings(stage, QUEUE_CALL)).catch(() => undefined);
  await stage.see('[role=alert]');
});
export const NoSuchCall = fails('no-such-call');
export const LineOffline = fails('line-offline');
export const TwoAtOnce = fails('number-invalid', ({ line }) => line.becomes('lost'));
