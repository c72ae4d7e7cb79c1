import { ItError } from '../../it-error.js';
import type { Negotiation } from './negotiation.js';

/**
 * Puts a call on hold (`sendonly`, RFC 3264 section 8.4) or takes it back; resolves once the far end agreed.
 * @throws ItError hold-refused; the call goes on as it was
 */
export async function renegotiateHold(negotiation: Negotiation, held: boolean): Promise<void> {
  const status = await negotiation.offer({ held });
  if (status !== 200) throw new ItError('hold-refused', { field: 'held', value: `refused with ${status ?? 'no answer'}`, expected: '200 from the far end' });
}
