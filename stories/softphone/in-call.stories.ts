import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { CallQuality, QualityIssue, QualityNumbers } from '../../src/phone/quality.js';
import { QUEUE_CALL, STRANGER, rings, talks } from '../calls.js';
import { KNOWN } from '../memory-provider.js';
import { statesOf, type Stage } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/In call' } satisfies Meta;

const CLEAR: QualityNumbers = {
  mos: 4.4,
  lossIn: 0,
  lossOut: 0,
  jitterMs: 3,
  bufferMs: 42,
  roundTripMs: 28,
  levelIn: -24,
  levelOut: -19,
  codec: 'opus',
  path: 'host – host',
};

function measures(stage: Stage, quality: CallQuality): string {
  const id = talks(stage);
  stage.phone.apply({ type: 'call-measured', id, quality });
  return id;
}

function wrong(issue: QualityIssue, numbers: Partial<QualityNumbers> = {}, verdict: CallQuality['verdict'] = 'fair'): StoryObj {
  return softphone(async (stage) => {
    measures(stage, { verdict, issue, numbers: { ...CLEAR, ...numbers } });
    await stage.see('[part=quality-issue]');
  });
}

export const AnnouncementPlays = softphone(async (stage) => {
  const id = await stage.phone.dial(KNOWN);
  stage.line.farAnswers(id);
  stage.phone.apply({ type: 'call-announced', id, announced: 'playing', at: Date.now() });
  await stage.see('[part=announcement]');
});
export const AnnouncementFailed = softphone(async (stage) => {
  const id = await stage.phone.dial(KNOWN);
  stage.line.farAnswers(id);
  stage.phone.apply({ type: 'call-announced', id, announced: 'failed', at: Date.now() });
  await stage.see('[role=alert]');
});
export const AnswersItself = softphone((stage) => {
  const id = rings(stage, QUEUE_CALL);
  stage.phone.apply({ type: 'call-answers-itself', id, answersAt: Date.now() + 3000 });
});
export const MayNotAnswerItself = softphone(async (stage) => {
  const id = rings(stage, STRANGER);
  stage.phone.apply({ type: 'command-failed', code: 'microphone-denied', callId: id, at: Date.now() });
  await stage.see('[role=alert]');
});

export const QualityGood = softphone((stage) => void measures(stage, { verdict: 'good', numbers: CLEAR }));
export const QualityFair = softphone((stage) => void measures(stage, { verdict: 'fair', numbers: { ...CLEAR, mos: 3.8, roundTripMs: 340 } }));
export const QualityPoor = softphone((stage) => void measures(stage, { verdict: 'poor', numbers: { ...CLEAR, mos: 2.1, lossIn: 18.4 } }));
export const QualityNumbersShown = softphone(async (stage) => {
  measures(stage, { verdict: 'good', numbers: CLEAR });
  await stage.click('[data-place=quality]');
  await stage.see('[part=quality-numbers]');
});
export const MicrophoneSilent = wrong('microphone-silent', { levelOut: -100 }, 'good');
export const SpeakerMissing = wrong('speaker-missing', {}, 'good');
export const NoAudio = wrong('no-audio', { levelIn: -100 }, 'good');
export const LossIn = wrong('loss-in', { mos: 2.6, lossIn: 11.2 }, 'poor');
export const LossOut = wrong('loss-out', { lossOut: 9 });
export const Jitter = wrong('jitter', { jitterMs: 58, bufferMs: 310 });
export const DelayRelay = wrong('delay-relay', { roundTripMs: 520, path: 'relay – host' });
export const DelayVpn = wrong('delay-vpn', { roundTripMs: 480 });
export const Delay = wrong('delay', { roundTripMs: 610 });
export const FarSilent = wrong('far-silent', { levelIn: -100 }, 'good');
export const EndedWithSummary = softphone((stage) => {
  const id = measures(stage, { verdict: 'good', numbers: CLEAR });
  const { levelIn: _levelIn, levelOut: _levelOut, ...means } = CLEAR;
  stage.phone.apply({
    type: 'call-ended',
    id,
    end: { reason: 'hung-up', side: 'remote', code: 16 },
    quality: { ...means, verdict: 'good', worstMos: 3.2, seconds: 271, issues: { 'loss-in': 9 } },
    at: Date.now(),
  });
});
