import type { RTCSession } from 'jssip/lib/RTCSession';
import type { DialogRecord, InviteRecord } from '../tabs/recovered-call.js';

/** What JsSIP's session knows of its dialog and its types do not tell (RTCSession.js, Dialog.js, SIPMessage.js 3.13.8). */
interface Negotiated {
  readonly _dialog: { readonly id: { readonly call_id: string; readonly local_tag: string; readonly remote_tag: string } } | null | undefined;
  readonly _from_tag: string | null;
  readonly _request: Request;
}

interface Address {
  readonly uri: { toString(): string };
  getParam(name: string): string | undefined;
}

interface Request {
  readonly call_id: string;
  readonly cseq: number;
  readonly ruri: { toString(): string };
  readonly from: Address;
  readonly to: Address;
  /** Of an incoming request: the tag that our answers carry. */
  readonly to_tag?: string;
  readonly headers: { readonly Via?: readonly (string | { readonly raw: string })[] };
}

/** What the next page needs of this session; undefined before its request has left. */
export function dialogRecord(session: RTCSession): DialogRecord | undefined {
  const { _dialog: dialog, _request: request } = session as unknown as Negotiated;
  if (session.isEstablished() && dialog) {
    const { call_id: callId, local_tag: localTag, remote_tag: remoteTag } = dialog.id;
    return { callId, localTag, remoteTag };
  }
  const incoming = String(session.direction) === 'incoming';
  const localTag = incoming ? request.to_tag : request.from.getParam('tag');
  const via = (request.headers.Via ?? []).map((value) => (typeof value === 'string' ? value : value.raw)).filter(Boolean);
  if (localTag === undefined || via.length === 0) return undefined;
  return { callId: request.call_id, localTag, invite: inviteRecord(request, via) };
}

function inviteRecord(request: Request, via: readonly string[]): InviteRecord {
  return { target: request.ruri.toString(), via, from: withoutName(request.from), to: withoutName(request.to), cseq: request.cseq };
}

function withoutName(address: Address): string {
  const tag = address.getParam('tag');
  return `<${address.uri.toString()}>${tag === undefined ? '' : `;tag=${tag}`}`;
}

/** `Replaces` (RFC 3891 section 6.1): `to-tag` is the tag of whoever gets the request, Asterisk. */
export function replacesHeader({ callId, localTag, remoteTag }: DialogRecord): string {
  return `Replaces: ${callId};to-tag=${remoteTag};from-tag=${localTag}`;
}

/** CANCEL of an INVITE that an earlier page sent: the branch and the rest of its top Via make it that transaction's (RFC 3261 section 9.1). */
export function cancelOf({ callId, invite }: DialogRecord & { invite: InviteRecord }): string {
  const { target, via, from, to, cseq } = invite;
  return message(`CANCEL ${target} SIP/2.0`, via.slice(0, 1), { From: from, To: to, 'Call-ID': callId, CSeq: `${cseq} CANCEL`, 'Max-Forwards': '70' });
}

/** 486 to an INVITE that an earlier page got (RFC 3261 section 8.2.6): a response finds its transaction by its Via, whatever connection it comes by. */
export function busyHere({ callId, localTag, invite }: DialogRecord & { invite: InviteRecord }): string {
  const { via, from, to, cseq } = invite;
  const answeredTo = /;\s*tag=/i.test(to) ? to : `${to};tag=${localTag}`;
  return message('SIP/2.0 486 Busy Here', via, { From: from, To: answeredTo, 'Call-ID': callId, CSeq: `${cseq} INVITE` });
}

function message(firstLine: string, via: readonly string[], headers: Readonly<Record<string, string>>): string {
  const lines = [
    firstLine,
    ...via.map((value) => `Via: ${value}`),
    ...Object.entries({ ...headers, 'Content-Length': '0' }).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
