import type { Call } from '../phone/call.js';
import type { CallEvent } from './call-event.js';

/** Numbers that are nobody's: withheld (非通知), public telephone (公衆電話), out of area (表示圏外). */
const WITHHELD = /^(?:|anonymous|unavailable|unknown|restricted|withheld|非通知|公衆電話|表示圏外)$/i;

export function isWithheld(number: string): boolean {
  return WITHHELD.test(number.trim());
}

export interface PopSituation {
  readonly popAt: 'ringing' | 'answered';
  readonly groupCodes: readonly string[];
}

export type PopDecision = 'pop' | 'wait' | 'never' | 'group-mismatch';

/**
 * Whether a call's contact record opens by itself: when it rings or (default) once it is answered, never for internal calls or
 * withheld numbers, and only when its document's group code is one of the agent's. Without a document, or before it tells the group, nothing pops.
 */
export function decidePop(call: Call, event: CallEvent | undefined, { popAt, groupCodes }: PopSituation): PopDecision {
  if (call.kind === 'internal' || event?.kind === 'internal' || isWithheld(call.peer.number)) return 'never';
  if (call.phase === 'ended') return 'never';
  if (event?.groupCode === undefined) return 'wait';
  if (event.groupCode === null || !groupCodes.includes(event.groupCode)) return 'group-mismatch';
  return call.phase === 'active' || popAt === 'ringing' ? 'pop' : 'wait';
}
