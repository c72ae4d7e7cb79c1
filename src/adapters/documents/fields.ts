/** A document as it came from outside: nothing about it is known. */
export type Document = Readonly<Record<string, unknown>>;

/** How a source writes a point in time (Firestore: Timestamp, live data: epoch ms): epoch ms, or undefined when it is none. */
export type ReadTime = (value: unknown) => number | undefined;

/** What is wrong with a document: which field, what kind of value it has (never the value, which may be about a person), what would be right. */
export interface Defect {
  readonly field: string;
  readonly value: string;
  readonly expected: string;
}

/** Names the kind of a value. */
export function kindOf(value: unknown): string {
  return value === undefined ? 'missing' : value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

export function asDocument(value: unknown): Document | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : undefined;
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
