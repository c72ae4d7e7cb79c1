import type { Meta } from '@storybook/web-components-vite';
import { talks } from '../calls.js';
import { statesOf, type Stage } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Devices' } satisfies Meta;

async function open({ click, see }: Stage): Promise<void> {
  await click('[data-place=devices]');
  await see('[part=devices] select');
}

export const Panel = softphone(open);
export const InACall = softphone(async (stage) => {
  talks(stage);
  await open(stage);
});
export const HeadsetChosen = softphone(async (stage) => {
  for (const device of ['microphone', 'speaker', 'ringer'] as const) stage.audio.choose(device, 'headset');
  await open(stage);
});
export const DeviceMissing = softphone(async (stage) => {
  stage.audio.choose('speaker', 'headset');
  stage.audio.unplugHeadset();
  await open(stage);
});
export const HeadsetUnpluggedInACall = softphone(async (stage) => {
  talks(stage);
  stage.audio.choose('microphone', 'headset');
  stage.audio.unplugHeadset();
  await stage.see('[role=alert]');
});
export const Recording = softphone(async (stage) => {
  stage.audio.trialsLast = true;
  await open(stage);
  await stage.click('[data-place=test-recording]');
});
export const MicrophoneAsked = softphone(async (stage) => {
  stage.audio.tell({ type: 'access-changed', access: 'prompt' });
  await open(stage);
});
export const MicrophoneRefused = softphone(async (stage) => {
  stage.audio.tell({ type: 'access-changed', access: 'denied' });
  await open(stage);
});
export const NoMicrophone = softphone(async (stage) => {
  stage.audio.tell({ type: 'access-changed', access: 'missing' });
  await open(stage);
});
export const OutputsFixed = softphone(async (stage) => {
  stage.audio.tell({ type: 'devices-listed', inputs: [{ id: '1', label: '' }], outputs: [], choosesOutput: false });
  await open(stage);
});
export const SoundBlocked = softphone(async (stage) => {
  stage.audio.tell({ type: 'sound-blocked', blocked: true });
  await stage.see('[data-place=remedy]');
});
export const SoundBlockedInACall = softphone(async (stage) => {
  talks(stage);
  stage.audio.tell({ type: 'sound-blocked', blocked: true });
  await stage.see('[data-place=remedy]');
});
