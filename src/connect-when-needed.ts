import type { Source } from './connect.js';

/**
 * Loads the composition root and, side by side with it, what it would ask for next: the SIP line of an account that may have one.
 * Apart from connect.ts, so that nothing of this is in the launcher's way before there is an account.
 */
export function loadConnect(source: Source): Promise<typeof import('./connect.js')> {
  // First: it begins with what takes longest, the answers of servers.
  const connect = import('./connect.js');
  // Whether it loads is for connect.ts to say, which waits for it.
  if (!('config' in source) || (source.config as { sip?: unknown } | undefined)?.sip) import('./adapters/sip/sip-line.js').catch(() => undefined);
  return connect;
}
