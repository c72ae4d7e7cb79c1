import { createServer } from 'node:net';

/** A port that somebody else listens on; the message is a sentence for people. */
export class PortTaken extends Error {
  /** @param {number} port @param {string} use @param {string} [flag] of the command line, by which another port can be chosen */
  constructor(port, use, flag) {
    super(`Port ${port} on 127.0.0.1 (${use}) is already in use. Stop the other program${flag ? `, or choose another port with ${flag}` : ''}.`);
    this.name = 'PortTaken';
  }
}

/**
 * Says so before a minute is spent on building.
 * @param {number} port 0: any, which is always free
 * @param {string} use
 * @param {string} [flag]
 * @throws {PortTaken}
 */
export async function expectFree(port, use, flag) {
  const probe = createServer();
  try {
    await new Promise((resolve, reject) => probe.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined)));
  } catch (error) {
    throw error.code === 'EADDRINUSE' ? new PortTaken(port, use, flag) : error;
  }
  await new Promise((resolve) => probe.close(resolve));
}
