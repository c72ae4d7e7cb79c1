import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRequest, IncomingResponse, OutgoingRequest } from 'jssip/lib/SIPMessage';

/** A dialog as JsSIP keeps it (Dialog.js 3.13.8); its types leave it out. */
export interface SipDialog {
  _local_seqnum: number;
  _outgoing_ack_seqnum: number | null;
  uac_pending_reply: boolean;
  _createRequest(method: string, headers: readonly string[], body: string | null): OutgoingRequest;
  sendRequest(method: string, options: { extraHeaders?: readonly string[]; eventHandlers?: InDialogHandlers }): OutgoingRequest;
}

export interface InDialogHandlers {
  readonly onSuccessResponse?: (response: IncomingResponse) => void;
  readonly onErrorResponse?: (response: IncomingResponse) => void;
  /** 408 and 481. */
  readonly onDialogError?: (response: IncomingResponse) => void;
  readonly onTransportError?: () => void;
  readonly onRequestTimeout?: () => void;
}

/** `status` of a session (RTCSession.js 3.13.8, `C`). */
export const STATUS = { invitation: 4, answered: 5, unacknowledged: 6 } as const;

/** What JsSIP's session has and its types do not tell (RTCSession.js 3.13.8). Whoever reaches into a session does it by this. */
export interface SessionInside {
  readonly _ua: UA;
  readonly _dialog: SipDialog | null | undefined;
  readonly _earlyDialogs: Readonly<Record<string, SipDialog>>;
  readonly _contact: string;
  readonly _request: IncomingRequest & OutgoingRequest;
  readonly _status: number;
  _localHold: boolean;
  readonly connection: RTCPeerConnection | null;
  isReadyToReOffer(): boolean;
  isEnded(): boolean;
  isEstablished(): boolean;
  emit(event: 'sdp', sdp: { originator: 'local' | 'remote'; type: 'offer' | 'answer'; sdp: string }): boolean;
  sendRequest(method: string, options?: { extraHeaders?: readonly string[]; body?: string }): unknown;
  receiveRequest(request: { method: string }): void;
  onTransportError(): void;
  onRequestTimeout(): void;
  onDialogError(): void;
  _createLocalDescription(type: 'offer', constraints: RTCOfferOptions | null): Promise<string>;
  _mangleOffer(sdp: string): string;
  _setLocalMediaStatus(): void;
}

export function inside(session: RTCSession): SessionInside {
  return session as unknown as SessionInside;
}
