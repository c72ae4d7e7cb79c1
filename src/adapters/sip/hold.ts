import { ItError } from '../../it-error.js';

/**
 * What JsSIP's session has and its types do not tell. Its own `hold()` and `unhold()` announce the hold before the far end agrees and
 * send BYE when it refuses (RTCSession.js 3.13.8, `hold`), which would cut the customer off: so the re-INVITE is sent from here.
 */
interface Renegotiating {
  _localHold: boolean;
  readonly connection: RTCPeerConnection;
  isReadyToReOffer(): boolean;
  isEnded(): boolean;
  _setLocalMediaStatus(): void;
  _sendReinvite(options: { eventHandlers: { succeeded: () => void; failed: (response?: { status_code: number }) => void } }): void;
}

/** How often an unready or glaring (491 Request Pending) session is asked again before the hold counts as refused. */
const TRIES = 3;

/**
 * Puts a call on hold (`sendonly`, RFC 3264 section 8.4) or takes it back; resolves once the far end agreed.
 * @throws ItError hold-refused; the call goes on as it was
 */
export async function renegotiateHold(session: object, held: boolean): Promise<void> {
  const renegotiating = session as Renegotiating;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    if (renegotiating.isEnded()) break;
    if (renegotiating._localHold === held) return;
    const status = renegotiating.isReadyToReOffer() ? await offer(renegotiating, held) : 491;
    if (status === 200) return;
    if (status !== 491) throw new ItError('hold-refused', { field: 'held', value: `refused with ${status ?? 'no answer'}`, expected: '200 from the far end' });
    // RFC 3261 section 14.1: after a glare each side waits its own random while before it tries again.
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1800));
  }
  throw new ItError('hold-refused', { field: 'held', value: 'another negotiation was in progress', expected: '200 from the far end' });
}

function offer(session: Renegotiating, held: boolean): Promise<number | undefined> {
  return new Promise((resolve) => {
    session._localHold = held;
    session._sendReinvite({
      eventHandlers: {
        succeeded: () => {
          session._setLocalMediaStatus();
          resolve(200);
        },
        failed: (response) => {
          session._localHold = !held;
          void withdraw(session.connection).then(() => resolve(response?.status_code));
        },
      },
    });
  });
}

/** Takes an offer back that was refused, so that the next one can be made (JSEP, RFC 8829 section 4.1.10.2). */
export async function withdraw(connection: RTCPeerConnection): Promise<void> {
  if (connection.signalingState !== 'have-local-offer') return;
  try {
    await connection.setLocalDescription({ type: 'rollback' });
  } catch {
    // The call ended meanwhile: nothing is left to take back.
  }
}
