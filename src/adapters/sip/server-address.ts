import type { SipConfig } from '../../config/config.js';

const PORTS = { internet: 8089, vpn: 8088 } as const;

/**
 * The WebSocket addresses of an account, the domain's own first, then those of `sip.servers`:
 * `wss` on 8089 over the internet, `ws` on 8088 over a VPN; port and path override only themselves.
 */
export function socketUrls(sip: SipConfig): readonly [string, ...string[]] {
  const network = sip.network ?? 'internet';
  const path = sip.path ?? '/ws';
  const at = (host: string): string => `${network === 'vpn' ? 'ws' : 'wss'}://${host}:${sip.port ?? PORTS[network]}${path.startsWith('/') ? path : `/${path}`}`;
  return [at(sip.domain), ...(sip.servers ?? []).map(at)];
}

/**
 * Whether a page of this protocol may not open this socket: `ws:` from an https page is mixed content, but for loopback addresses, which browsers trust
 * (W3C Secure Contexts section 3.1). Browsers with Local Network Access also let private addresses pass, once the agent has allowed that.
 */
export function isMixedContent(pageProtocol: string, url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return pageProtocol === 'https:' && protocol === 'ws:' && !isOfThisMachine(hostname);
}

/** Whether a host is the computer that the page runs on. */
export function isOfThisMachine(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
