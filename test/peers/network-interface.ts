import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const ip = (...words: string[]): Promise<unknown> => promisify(execFile)('ip', words);

/**
 * The tests' namespace has loopback alone, where a browser takes itself to be offline and WebRTC does not try a port. Gives it a network that leads nowhere;
 * resolves to its removal.
 */
export async function addNetwork(): Promise<() => Promise<void>> {
  await ip('link', 'add', 'lan0', 'type', 'veth', 'peer', 'name', 'lan1');
  await ip('addr', 'add', '198.51.100.2/24', 'dev', 'lan0');
  await ip('link', 'set', 'lan0', 'up');
  await ip('link', 'set', 'lan1', 'up');
  return async () => void (await ip('link', 'del', 'lan0'));
}

/** The tests' namespace has no default route, and Firefox gathers candidates only on the interface that one leads to. The route goes with the namespace. */
export async function routeOverLoopback(): Promise<void> {
  await ip('route', 'replace', 'default', 'dev', 'lo', 'src', '127.0.0.1');
}
