import type { CallKind, Direction, Peer } from '../phone/call.js';

/** One call as ami-manager tells it (`customer/{customerId}/amiEvents/{linkedId}`), parsed. Times are epoch ms. */
export interface CallEvent {
  readonly linkedId: string;
  readonly direction: Direction;
  readonly kind: CallKind;
  readonly caller: Peer;
  readonly called: Peer;
  /** Of the queue or the dialled number; null: internal only; absent until it is known. */
  readonly groupCode?: string | null;
  readonly groupName?: string;
  readonly queue?: string;
  /** Extensions that the call rings or rang. */
  readonly extensions: readonly string[];
  /** SIP Call-IDs of its legs. */
  readonly callIds: readonly string[];
  readonly state: 'ringing' | 'answered' | 'ended';
  readonly startedAt: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  /** Extension that answered. */
  readonly answeredBy?: string;
  readonly cause?: number;
  /** It stood there when the source began to listen: what happened before that is no news. */
  readonly earlier?: true;
}
