/** A refusal in the form that the product's clients read: `{ code, message }`. */
export class HttpError extends Error {
  /** @param {number} status @param {string} code an `ErrorCode` of the product @param {string} message for a developer, without secrets */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} value @param {Record<string, string>} [headers] */
export function answerJson(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify(value));
}

/** More than any request of ours. */
const MAX_BODY_BYTES = 16 * 1024;

/**
 * The body as a JSON object; an empty body is `{}`.
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Record<string, unknown>>}
 * @throws {HttpError} 400 config-invalid, 413
 */
export async function readJsonObject(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new HttpError(413, 'config-invalid', `body: expected at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  const value = text === '' ? {} : parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new HttpError(400, 'config-invalid', 'body: expected a JSON object');
  return value;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Answered as what is no object.
    return undefined;
  }
}
