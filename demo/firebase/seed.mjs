import { FirestoreRest } from '../ami-manager/firestore-rest.mjs';

/**
 * Writes what operations would have written: the tenant's entry in `ast-allow-customers` and the agreements. Agents and calls are ami-manager's.
 * @param {{ address: string, projectId: string }} firestore
 * @param {readonly { agreementId: string, customerId?: string }[]} contracts CRM-only agreements have no customerId
 */
export async function seed(firestore, contracts) {
  const writes = contracts.flatMap(({ agreementId, customerId }) => [
    { path: `agreements/${agreementId}`, fields: customerId === undefined ? {} : { customerId } },
    ...(customerId === undefined ? [] : [{ path: `ast-allow-customers/${customerId}`, fields: {} }]),
  ]);
  await new FirestoreRest(firestore).commit(writes);
}
