import { whenLoaded } from './adapters/late-source.js';
import type { ItConfig } from './config/config.js';

/**
 * Follows the agreement of an account with CRM alone, as far as there is a source that tells of it: `hasTelephony` is called when telephony was added, which
 * makes the configuration outdated. Returns the stop.
 */
export function followCrmOnly({ contract, customer, firebase }: ItConfig, hasTelephony: (customerId: string) => void): () => void {
  if (contract.customerId !== undefined || customer || !firebase) return () => undefined;
  return whenLoaded(
    import('./adapters/firestore/firestore-agreement.js'),
    ({ followAgreement }) => followAgreement(firebase, contract.agreementId, hasTelephony),
    () => undefined,
  );
}
