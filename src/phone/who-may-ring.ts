import { isLive, type Call, type CallKind } from './call.js';

/** Agent-status codes that an agent (0 to 3) or the system (7) chooses and that decide what may ring; 78 to 99 follow from calls. */
export const CHOSEN_CODES = [0, 1, 2, 3, 7] as const;

export interface RingingSituation {
  readonly calls: readonly Call[];
  /** The last chosen status, undefined while unknown. */
  readonly chosenStatus: number | undefined;
  /** Whether a second call may ring while one is in progress. */
  readonly callWaiting: boolean;
}

/**
 * Whether an incoming call of this kind may ring here; if not, it is answered 486 Busy Here.
 * Decided by the last chosen status and this phone's own calls, never by 78 to 99, which the server sets for the very call that rings:
 * 0 takes all, 1 (ログオフ) none, 2, 3 and 7 internal calls only; an unknown status rings.
 */
export function mayRing(kind: CallKind, { calls, chosenStatus, callWaiting }: RingingSituation): boolean {
  // A call on its way to somebody else keeps nobody busy: it is how the PBX brings back a party whom the target did not take.
  if (!callWaiting && calls.some((call) => isLive(call) && call.transfer?.state !== 'transferring')) return false;
  switch (chosenStatus) {
    case 1:
      return false;
    case 2:
    case 3:
    case 7:
      return kind === 'internal';
    default:
      return true;
  }
}
