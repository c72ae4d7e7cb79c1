import type { CallKind, Peer } from '../../phone/call.js';

/** Headers by which the dialplan tells what JsSIP's request does not (set before Dial, see README "Asterisk"). */
export interface CallHeaders {
  readonly kind: CallKind;
  readonly linkedId?: string;
  readonly groupCode?: string;
  readonly queue?: string;
}

/** The part of JsSIP's messages that is read here. */
export interface HeaderSource {
  getHeader(name: string): string | undefined;
}

/** An INVITE that came in. */
export interface IncomingInvite extends HeaderSource {
  readonly call_id: string;
  readonly body: string;
}

/** Reads `X-Call-Kind`, `X-Linkedid`, `X-Group-Code`, `X-Queue`; without a kind, a caller of digits only and as long as our extension is a colleague. */
export function readCallHeaders(request: HeaderSource, peer: Peer, extension: string): CallHeaders {
  const kind = request.getHeader('X-Call-Kind')?.trim().toLowerCase();
  const linkedId = readLinkedId(request);
  const groupCode = request.getHeader('X-Group-Code')?.trim();
  const queue = request.getHeader('X-Queue')?.trim();
  return {
    kind: kind === 'internal' || kind === 'external' || kind === 'acd' ? kind : guessKind(peer, extension),
    ...(linkedId && { linkedId }),
    ...(groupCode && { groupCode }),
    ...(queue && { queue }),
  };
}

/** Digits only and as long as our own extension: a colleague. */
export function guessKind({ number }: Peer, extension: string): CallKind {
  return /^\d+$/.test(number) && number.length === extension.length ? 'internal' : 'external';
}

/** Asterisk's Linkedid, from an INVITE or from a response (the embedded PBX sends it there too). */
export function readLinkedId(message: HeaderSource): string | undefined {
  return message.getHeader('X-Linkedid')?.trim() || undefined;
}

/** The other party as JsSIP parsed it. Anonymous callers (RFC 3323) have an empty number; a name that repeats the number says nothing. */
export function toPeer(identity: { display_name?: string | null; uri: { user?: string | null } }): Peer {
  const user = decodeUser(identity.uri.user ?? '');
  const number = /^anonymous$/i.test(user) ? '' : user;
  const name = identity.display_name?.trim();
  return name && name !== number && !/^anonymous$/i.test(name) ? { number, name } : { number };
}

function decodeUser(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    // A stray % is no escape: shown as it came.
    return user;
  }
}
