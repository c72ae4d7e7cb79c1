import type { ErrorCode } from '../../it-error.js';
import type { Failure } from './connecting.js';
import { probe, type Probed } from './probe.js';
import { isMixedContent, isOfThisMachine } from './server-address.js';

/** A name that resolves nowhere (RFC 6761 section 6.4): a browser that does not complain of it does not complain of others either. */
const NOWHERE = 'turn:nowhere.invalid:3478?transport=tcp';
/** How long WebRTC may take to tell of a name or a port, ms. */
const ICE_LIMIT_MS = 2500;
const ICE_AFTER_MS = 100;

/** What a page can know about a server that its WebSocket does not reach. */
export interface Evidence {
  /** The WebSocket's address. */
  readonly url: string;
  readonly pageProtocol: string;
  /** Whether this computer has any network. */
  readonly online: boolean;
  /** Of Local Network Access (https://wicg.github.io/local-network-access/); undefined: the browser does not have it. */
  readonly permission: PermissionState | undefined;
  /** How the last WebSocket failed. */
  readonly failure: Failure;
  /** What plain HTTP came to at the same address; undefined: the page's policy forbids to ask. */
  readonly http: Probed | undefined;
  readonly name: 'unknown' | 'found';
  /** `open`: something is there, or packets are swallowed; undefined: nothing tells. */
  readonly port: 'closed' | 'open' | undefined;
}

/** What an administrator has to look at, as exactly as the evidence allows. */
export function explain({ url, pageProtocol, online, permission, failure, http, name, port }: Evidence): ErrorCode {
  const { protocol, hostname } = new URL(url);
  if (permission === undefined && isMixedContent(pageProtocol, url)) return 'mixed-content';
  if (!online && !isOfThisMachine(hostname)) return 'network-offline';
  if (name === 'unknown') return 'host-unknown';
  if (http === 'answered') return 'websocket-refused';
  // A port that is closed refuses at once, whatever WebRTC makes of a server that hangs up on it.
  if ((http ?? (failure === 'silent' ? 'silent' : 'failed')) === 'silent') return 'server-silent';
  if (permission === 'denied' && port !== 'closed') return 'local-network-refused';
  if (port === 'closed' || protocol === 'ws:') return 'port-closed';
  return port === 'open' && http === 'failed' ? 'certificate-untrusted' : 'certificate-or-port';
}

/** Asks the browser all that it may tell; takes 4 s at most. */
export async function gather(url: string, failure: Failure): Promise<Evidence> {
  const { hostname } = new URL(url);
  let forbidden = false;
  const violated = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => void (forbidden ||= effectiveDirective === 'connect-src');
  document.addEventListener('securitypolicyviolation', violated);
  const [http, ice, permission] = await Promise.all([probe(url, new AbortController().signal), askIce(url), localNetworkPermission(hostname)]);
  document.removeEventListener('securitypolicyviolation', violated);
  return { url, pageProtocol: location.protocol, online: navigator.onLine, permission, failure, http: forbidden ? undefined : http, ...ice };
}

/** One permission in Chromium 142, of two names since 145. A page of this machine needs none. */
async function localNetworkPermission(hostname: string): Promise<PermissionState | undefined> {
  if (isOfThisMachine(location.hostname)) return 'granted';
  for (const name of [isOfThisMachine(hostname) ? 'loopback-network' : 'local-network', 'local-network-access']) {
    const status = await navigator.permissions?.query({ name: name as PermissionName }).catch(() => undefined);
    if (status) return status.state;
  }
  return undefined;
}

/** What WebRTC says of one server. */
interface IceWords {
  readonly errors: readonly { readonly text: string; readonly address: string }[];
  readonly hasNetwork: boolean;
}

/**
 * Unlike fetch, WebRTC tells a name that does not resolve (STUN) and a TCP port that is closed (TURN over TCP) from what answers: an error event
 * (https://www.w3.org/TR/webrtc/#dom-rtcpeerconnectioniceerrorevent) comes at once, and otherwise none. Asked apart: in one connection a server that is
 * silent holds back the words about another.
 */
async function askIce(url: string): Promise<Pick<Evidence, 'name' | 'port'>> {
  const { host } = new URL(url);
  const [name, port, control] = await Promise.all([iceWords(`stun:${host}`), iceWords(`turn:${host}?transport=tcp`), iceWords(NOWHERE)]);
  const unconnected = ({ errors }: IceWords): boolean => errors.some(({ text }) => /establish connection/i.test(text));
  const closed = unconnected(port);
  // A host without an address of IPv6 is no unknown one, and to an unknown one there is no connection.
  const unresolved = closed && name.errors.some(({ text, address }) => /lookup/i.test(text) && !address.includes(':'));
  return { name: unresolved ? 'unknown' : 'found', port: closed ? 'closed' : port.hasNetwork && unconnected(control) ? 'open' : undefined };
}

async function iceWords(server: string): Promise<IceWords> {
  const errors: { text: string; address: string }[] = [];
  let hasNetwork = false;
  if (!('RTCPeerConnection' in globalThis)) return { errors, hasNetwork };
  const connection = new RTCPeerConnection({ iceServers: [{ urls: server, username: 'none', credential: 'none' }] });
  try {
    const told = new Promise<void>((resolve) => {
      connection.addEventListener('icecandidate', ({ candidate }) => (hasNetwork ||= candidate?.type === 'host'));
      connection.addEventListener('icecandidateerror', (event) => {
        const { errorText, address } = event as RTCPeerConnectionIceErrorEvent & { address: string | null };
        errors.push({ text: errorText, address: address ?? '' });
        // One comes from every interface.
        setTimeout(resolve, ICE_AFTER_MS);
      });
    });
    connection.createDataChannel('probe');
    await connection.setLocalDescription();
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, ICE_LIMIT_MS))]);
  } catch {
    // A browser that does not take the server says nothing of it.
  } finally {
    connection.close();
  }
  return { errors, hasNetwork };
}
