import type { RTCSession } from 'jssip/lib/RTCSession';
import { after } from '../browser/timer.js';
import type { CallEnd } from '../../phone/call.js';
import { endOfRefused } from './end-reason.js';
import { inside } from './jssip-session.js';
import type { Negotiation } from './negotiation.js';

/** What JsSIP's types do not tell of a session and of the subscription that a REFER makes. */
interface Referring {
  readonly _dialog: { readonly id: { readonly call_id: string; readonly local_tag: string; readonly remote_tag: string } } | null;
  refer(target: unknown, options: { replaces?: { _request: { call_id: string }; _to_tag: string; _from_tag: string } }): Subscription | false;
  isEnded(): boolean;
}

interface Notice {
  readonly request: { getHeader(name: string): string | undefined };
  readonly status_line: { readonly status_code: number };
}

interface Subscription {
  on(event: 'requestSucceeded', listener: () => void): void;
  on(event: 'requestFailed', listener: (failure: { response: { status_code: number } | null }) => void): void;
  on(event: 'trying' | 'progress' | 'accepted' | 'failed', listener: (notice: Notice) => void): void;
}

/** A transfer that did not come about, and why in the terms of a call that did not. */
export class TransferRefused extends Error {
  readonly refusal: CallEnd;

  constructor(refusal: CallEnd) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** A dialog that is not there any more (RFC 3261 section 12.2.2), which is also what a REFER without a session meets. */
const NO_DIALOG = 481;
/**
 * "Service Unavailable" is all that chan_pjsip says of a target that did not answer, whatever the reason, and what chan_sip says, once, of a call whose other
 * party is gone.
 */
const UNSPECIFIC = 503;
/** Nobody can tell any more what became of the transfer. */
const UNTOLD: CallEnd = { reason: 'network-lost', side: 'network' };
/** An accepted REFER is followed by a notice at once (RFC 3515 section 2.4.4); so long, ms, it may be on its way. */
const FIRST_NOTICE_MS = 10_000;
/** So long, ms, a target may ring without a further notice, like a call (Timer C, RFC 3261 section 16.6), unless the subscription ends sooner. */
const RINGING_MS = 180_000;
/** Once there is a socket again, a notice that is not lost comes within so long, ms. A target that rings for longer may still take the call: that is not heard of. */
const REPEATED_MS = 15_000;

/**
 * Asks the PBX to connect the other party with `target` (REFER, RFC 3515), or, where `consultation` is given, with that session's party (REFER with Replaces,
 * RFC 5589 section 7). Resolves when a NOTIFY says 2xx. Asterisk does not hang up on the transferor, that is left to the caller; chan_sip notifies
 * once, as soon as the other party is on its way, chan_pjsip of everything that the target does.
 * @param progressed the target rings
 * @throws TransferRefused by the answer to the REFER, by a NOTIFY of 300 or more, because the call ended meanwhile, or, as network-lost, because no notice came
 * in time: at all, before the subscription ended, or after the socket was replaced
 */
export function refer(session: RTCSession, target: unknown, consultation: RTCSession | undefined, progressed: () => void): Promise<void> {
  let settled: () => void = () => undefined;
  return new Promise<void>((resolve, reject) => {
    const refuse = (status: number): void => {
      const refusal = endOfRefused(status, {});
      reject(new TransferRefused(status === UNSPECIFIC ? { ...refusal, reason: 'unavailable' } : refusal));
    };
    const referring = session as unknown as Referring;
    const replaced = consultation && (consultation as unknown as Referring)._dialog?.id;
    if (consultation && !replaced) return refuse(NO_DIALOG);
    // JsSIP names the tags by who sent the INVITE; Replaces names them by who is to find the dialog: `to` is the far end's (RFC 3891 section 3).
    const replaces = replaced && { _request: replaced, _to_tag: replaced.remote_tag, _from_tag: replaced.local_tag };
    const subscription = referring.isEnded() ? false : referring.refer(target, replaces ? { replaces } : {});
    if (!subscription) return refuse(NO_DIALOG);
    const { _ua: ua } = inside(session);
    let cancel: () => void = () => undefined;
    let told = false;
    const expectNotice = (ms: number): void => {
      cancel();
      cancel = after(ms, () => reject(new TransferRefused(UNTOLD)));
    };
    const reconnected = (): void => expectNotice(REPEATED_MS);
    ua.on('connected', reconnected);
    settled = () => {
      cancel();
      // An EventEmitter's, whose types are Node's and not for browsers.
      (ua as unknown as { removeListener(event: 'connected', listener: () => void): void }).removeListener('connected', reconnected);
    };
    const goesOn = ({ request }: Notice): void => {
      told = true;
      expectNotice(Math.min(RINGING_MS, expiryOf(request.getHeader('Subscription-State'))));
    };
    // A notice may overtake the answer (RFC 3515 section 2.4.4).
    subscription.on('requestSucceeded', () => told || expectNotice(FIRST_NOTICE_MS));
    subscription.on('requestFailed', ({ response }) => refuse(response?.status_code ?? 408));
    subscription.on('trying', goesOn);
    subscription.on('progress', (notice) => {
      goesOn(notice);
      progressed();
    });
    subscription.on('accepted', () => resolve());
    subscription.on('failed', ({ status_line }) => refuse(status_line.status_code));
    session.on('ended', () => refuse(NO_DIALOG));
  }).finally(() => settled());
}

/** How long the subscription still lasts, ms (RFC 6665 section 8.2.3). */
function expiryOf(subscriptionState: string | undefined): number {
  const seconds = /;\s*expires\s*=\s*(\d+)/i.exec(subscriptionState ?? '')?.[1];
  return seconds === undefined ? Infinity : Number(seconds) * 1000;
}

/**
 * Whether the PBX still has the other party in this call after a refused transfer. chan_pjsip keeps the dialog of a party that it hung up on: in that
 * dialog OPTIONS and INFO are answered 200, but a re-INVITE never is.
 */
export async function isStillThere(negotiation: Negotiation): Promise<boolean> {
  const first = await negotiation.offer();
  const status = first === UNSPECIFIC ? await negotiation.offer() : first;
  return status !== undefined && status !== NO_DIALOG && status !== UNSPECIFIC;
}
