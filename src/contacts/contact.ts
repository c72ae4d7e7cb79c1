/** A contact record as the host's `resolveContact` gives it. Raw text: never HTML. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly kana?: string;
  readonly company?: string;
  readonly url?: string;
}

/** What a host's callback resolved to, as a contact; whatever has no name is nobody known. */
export function readContact(answer: unknown): Contact | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { id, name, kana, company, url } = answer as Record<string, unknown>;
  if (typeof name !== 'string' || name === '') return null;
  return {
    id: typeof id === 'string' ? id : '',
    name,
    ...(typeof kana === 'string' && { kana }),
    ...(typeof company === 'string' && { company }),
    ...(typeof url === 'string' && { url }),
  };
}

/** Host callback: who is this number? Asked once per call, without 184 and 186. Null: nobody known. */
export type ResolveContact = (number: string) => Promise<Contact | null>;
