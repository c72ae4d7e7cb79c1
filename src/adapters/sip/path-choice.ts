import type { RTCSession } from 'jssip/lib/RTCSession';

/** How long the preferred path may take to come up, ms, before the others are tried as well. */
const HEAD_START_MS = 500;

/** Loopback, private, shared, link-local and unique-local addresses (RFC 1918, RFC 6598, RFC 3927, RFC 4193): no router of the internet is on the way. */
const PRIVATE =
  /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

/** Shortest first: a private address, the server's own, one seen from outside, a relay. */
function rankOf(candidate: string): number {
  const [, , , , address = '', , , type = ''] = candidate.split(' ');
  if (type === 'host') return PRIVATE.test(address) ? 0 : 1;
  return type === 'relay' ? 3 : 2;
}

/** Candidates that were taken out of a description, to be added one by one. */
export interface SplitDescription {
  /** The description with the shortest path alone. */
  readonly sdp: string;
  readonly others: readonly RTCIceCandidateInit[];
}

/** Leaves only the candidates of the shortest path in a remote description. */
export function splitByPath(sdp: string): SplitDescription {
  const ranks = [...sdp.matchAll(/^a=candidate:.*$/gm)].map(([line]) => rankOf(line));
  const best = Math.min(...ranks);
  const others: RTCIceCandidateInit[] = [];
  let section = -1;
  let mid: string | undefined;
  const lines = sdp.split(/\r?\n/);
  const kept = lines.filter((line, index) => {
    if (line.startsWith('m=')) {
      section += 1;
      mid = /^a=mid:(.*)$/m.exec(lines.slice(index).join('\n').split(/\nm=/, 1)[0] ?? '')?.[1]?.trim();
    }
    if (line.startsWith('a=candidate:') && rankOf(line) > best) {
      others.push({ candidate: line.slice('a='.length), sdpMLineIndex: section, ...(mid !== undefined && { sdpMid: mid }) });
      return false;
    }
    return true;
  });
  // More candidates are to come.
  return others.length === 0 ? { sdp, others } : { sdp: kept.filter((line) => line !== 'a=end-of-candidates').join('\r\n'), others };
}

/**
 * Tries the shortest path to the far end first, a private address where there is one, and the others beside it when it has not come up in
 * {@link HEAD_START_MS} or fails: ClientApp's `overwriteRemoteDescription`. The order of candidates in a description steers nothing and their priorities are
 * the far end's, so the others are held back. Holds for every description of the session, also after an ICE restart.
 */
export function preferShortestPath(session: RTCSession): void {
  session.on('sdp', (description) => {
    if (String(description.originator) !== 'remote') return;
    const { sdp, others } = splitByPath(description.sdp);
    const connection = session.connection as RTCPeerConnection | null;
    if (others.length === 0 || !connection) return;
    description.sdp = sdp;
    addUnlessConnected(connection, others);
  });
}

function addUnlessConnected(connection: RTCPeerConnection, others: readonly RTCIceCandidateInit[]): void {
  const add = (): void => {
    stop();
    for (const candidate of others) void connection.addIceCandidate(candidate).catch(() => undefined);
  };
  const watch = (): void => {
    if (connection.connectionState === 'failed') add();
    else if (connection.connectionState === 'closed') stop();
  };
  const timer = setTimeout(() => (connection.signalingState === 'closed' || isUp(connection) ? stop() : add()), HEAD_START_MS);
  const stop = (): void => {
    clearTimeout(timer);
    connection.removeEventListener('connectionstatechange', watch);
  };
  connection.addEventListener('connectionstatechange', watch);
}

/**
 * By a path that was named, since the newest description: one that the far end's own checks found (peer-reflexive, RFC 8445 section 7.3.1.3) may be any, and after
 * an ICE restart the connection counts as up by what it had before.
 */
function isUp(connection: RTCPeerConnection): boolean {
  const { iceConnectionState } = connection;
  if (iceConnectionState !== 'connected' && iceConnectionState !== 'completed') return false;
  const ice = connection.getSenders()[0]?.transport?.iceTransport as Partial<RTCIceTransport> | undefined;
  const { local, remote } = ice?.getSelectedCandidatePair?.() ?? {};
  if (local?.usernameFragment && !connection.localDescription?.sdp.includes(`a=ice-ufrag:${local.usernameFragment}\r`)) return false;
  return remote?.type !== 'prflx';
}
