import type { ItConfig } from './config/config.js';
import { fillLink } from './config/links.js';
import type { Audience } from './connect.js';
import type { Call } from './phone/call.js';

/** Lets the host show the contact; if it does not cancel the event, opens `links.contact`. Returns the address when the browser blocked it. */
export function popContact(config: ItConfig, audience: Audience, call: Call, number: string): string | undefined {
  const template = config.links?.contact;
  const url = template && fillLink(template, { number, ...(call.linkedId !== undefined && { linkedId: call.linkedId }) });
  const unhandled = audience.tell({ name: 'it-contact-pop', detail: { call, number, ...(url && { url }) } });
  if (!unhandled || !url) return undefined;
  const page = window.open(url, '_blank');
  if (!page) return url;
  page.opener = null;
  return undefined;
}
