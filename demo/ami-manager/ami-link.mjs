import { setTimeout as delay } from 'node:timers/promises';
import { connectAmi } from '../asterisk/ami.mjs';

const FIRST_MS = 250;
const LONGEST_MS = 3_000;
const PING_MS = 10_000;

/**
 * Stays connected to AMI.
 * @param {{ host: string, port: number, username: string, secret: string }} address
 * @param {{ up: (ami: import('../asterisk/ami.mjs').Ami) => Promise<void>, down: () => void, log: (line: string) => void }} listener
 *   `up`: connected; rejects to be tried again on a new connection, e.g. while Asterisk is still starting; `down`: the connection is gone
 * @returns {() => Promise<void>} closes it for good
 */
export function keepAmi(address, { up, down, log }) {
  const stopping = new AbortController();
  let ami;
  const run = async () => {
    let waitMs = FIRST_MS;
    while (!stopping.signal.aborted) {
      try {
        ami = await connectAmi(address);
        await up(ami);
        waitMs = FIRST_MS;
        // Only a question finds a connection that is half open.
        const ping = setInterval(() => ami.action('Ping').catch(() => ami.close()), PING_MS);
        await ami.closed;
        clearInterval(ping);
        log('AMI: the connection is gone');
      } catch (error) {
        ami?.close();
        if (waitMs === FIRST_MS) log(`${error.message}; trying on`);
      }
      ami = undefined;
      down();
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      waitMs = Math.min(LONGEST_MS, waitMs * 2);
    }
  };
  const running = run();
  return async () => {
    stopping.abort();
    ami?.close();
    await running;
  };
}
