import { parsePhoneNumberFromString, type CountryCode, type MetadataJson } from 'libphonenumber-js/core';
import type { Region } from '../phone-number.js';
import { METADATA } from './number-metadata.js';

/** A number's digits between two separators, and the separator before them: empty before the first. */
export interface NumberPart {
  readonly before: string;
  readonly digits: string;
}

/** The one place that knows libphonenumber-js. Loaded apart from everything else: nothing but the look of a number waits for it. */

/** `0` and what follows, or a whole E.164 number: only these have a format; short codes, extensions, feature codes and SIP URIs stay as they are. */
const FORMATTED = /^(?:\+\d{7,15}|0\d{8,})$/;

/**
 * A number as its country writes it: `03-1234-5678`, `0120-123-456`, `091 234 56 78`; numbers of other countries as they are called from here, `+84 91 234 56 78`.
 * National numbers are read by the plan of `region`, and by the other one where that has no such number. Undefined: neither knows it.
 * The digits are the number's own, in their order: formatting changes nothing that is dialled.
 */
export function partsOf(number: string, region: Region): readonly NumberPart[] | undefined {
  const [, prefix = '', rest = number] = /^(18[46])(0\d+)$/.exec(number) ?? [];
  const written = write(rest, region) ?? (rest.startsWith('0') ? write(rest, region === 'JP' ? 'VN' : 'JP') : undefined);
  if (written === undefined) return undefined;
  const parts = [...written.matchAll(/([^\d+]*)([\d+]+)/g)].map(([, before = '', digits = '']) => ({ before, digits }));
  if (parts.map(({ digits }) => digits).join('') !== rest) return undefined;
  return prefix ? [{ before: '', digits: prefix }, ...parts.map((part, index) => (index === 0 ? { ...part, before: ' ' } : part))] : parts;
}

function write(number: string, region: Region): string | undefined {
  if (!FORMATTED.test(number)) return undefined;
  const parsed = parsePhoneNumberFromString(number, { defaultCountry: region as CountryCode, extract: false }, METADATA as unknown as MetadataJson);
  if (!parsed?.isValid()) return undefined;
  return number.startsWith('+') ? parsed.formatInternational() : parsed.formatNational();
}
