import { ItError } from '../it-error.js';

/**
 * The whole address of an announcement, so that whichever page plays it finds it.
 * @throws ItError config-invalid when it is no http(s) address
 */
export function announcementAddress(url: string): string {
  const address = URL.canParse(url, document.baseURI) && url !== '' ? new URL(url, document.baseURI) : undefined;
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:') {
    throw new ItError('config-invalid', {
      field: 'announcement',
      value: JSON.stringify(String(url).slice(0, 64)),
      expected: 'an http(s) address of an audio file',
    });
  }
  return address.href;
}
