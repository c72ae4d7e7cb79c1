import { isLive, type Call } from '../../phone/call.js';
import { partiesOf } from '../../phone/joined-calls.js';
import { oldestRinging, type PhoneSnapshot } from '../../phone/phone-state.js';

/** What the softphone shows of the phone's calls. */
export interface Situation {
  /** In the band: the call that is worked on, else the oldest that rings. */
  readonly main: Call | undefined;
  /** Everybody in the conversation of the call in the band: itself, and in a conference the others. */
  readonly parties: readonly Call[];
  /** The call that waits for the outcome of a consultation, in the band or beside it. */
  readonly consulting: Call | undefined;
  /** Live calls that are not worked on, e.g. on hold; a thin band each. */
  readonly others: readonly Call[];
  /** Rings while another call is worked on. */
  readonly waiting: Call | undefined;
  /** How many more ring beside the one that is drawn. */
  readonly ringingMore: number;
  /** The newest call that is over and not dismissed: in the band when nothing lives, else a row. */
  readonly ended: Call | undefined;
}

/** Reads the snapshot; decides nothing that the store has not decided. */
export function situationOf(phone: PhoneSnapshot): Situation {
  const live = phone.calls.filter(isLive);
  const active = live.find((call) => call.id === phone.activeCallId);
  const ringing = live.filter((call) => call.direction === 'in' && call.phase === 'ringing');
  const first = oldestRinging(phone);
  const main = active ?? first ?? live[0];
  const ended = phone.calls
    .filter((call) => !isLive(call))
    .reduce<Call | undefined>((newest, call) => ((call.endedAt ?? 0) >= (newest?.endedAt ?? 0) ? call : newest), undefined);
  const parties = main ? partiesOf(live, main) : [];
  const waiting = main === first ? undefined : first;
  return {
    main,
    parties,
    consulting: live.find(({ transfer }) => transfer?.state === 'consulting'),
    others: live.filter((call) => !parties.includes(call) && !ringing.includes(call)),
    waiting,
    ringingMore: Math.max(0, ringing.length - 1),
    ended,
  };
}

/** Between extensions: no customer is behind it. A number no longer than our own extension is taken for one until the kind is known. */
export function isInternal({ kind, peer }: Call, extension: string | undefined): boolean {
  if (kind !== undefined) return kind === 'internal';
  return extension !== undefined && /^\d+$/.test(peer.number) && peer.number.length <= extension.length;
}
