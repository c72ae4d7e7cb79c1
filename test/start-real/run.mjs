import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./start-real.test.mjs', import.meta.url));

/** How to run start-real.test.mjs in a network that holds nothing but loopback: a list of words. @param {readonly string[]} [args] further words for `node --test` */
export function startRealTests(args = []) {
  return ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, '--test', ...args, SCRIPT];
}
