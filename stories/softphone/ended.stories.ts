import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { CallEnd } from '../../src/phone/call.js';
import { COLLEAGUE, QUEUE_CALL, rings, talks } from '../calls.js';
import { KNOWN } from '../memory-provider.js';
import { statesOf } from '../stage.js';

const softphone = statesOf('it-softphone');

export default { title: 'Softphone/Ended' } satisfies Meta;

/** A call that was dialled, and came to nothing. */
function dialled(reason: CallEnd['reason'], code: number): StoryObj {
  return softphone(async ({ phone, line }) => line.ends(await phone.dial(KNOWN), { reason, side: 'remote', code }));
}

/** A call that was talked on. */
function talked(end: CallEnd): StoryObj {
  return softphone((stage) => stage.line.ends(talks(stage), end));
}

export const HungUp = talked({ reason: 'hung-up', side: 'remote', code: 16 });
export const HungUpHere = talked({ reason: 'hung-up', side: 'local', code: 16 });
export const Transferred = talked({ reason: 'transferred', side: 'local' });
export const MediaFailed = talked({ reason: 'media-failed', side: 'network' });
export const NetworkLost = talked({ reason: 'network-lost', side: 'network' });

export const Cancelled = softphone(async ({ phone, line }) => line.ends(await phone.dial(KNOWN), { reason: 'cancelled', side: 'local' }));
export const Busy = dialled('busy', 486);
export const NoAnswer = dialled('no-answer', 408);
export const Rejected = dialled('rejected', 603);
export const NotFound = dialled('not-found', 404);
export const Unavailable = dialled('unavailable', 480);
export const Forbidden = dialled('forbidden', 403);
export const NotAcceptable = dialled('not-acceptable', 488);
export const ServerError = dialled('server-error', 503);

export const AnsweredElsewhere = softphone((stage) => stage.line.ends(rings(stage, QUEUE_CALL), { reason: 'answered-elsewhere', side: 'remote' }));
export const Missed = softphone((stage) => stage.line.ends(rings(stage, COLLEAGUE), { reason: 'cancelled', side: 'remote' }));
