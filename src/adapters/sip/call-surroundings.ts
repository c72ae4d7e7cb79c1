import type { RTCSession } from 'jssip/lib/RTCSession';
import type { Call, CallEnd, CallKind, Peer } from '../../phone/call.js';
import type { PhoneEvent } from '../../phone/phone-state.js';
import type { CallMedia } from '../media/call-media.js';
import type { Conference } from '../media/conference.js';
import type { CallAnnouncement } from './call-announcement.js';
import type { Farewells } from './farewells.js';

/** What a call needs from its line. */
export interface CallSurroundings {
  readonly media: CallMedia;
  /** The line's one conference; a call that ends leaves it. */
  readonly conference: Conference;
  /** The line's undelivered hang-ups. */
  readonly farewells: Farewells;
  readonly peerConnection: RTCConfiguration;
  /** The call as the phone has it. */
  state(): Call | undefined;
  /** The account reaches Asterisk through the VPN. */
  readonly vpn: boolean;
  kindOf(peer: Peer): CallKind;
  /** The account's announcement, for one call. */
  announcement(): CallAnnouncement | undefined;
  apply(event: PhoneEvent): void;
  now(): number;
  /** The session is over and everything is released. */
  gone(): void;
  /** The socket went while this incoming call was unanswered: the session may be offered again. */
  keepUnanswered(session: RTCSession): void;
}

/** How a session begins whose call is older than it: what is news of a new call is none of this one. */
export type Beginning = undefined | 'pick-up' | Recovered;

/** A talking call that is being taken over from an earlier page. */
export interface Recovered {
  readonly call: Call;
  /** It is ours, in the dialog of this Call-ID. */
  done(sipCallId: string): void;
  /** It is not, and everything of this try is released. */
  failed(end: CallEnd): void;
}
