import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Asterisk's RTP ports (rtp.conf). */
export const RTP_PORTS = '20000:20999';

/**
 * Drops UDP packets of this network namespace that match (words of iptables, e.g. `--dport 20000:20999`), until the returned function is called.
 * @throws Error where iptables may not be used
 */
export async function dropUdp(...match: readonly string[]): Promise<() => Promise<void>> {
  const rule = ['OUTPUT', '-p', 'udp', ...match, '-j', 'DROP'];
  await run('iptables-legacy', ['-I', ...rule]);
  return async () => void (await run('iptables-legacy', ['-D', ...rule]));
}
