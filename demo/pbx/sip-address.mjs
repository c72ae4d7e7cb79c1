/**
 * Addresses in SIP headers: `"山田太郎" <sip:09012345678@host>;tag=x` (RFC 3261 section 20.10).
 *
 * @typedef {object} NameAddress
 * @property {string | undefined} name display name, unquoted
 * @property {string} uri
 * @property {string} user decoded user part, empty when there is none
 * @property {Record<string, string>} params header parameters, names in lower case
 */

/**
 * @param {string | undefined} value
 * @returns {NameAddress | undefined} undefined when it is no address with a SIP URI
 */
export function parseNameAddress(value) {
  const bracketed = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<"]*?))\s*<([^<>]*)>(.*)$/s.exec(value ?? '');
  const bare = bracketed ? undefined : /^\s*([^\s;,<>]+)(.*)$/s.exec(value ?? '');
  if (!bracketed && !bare) return undefined;
  const uri = bracketed ? bracketed[3] : bare[1];
  if (!/^sips?:\S+$/i.test(uri)) return undefined;
  const name = (bracketed?.[1]?.replace(/\\(.)/g, '$1') ?? bracketed?.[2])?.trim() || undefined;
  return { name, uri, user: userOf(uri), params: parseParams(bracketed ? bracketed[4] : bare[2]) };
}

/** The user part of a SIP URI, percent-decoded; empty when there is none. @param {string} uri */
export function userOf(uri) {
  const user = /^sips?:([^@;?]*)@/i.exec(uri)?.[1]?.split(':')[0] ?? '';
  try {
    return decodeURIComponent(user);
  } catch {
    // A stray % is no escape.
    return user;
  }
}

/** A name as a quoted string (RFC 3261 section 25.1), followed by the address. @param {string | undefined} name @param {string} uri */
export function formatNameAddress(name, uri) {
  return name ? `"${name.replace(/[\\"]/g, '\\$&')}" <${uri}>` : `<${uri}>`;
}

function parseParams(text) {
  const params = {};
  for (const [, name, quoted, plain] of text.matchAll(/;\s*([^\s=;,]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,]*)))?/g)) {
    params[name.toLowerCase()] = quoted ?? plain ?? '';
  }
  return params;
}
