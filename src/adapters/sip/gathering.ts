/** JsSIP's `icecandidate` event: `ready` sends the offer or answer with the candidates found so far. */
export interface CandidateEvent {
  readonly candidate: RTCIceCandidate;
  readonly ready: () => void;
}

/** Longest that an offer or answer waits for its first candidate, ms. */
const LIMIT_MS = 1000;

/**
 * JsSIP waits for the end of ICE gathering, which one unreachable STUN server delays by 10 to 40 s. Asterisk learns our other addresses from
 * our connectivity checks (peer-reflexive candidates, RFC 8445 section 7.3.1.3), so the first UDP candidate is enough; those found in the same turn of the
 * event loop (other network interfaces) go with it.
 */
export function sendOnFirstCandidate({ candidate, ready }: CandidateEvent): void {
  if (candidate.candidate && candidate.protocol === 'udp') setTimeout(ready, 0);
}

/**
 * Where no candidate comes at all (a policy of the browser, no network) the description is sent without one: JsSIP takes an empty candidate for the end of
 * gathering. Counted from the description on: in Firefox gathering that has no interface never begins.
 */
export function limitGathering(connection: RTCPeerConnection): void {
  connection.addEventListener('signalingstatechange', () => {
    if (connection.signalingState !== 'have-local-offer' && connection.signalingState !== 'stable') return;
    setTimeout(() => connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate')), LIMIT_MS);
  });
}

/**
 * A description that is sent before the end of gathering has the address 0.0.0.0 in Firefox, which Asterisk takes for hold (RFC 3264 section 8.4): it gets the one of its
 * first candidate, the default (RFC 8839 section 4.2.1.2). Names of mDNS are left out, since nobody resolves them here.
 */
export function withAddress(sdp: string): string {
  const [, address, port] = /^a=candidate:\S+ 1 udp \d+ (\d+(?:\.\d+){3}) (\d+) /im.exec(sdp) ?? [];
  if (address === undefined || port === undefined || !/^c=IN IP4 0\.0\.0\.0\r?$/m.test(sdp)) return sdp;
  return sdp.replace(/^m=audio 9 /m, `m=audio ${port} `).replace(/^c=IN IP4 0\.0\.0\.0/m, `c=IN IP4 ${address}`);
}

/**
 * A description with new ICE credentials is in place only with its first UDP candidate, or after {@link LIMIT_MS}: until gathering has begun anew (in Firefox
 * after `setLocalDescription`) JsSIP takes the earlier gathering for this one's, and sends the description without any.
 */
export function gatherAnew(connection: RTCPeerConnection): void {
  const native = connection.setLocalDescription.bind(connection);
  connection.setLocalDescription = async (description) => {
    const before = ufragOf(connection);
    await native(description);
    if (before === undefined || ufragOf(connection) === before || /^a=candidate:/m.test(sdpOf(connection))) return;
    await firstCandidate(connection);
  };
}

function sdpOf({ localDescription }: RTCPeerConnection): string {
  return localDescription?.sdp ?? '';
}

function ufragOf(connection: RTCPeerConnection): string | undefined {
  return /^a=ice-ufrag:(.*)$/m.exec(sdpOf(connection))?.[1];
}

function firstCandidate(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const found = ({ candidate }: { candidate: RTCIceCandidate | null }): void => {
      if (candidate?.protocol === 'udp') done();
    };
    const done = (): void => {
      clearTimeout(limit);
      connection.removeEventListener('icecandidate', found);
      resolve();
    };
    const limit = setTimeout(done, LIMIT_MS);
    connection.addEventListener('icecandidate', found);
  });
}
