import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a nonce is good for, as Asterisk's chan_pjsip has it (`nonce_lifetime`, 32 s). */
export const NONCE_LIFETIME_MS = 32_000;

/**
 * Digest authentication (RFC 2617 with qop=auth, MD5), as the registrar and the INVITE handler ask for it.
 * A nonce carries its time and is signed, so that none has to be remembered.
 */
export class DigestAuthenticator {
  #key = randomBytes(32);
  #realm;
  #passwordOf;
  #now;

  /** @param {{ realm: string, passwordOf: (username: string) => string | undefined, now?: () => number }} options `now` in epoch ms */
  constructor({ realm, passwordOf, now = Date.now }) {
    this.#realm = realm;
    this.#passwordOf = passwordOf;
    this.#now = now;
  }

  /**
   * @param {string | undefined} authorization value of the request's Authorization header
   * @param {string} method
   * @returns {{ outcome: 'granted', username: string } | { outcome: 'challenge', stale: boolean } | { outcome: 'denied' }}
   *   `stale`: right password, old nonce (section 3.2.1)
   */
  check(authorization, method) {
    const given = parseAuthorization(authorization);
    if (!given || given.realm !== this.#realm) return { outcome: 'challenge', stale: false };
    const password = this.#passwordOf(given.username);
    if (password === undefined || !sameText(given.response, digest(given, password, method))) return { outcome: 'denied' };
    return this.#isFresh(given.nonce) ? { outcome: 'granted', username: given.username } : { outcome: 'challenge', stale: true };
  }

  /** The value of WWW-Authenticate. @param {boolean} stale */
  challenge(stale) {
    return `Digest realm="${this.#realm}", nonce="${this.#makeNonce()}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`;
  }

  #makeNonce() {
    const time = this.#now().toString(36);
    return `${time}.${this.#sign(time)}`;
  }

  #isFresh(nonce) {
    const [time = '', signature = ''] = nonce.split('.');
    return sameText(signature, this.#sign(time)) && this.#now() - Number.parseInt(time, 36) <= NONCE_LIFETIME_MS;
  }

  #sign(time) {
    return createHmac('sha256', this.#key).update(time).digest('hex').slice(0, 32);
  }
}

function parseAuthorization(value) {
  if (!/^\s*Digest\s/i.test(value ?? '')) return undefined;
  const fields = {};
  for (const [, name, quoted, plain] of value.replace(/^\s*Digest\s+/i, '').matchAll(/([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi)) {
    fields[name.toLowerCase()] = quoted ?? plain;
  }
  const { username, realm, nonce, uri, response, qop, nc = '', cnonce = '' } = fields;
  if ([username, realm, nonce, uri, response].includes(undefined)) return undefined;
  return { username, realm, nonce, uri, response, qop, nc, cnonce };
}

function digest({ username, realm, nonce, uri, qop, nc, cnonce }, password, method) {
  const ha1 = md5(`${username}:${realm}:${password}`);
  const ha2 = md5(`${method}:${uri}`);
  return md5(qop === undefined ? `${ha1}:${nonce}:${ha2}` : `${ha1}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}`);
}

function md5(text) {
  return createHash('md5').update(text).digest('hex');
}

function sameText(a, b) {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
