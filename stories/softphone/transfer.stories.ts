import type { Meta } from '@storybook/web-components-vite';
import { rings, STRANGER, talks } from '../calls.js';
import { statesOf, type Stage } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Transfer' } satisfies Meta;

/** The customer waits, 1003 has been called to be asked; returns that call's id. */
async function consults({ line, phone, see, ...stage }: Stage): Promise<string> {
  talks({ line, phone, ...stage });
  await phone.transfer('1003', { consult: true });
  await see('[data-place=cancel-transfer]');
  return phone.snapshot.calls.at(-1)!.id;
}

async function confers(stage: Stage): Promise<void> {
  talks(stage);
  stage.line.farAnswers(await stage.phone.dial('1002'));
  await stage.phone.merge();
  await stage.see('[part=participants]');
}

export const Panel = softphone(async (stage) => {
  talks(stage);
  await stage.click('[data-place=transfer]');
  await stage.see('[part=transfer]');
});
export const NumberInvalid = softphone(async (stage) => {
  talks(stage);
  await stage.click('[data-place=transfer]');
  await stage.write('input', '100%');
  await stage.click('[data-place=transfer-now]');
  await stage.see('[role=alert]');
});
export const Transferring = softphone((stage) => {
  stage.line.targetLetsWait = true;
  talks(stage);
  void stage.phone.transfer('1003');
});
export const TargetRings = softphone(async (stage) => {
  stage.line.targetLetsWait = true;
  const id = talks(stage);
  void stage.phone.transfer('1003');
  await stage.see('[part=band]');
  stage.line.targetRings(id);
});
export const TransferRefused = softphone(async (stage) => {
  stage.line.targetRefuses = { reason: 'busy', side: 'remote', code: 486 };
  talks(stage);
  await stage.phone.transfer('1003').catch(() => undefined);
  await stage.see('[role=alert]');
});
export const TransferUntold = softphone(async (stage) => {
  stage.line.targetLetsWait = true;
  const id = talks(stage);
  void stage.phone.transfer('1003');
  await stage.see('[part=band]');
  stage.line.ends(id, { reason: 'server-error', side: 'remote' });
  stage.phone.apply({ type: 'transfer-refused', id, refusal: { reason: 'network-lost', side: 'network' } });
  stage.phone.apply({ type: 'command-failed', code: 'transfer-refused', at: Date.now() });
  await stage.see('[role=alert]');
});
export const Transferred = softphone((stage) => {
  talks(stage);
  return stage.phone.transfer('1003');
});
export const ConsultationDials = softphone(consults);
export const Consultation = softphone(async (stage) => stage.line.farAnswers(await consults(stage)));
export const ConsultationWhileAnotherRings = softphone(async (stage) => {
  stage.line.farAnswers(await consults(stage));
  rings(stage, STRANGER);
});
export const ConsultationRefused = softphone(async (stage) => stage.line.ends(await consults(stage), { reason: 'busy', side: 'remote', code: 486 }));
export const Conference = softphone(confers);
export const ConferenceMuted = softphone(async (stage) => {
  await confers(stage);
  await stage.phone.setMuted(true);
});
export const ConferenceHeld = softphone(async (stage) => {
  await confers(stage);
  await stage.phone.setHold(true);
});
export const MergeRefused = softphone(async (stage) => {
  talks(stage);
  stage.line.farAnswers(await stage.phone.dial('1002'));
  stage.phone.apply({ type: 'command-failed', code: 'merge-refused', at: Date.now() });
  await stage.see('[role=alert]');
});
