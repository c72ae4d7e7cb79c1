import { NameAddrHeader } from 'jssip';
import type { CallKind, Peer } from '../../phone/call.js';
import { toPeer, type HeaderSource } from './caller.js';

/** The first address of a list of them; a comma within a quoted name separates nothing. */
const FIRST_ADDRESS = /^(?:"(?:[^"\\]|\\.)*"|[^",<])*<[^>]*>/;
/** Digits at the end that tell a subscriber: +81 3… and 03… are one (E.164 without country code and trunk prefix). */
const SUBSCRIBER_DIGITS = 9;

/**
 * Who the PBX says is on the other side: `P-Asserted-Identity` (RFC 3325 section 9.1), which Asterisk sends in answers, re-INVITE and UPDATE when its
 * connected line changes (chan_sip `sendrpid=pai`, chan_pjsip `send_pai=yes`). Undefined where it says nobody.
 */
export function assertedParty(message: HeaderSource): Peer | undefined {
  const asserted = message.getHeader('P-Asserted-Identity');
  const first = asserted && (FIRST_ADDRESS.exec(asserted)?.[0] ?? asserted);
  const address = first ? (NameAddrHeader.parse(first) as unknown as Parameters<typeof toPeer>[0] | undefined) : undefined;
  const peer = address && toPeer(address);
  return peer?.number ? peer : undefined;
}

/**
 * Who answered our INVITE. Undefined: nothing new. A colleague is who they say, also where we dialled a queue, a pick-up code or another colleague;
 * outside, the number stays as it was dialled, because trunks assert what they like, and only the name is taken.
 */
export function answeredBy(dialled: Peer, response: HeaderSource, kindOf: (peer: Peer) => CallKind): Peer | undefined {
  const peer = assertedParty(response);
  if (!peer) return undefined;
  if (dialled.number.startsWith('*') || kindOf(peer) === 'internal') return peer;
  return peer.name === undefined ? undefined : { ...peer, number: dialled.number };
}

/** Who a request in the dialog (re-INVITE, UPDATE) puts in the place of the party known so far, after a transfer or pick-up. Undefined: nobody else. */
export function replacedBy(known: Peer, request: HeaderSource): Peer | undefined {
  const peer = assertedParty(request);
  return peer && !isSameNumber(peer.number, known.number) ? peer : undefined;
}

function isSameNumber(a: string, b: string): boolean {
  const [one, other] = [a, b].map((number) => number.replace(/\D/g, '').slice(-SUBSCRIBER_DIGITS));
  return a === b || (one === other && one?.length === SUBSCRIBER_DIGITS);
}
