/** A contact record as the host's `resolveContact` gives it. Raw text: never HTML. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly kana?: string;
  readonly company?: string;
  readonly url?: string;
}

/** Host callback: who is this number? Null: nobody known. */
export type ResolveContact = (number: string) => Promise<Contact | null>;
