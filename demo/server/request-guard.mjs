/** Who may talk to servers on 127.0.0.1: without these checks any web page could, by DNS rebinding (Host) or by a cross-site request (Origin). */

const OWN_NAMES = new Set(['localhost', '127.0.0.1']);

/** @param {string | undefined} host value of the Host header @param {number} port where the server listens */
export function isOwnHost(host, port) {
  return host !== undefined && [...OWN_NAMES].some((name) => host.toLowerCase() === `${name}:${port}` || (port === 80 && host.toLowerCase() === name));
}

/** Pages of this machine, on any port, and programs that are no page. @param {string | undefined} origin value of the Origin header */
export function isOwnOrigin(origin) {
  if (origin === undefined) return true;
  try {
    return OWN_NAMES.has(new URL(origin).hostname);
  } catch {
    return false;
  }
}
