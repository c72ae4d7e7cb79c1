import { ItError } from '../it-error.js';

/** Longest number that is dialled; E.164 has 15 digits, extensions and prefixes such as 184 come on top. */
const MAX_LENGTH = 32;

/** Links that mean a number. `tel-app/080…` is a relative URL: only a whole path segment of that name counts. */
const LINK = /^(?:[a-z][a-z0-9+.-]*:\/\/[^?#]*\/|[^?#]*\/)?tel-app[:/](?<app>[^/?#]*)(?:[?#].*)?$|^tel:(?:\/\/)?(?<tel>[^;?#]*)(?:[;?#].*)?$/i;

/** Separators that people and address books write into numbers; NFKC has already folded the full-width ones. */
const SEPARATORS = /[\s().,/\-\u00ad\u200b-\u200f\u2010-\u2015\u2043\u2060\u2212\u30fb\u30fc\uff0d\uff70\u202a-\u202e\u2066-\u2069\ufeff]/g;

const DIALLABLE = /^(?:\+?[0-9*#]+)$/;
const SIP_URI = /^sips?:[^\s@<>"]+@[^\s@<>"]+$/i;

/**
 * What a person typed, pasted or clicked, as it goes on the wire: NFKC (full-width digits become ASCII), separators stripped,
 * `tel:` and `tel-app` links unwrapped. Digits, `*`, `#` and a leading `+` may be dialled, or a whole SIP URI.
 *
 * @throws ItError number-invalid, with the value and what is expected
 */
export function normaliseDialString(input: string): string {
  const typed = String(input ?? '')
    .normalize('NFKC')
    .trim();
  if (SIP_URI.test(typed)) return typed;
  const number = unwrapLink(typed, input).replace(SEPARATORS, '');
  if (!DIALLABLE.test(number) || number.length > MAX_LENGTH) throw invalid(input);
  return number;
}

/**
 * Directed pick-up of the call that rings at an extension, as it is dialled.
 * @throws ItError number-invalid when the extension is not of digits
 */
export function pickUpCode(extension: string): string {
  const digits = normaliseDialString(extension);
  if (!/^\d+$/.test(digits)) throw new ItError('number-invalid', { field: 'extension', value: JSON.stringify(digits), expected: 'an extension, digits only' });
  return `*8${digits}`;
}

/** Whether a link's address means a number: `tel:…`, `tel-app:…`, or a path segment `tel-app/…`. */
export function isDialLink(href: string): boolean {
  return LINK.test(href.trim());
}

function unwrapLink(typed: string, input: string): string {
  const groups = LINK.exec(typed)?.groups;
  if (!groups) return typed;
  try {
    return decodeURIComponent(groups['app'] ?? groups['tel'] ?? '').normalize('NFKC');
  } catch (cause) {
    throw invalid(input, cause);
  }
}

function invalid(input: string, cause?: unknown): ItError {
  return new ItError('number-invalid', {
    field: 'target',
    value: JSON.stringify(String(input ?? '').slice(0, 64)),
    expected: `1 to ${MAX_LENGTH} of 0-9 * # with an optional leading +, a tel: or tel-app link, or a SIP URI`,
    ...(cause === undefined ? {} : { cause }),
  });
}
