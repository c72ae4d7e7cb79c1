/** A first request to an emulator that has just started takes its time. */
const LIMIT_MS = 30_000;

/**
 * Firestore over REST (https://cloud.google.com/firestore/docs/reference/rest), past the rules: what a service with its own identity uses.
 * Values are strings, numbers, booleans, null, `Date`, arrays and plain objects.
 */
export class FirestoreRest {
  #documents;
  #name;
  #token;

  /** @param {{ address: string, projectId: string, token?: string }} options `address`: `host:port` of the emulator, which takes `owner` as the token */
  constructor({ address, projectId, token = 'owner' }) {
    this.#name = `projects/${projectId}/databases/(default)/documents`;
    this.#documents = `http://${address}/v1/${this.#name}`;
    this.#token = token;
  }

  /** @param {string} path @returns {Promise<{ fields: Record<string, any>, updateTime: string } | undefined>} undefined: no such document */
  async get(path) {
    const answer = await this.#call('GET', `${this.#documents}/${path}`, undefined, [404]);
    return answer && { fields: decodeFields(answer.fields), updateTime: answer.updateTime };
  }

  /**
   * Writes documents, all or none.
   * @param {readonly { path: string, fields: Record<string, unknown> | null, mask?: readonly string[], updateTime?: string }[]} writes
   *   `fields` null: the document is removed; `mask`: only these fields, without it the whole document; `updateTime`: only when that is still the document's
   * @returns {Promise<boolean>} false: a condition did not hold
   */
  async commit(writes) {
    const body = { writes: writes.map((write) => this.#write(write)) };
    return (await this.#call('POST', `${this.#documents}:commit`, body, [400, 409])) !== undefined;
  }

  /**
   * The documents of a collection with one of these values in a field.
   * @param {string} parent @param {string} collection @param {string} field @param {readonly string[]} values
   * @returns {Promise<{ id: string, fields: Record<string, any> }[]>}
   */
  async findAny(parent, collection, field, values) {
    const where = { fieldFilter: { field: { fieldPath: field }, op: 'IN', value: encode(values) } };
    const answer = await this.#call('POST', `${this.#documents}/${parent}:runQuery`, { structuredQuery: { from: [{ collectionId: collection }], where } });
    return answer.filter(({ document }) => document).map(({ document }) => ({ id: document.name.split('/').at(-1), fields: decodeFields(document.fields) }));
  }

  #write({ path, fields, mask, updateTime }) {
    const name = `${this.#name}/${path}`;
    if (fields === null) return { delete: name };
    const update = { name, fields: encodeFields(fields) };
    return { update, ...(mask && { updateMask: { fieldPaths: mask } }), ...(updateTime && { currentDocument: { updateTime } }) };
  }

  async #call(method, url, body, expected = []) {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text);
    if (expected.includes(response.status) && /"NOT_FOUND"|"FAILED_PRECONDITION"|"ALREADY_EXISTS"|"ABORTED"/.test(text)) return undefined;
    throw new Error(`Firestore: ${response.status} ${text.slice(0, 300)}`);
  }
}

function encodeFields(fields) {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, encode(value)]));
}

function encode(value) {
  if (value === null) return { nullValue: null };
  if (value instanceof Date) return { timestampValue: value.toISOString() };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(encode) } };
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { booleanValue: value };
    case 'number':
      return Number.isInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
    case 'object':
      return { mapValue: { fields: encodeFields(value) } };
    default:
      throw new TypeError(`Firestore has no value for ${typeof value}`);
  }
}

function decodeFields(fields = {}) {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, decode(value)]));
}

function decode(value) {
  if ('integerValue' in value) return Number(value.integerValue);
  if ('timestampValue' in value) return new Date(value.timestampValue);
  if ('arrayValue' in value) return (value.arrayValue.values ?? []).map(decode);
  if ('mapValue' in value) return decodeFields(value.mapValue.fields);
  return Object.values(value)[0];
}
