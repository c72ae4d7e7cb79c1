import type { SipConfig } from '../../config/config.js';

const PORTS = { internet: 8089, vpn: 8088 } as const;

/** The WebSocket address of an account: `wss` on 8089 over the internet, `ws` on 8088 over a VPN; port and path override only themselves. */
export function socketUrl(sip: SipConfig): string {
  const network = sip.network ?? 'internet';
  const path = sip.path ?? '/ws';
  return `${network === 'vpn' ? 'ws' : 'wss'}://${sip.domain}:${sip.port ?? PORTS[network]}${path.startsWith('/') ? path : `/${path}`}`;
}

/**
 * Whether a page of this protocol may not open this socket: `ws:` from an https page is mixed content, but for loopback addresses,
 * which browsers trust (W3C Secure Contexts section 3.1).
 */
export function isMixedContent(pageProtocol: string, url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return pageProtocol === 'https:' && protocol === 'ws:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
