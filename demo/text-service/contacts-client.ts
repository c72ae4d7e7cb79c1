import type { Contact } from '../../src/index.js';
import { ask, ENDPOINT } from './session.js';

/** A customer as this page's server keeps it. */
export interface Customer extends Contact {
  /** Digits as they are dialled. */
  readonly number: string;
}

/** Every customer that the signed-in agent may see. Rejects with an Error when the server does not answer with a list. */
export async function listCustomers(): Promise<readonly Customer[]> {
  const answer = await ask(`${ENDPOINT}/contacts`);
  if (!Array.isArray(answer)) throw new Error('contacts: expected a list');
  return answer.map(readCustomer).filter((customer) => customer !== null);
}

/** Who has this number; null: nobody known. */
export async function findContact(number: string): Promise<Customer | null> {
  return readCustomer(await ask(`${ENDPOINT}/contacts?number=${encodeURIComponent(number)}`));
}

function readCustomer(raw: unknown): Customer | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { id, name, number, kana, company, url } = raw as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof number !== 'string') return null;
  return {
    id,
    name,
    number,
    ...(typeof kana === 'string' && { kana }),
    ...(typeof company === 'string' && { company }),
    ...(typeof url === 'string' && { url }),
  };
}
