import type { RTCSession } from 'jssip/lib/RTCSession';
import type { CallEnd } from '../../phone/call.js';
import { endOfRefused } from './end-reason.js';
import type { Negotiation } from './negotiation.js';

/** What JsSIP's types do not tell of a session and of the subscription that a REFER makes. */
interface Referring {
  readonly _dialog: { readonly id: { readonly call_id: string; readonly local_tag: string; readonly remote_tag: string } } | null;
  refer(target: unknown, options: { replaces?: { _request: { call_id: string }; _to_tag: string; _from_tag: string } }): Subscription | false;
  isEnded(): boolean;
}

interface Subscription {
  on(event: 'requestFailed', listener: (failure: { response: { status_code: number } | null }) => void): void;
  on(event: 'progress' | 'accepted' | 'failed', listener: (notice: { status_line: { status_code: number } }) => void): void;
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
/** "Service Unavailable" is all that chan_pjsip says of a target that did not answer, whatever the reason. */
const UNSPECIFIC = 503;

/**
 * Asks the PBX to connect the other party with `target` (REFER, RFC 3515), or, where `consultation` is given, with that session's party (REFER with Replaces,
 * RFC 5589 section 7). Resolves when a NOTIFY says 2xx. Asterisk does not hang up on the transferor, that is left to the caller; chan_sip notifies
 * once, as soon as the other party is on its way, chan_pjsip of everything that the target does.
 * @param progressed the target rings
 * @throws TransferRefused by the answer to the REFER, by a NOTIFY of 300 or more, or because the call ended meanwhile
 */
export function refer(session: RTCSession, target: unknown, consultation: RTCSession | undefined, progressed: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
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
    subscription.on('requestFailed', ({ response }) => refuse(response?.status_code ?? 408));
    subscription.on('progress', progressed);
    subscription.on('accepted', () => resolve());
    subscription.on('failed', ({ status_line }) => refuse(status_line.status_code));
    session.on('ended', () => refuse(NO_DIALOG));
  });
}

/**
 * Whether the PBX still has the other party in this call after a refused transfer. chan_pjsip keeps the dialog of a party that it hung up on: in that
 * dialog OPTIONS and INFO are answered 200, but a re-INVITE never is.
 */
export async function isStillThere(negotiation: Negotiation): Promise<boolean> {
  const status = await negotiation.offer();
  return status !== undefined && status !== NO_DIALOG;
}
