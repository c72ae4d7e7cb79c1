/** The numbering plan that national numbers are read by (configuration `phone.region`). */
export type Region = 'JP' | 'VN';
export const REGIONS: readonly Region[] = ['JP', 'VN'];

const COUNTRY_CODES: Readonly<Record<Region, string>> = { JP: '81', VN: '84' };

/**
 * 184 hides and 186 shows one's own number (Japan): they go on the wire with the number, and are none of it. Only before a whole number or a
 * service of three digits: an extension may begin so too.
 */
const CALLER_ID_PREFIX = /^18[46](?=(?:0\d{5,}|\+\d{7,}|1\d\d)$)/;

/** Police, fire and ambulance, coast guard (Japan 110, 119, 118); rescue, police, fire, ambulance (Vietnam 112 to 115). */
const EMERGENCY: Readonly<Record<Region, RegExp>> = { JP: /^11[089]$/, VN: /^11[2-5]$/ };

/** The number without 184 or 186: whose it is. */
export function withoutCallerIdPrefix(number: string): string {
  return number.replace(CALLER_ID_PREFIX, '');
}

/** Whether dialling it calls for help; also after 184 or 186, which such a call ignores. */
export function isEmergency(number: string, region: Region): boolean {
  return EMERGENCY[region].test(withoutCallerIdPrefix(number));
}

/** Pick-up, the marker call and other codes of the PBX or the network: they begin with a star or hash and are nobody's number. */
export function isFeatureCode(number: string): boolean {
  return /^[*#]/.test(number);
}

/**
 * What two ways to write one number have in common: `+81 90…`, `090…` and `184090…` are the same party in Japan (ITU-T E.164: country code or
 * trunk prefix 0). Whatever is no such number, a short code, an extension or a SIP URI, is its own key.
 */
export function numberKey(number: string, region: Region): string {
  const whose = withoutCallerIdPrefix(number);
  const code = `+${COUNTRY_CODES[region]}`;
  return whose.startsWith(code) ? `0${whose.slice(code.length).replace(/^0/, '')}` : whose;
}
