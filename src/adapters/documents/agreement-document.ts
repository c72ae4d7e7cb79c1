import { asDocument, asText } from './fields.js';

/** What an agreement's document (`agreements/{agreementId}`) says: the only place that knows its field names. */
export interface Agreement {
  /** Absent: CRM alone, no telephony. */
  readonly customerId?: string;
}

/** Undefined when there is no such document. */
export function readAgreementDocument(value: unknown): Agreement | undefined {
  const document = asDocument(value);
  const customerId = asText(document?.['customerId']);
  return document && (customerId === undefined ? {} : { customerId });
}
