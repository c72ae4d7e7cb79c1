import type { RTCSession } from 'jssip/lib/RTCSession';
import type { CallKind, Peer } from '../../phone/call.js';
import { answeredBy, replacedBy } from './asserted-party.js';
import type { CallSurroundings } from './call-surroundings.js';
import { readLinkedId, type HeaderSource } from './caller.js';

/** Tells the phone what messages of a session say of its call: the linkedId, and who the other party is, also after a transfer (RFC 3325, RFC 4916). */
export function describeCall(id: string, session: RTCSession, around: Pick<CallSurroundings, 'state' | 'kindOf' | 'apply'>): void {
  const learnLinkedId = (message: HeaderSource): void => {
    const linkedId = readLinkedId(message);
    if (linkedId) around.apply({ type: 'call-described', id, linkedId });
  };
  const learnParty = (read: (known: Peer, message: HeaderSource, kindOf: (peer: Peer) => CallKind) => Peer | undefined, message: HeaderSource): void => {
    const known = around.state()?.peer;
    const peer = known && read(known, message, (party) => around.kindOf(party));
    if (!peer) return;
    const other = peer.number === known.number ? {} : { kind: around.kindOf(peer) };
    around.apply({ type: 'call-described', id, peer, ...other });
  };
  session.on('progress', ({ originator, response }: { originator: string; response: HeaderSource | null }) => {
    if (originator === 'remote' && response) learnLinkedId(response);
  });
  session.on('accepted', ({ response }: { response?: HeaderSource | null }) => {
    if (!response) return;
    learnLinkedId(response);
    learnParty(answeredBy, response);
  });
  session.on('reinvite', ({ request }: { request: HeaderSource }) => learnParty(replacedBy, request));
  session.on('update', ({ request }: { request: HeaderSource }) => learnParty(replacedBy, request));
}
