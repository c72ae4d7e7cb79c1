import type { Contact } from '../../src/index.js';

/** Where this page signs in, and where its own data comes from. */
export const ENDPOINT = '/text-service';

/** A customer as this page's server keeps it. */
export interface Customer extends Contact {
  /** Digits as they are dialled. */
  readonly number: string;
}

/** Every customer that the signed-in agent may see. Rejects with an Error when the server does not answer with a list. */
export async function listCustomers(): Promise<readonly Customer[]> {
  const answer = await get(`${ENDPOINT}/contacts`);
  if (!Array.isArray(answer)) throw new Error('contacts: expected a list');
  return answer.map(readCustomer).filter((customer) => customer !== null);
}

/** Who has this number; null: nobody known. */
export async function findContact(number: string): Promise<Customer | null> {
  return readCustomer(await get(`${ENDPOINT}/contacts?number=${encodeURIComponent(number)}`));
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
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
