import { doc, onSnapshot } from 'firebase/firestore';
import { readAgreementDocument } from '../documents/agreement-document.js';
import { openDatabase, type FirebaseConfig } from './database.js';
import { keepListening } from './listening.js';
import { whenSignedIn } from './signed-in.js';

/**
 * Tells the customerId of an agreement as soon as it has one, which means that telephony was added. A refusal is tried on without a word: nothing that is
 * shown depends on it. Returns the stop.
 */
export function followAgreement(config: FirebaseConfig, agreementId: string, hasTelephony: (customerId: string) => void): () => void {
  const database = openDatabase(config);
  const stop = keepListening(
    (arrived, failed) =>
      whenSignedIn(database, failed, (refused) =>
        onSnapshot(
          doc(database.firestore, 'agreements', agreementId),
          (document) => {
            arrived();
            const agreement = readAgreementDocument(document.data());
            if (agreement?.customerId !== undefined) hasTelephony(agreement.customerId);
          },
          refused,
        ),
      ),
    () => undefined,
  );
  return () => {
    stop();
    void database.close().catch(() => undefined);
  };
}
