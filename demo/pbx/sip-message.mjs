/**
 * SIP messages as they go over a WebSocket: one message a frame (RFC 7118 section 5), syntax of RFC 3261 section 7.
 *
 * @typedef {object} SipRequest
 * @property {'request'} kind
 * @property {string} method upper case as sent
 * @property {string} uri Request-URI, unparsed
 * @property {SipHeaders} headers
 * @property {string} body
 *
 * @typedef {object} SipResponse
 * @property {'response'} kind
 * @property {number} status
 * @property {string} reason
 * @property {SipHeaders} headers
 * @property {string} body
 */

/** Compact header names (RFC 3261 section 7.3.3, RFC 3515, RFC 4028). */
const LONG_NAMES = {
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  v: 'via',
  x: 'session-expires',
};

/** Without these nothing can be answered (RFC 3261 section 8.1.1). */
const MANDATORY = ['via', 'from', 'to', 'call-id', 'cseq'];

const REASON_PHRASES = {
  100: 'Trying',
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  420: 'Bad Extension',
  423: 'Interval Too Brief',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  603: 'Decline',
};

/** Header fields in order, found by name in any case. */
export class SipHeaders {
  /** @type {Array<[name: string, value: string]>} */
  #fields = [];

  /** The first value of that name, undefined when absent. @param {string} name */
  get(name) {
    const wanted = name.toLowerCase();
    return this.#fields.find(([known]) => known.toLowerCase() === wanted)?.[1];
  }

  /** Every value of that name, one a line as it came. @param {string} name */
  all(name) {
    const wanted = name.toLowerCase();
    return this.#fields.filter(([known]) => known.toLowerCase() === wanted).map(([, value]) => value);
  }

  /** @param {string} name @param {string | number} value */
  add(name, value) {
    // A line break would end the field and start another one (RFC 3261 section 7.3.1).
    this.#fields.push([name, String(value).replace(/[\r\n]+/g, ' ')]);
    return this;
  }

  [Symbol.iterator]() {
    return this.#fields[Symbol.iterator]();
  }
}

/** What is wrong with a message, and the message as far as it was understood, so that it may be answered 400. */
export class SipSyntaxError extends Error {
  /** @param {string} message @param {SipRequest} [request] set when the request can be answered */
  constructor(message, request) {
    super(message);
    this.name = 'SipSyntaxError';
    this.request = request;
  }
}

/**
 * @param {string} text one whole message
 * @returns {SipRequest | SipResponse}
 * @throws {SipSyntaxError} with `request` when enough was understood to answer 400
 */
export function parseSipMessage(text) {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) throw new SipSyntaxError('no empty line after the headers');
  const [startLine = '', ...lines] = unfold(text.slice(0, headEnd)).split('\r\n');
  const headers = new SipHeaders();
  const broken = lines.filter((line) => !parseField(line, headers));
  const body = cutBody(text.slice(headEnd + 4), headers.get('Content-Length'));

  const response = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/.exec(startLine);
  if (response) {
    const missing = MANDATORY.filter((name) => headers.get(name) === undefined);
    if (broken.length || missing.length || body === undefined) throw new SipSyntaxError(`response ${response[1]} is malformed`);
    return { kind: 'response', status: Number(response[1]), reason: response[2] ?? '', headers, body };
  }
  const request = /^([A-Za-z0-9\-.!%*_+`'~]+) (\S+) SIP\/2\.0$/.exec(startLine);
  if (!request) throw new SipSyntaxError('start line is neither a request nor a response of SIP/2.0');
  return checkRequest({ kind: 'request', method: request[1], uri: request[2], headers, body: body ?? '' }, broken, body === undefined);
}

function checkRequest(request, broken, short) {
  const missing = MANDATORY.filter((name) => request.headers.get(name) === undefined);
  if (missing.length) throw new SipSyntaxError(`${request.method} lacks ${missing.join(', ')}`);
  const answerable = request.method === 'ACK' ? undefined : request;
  if (broken.length) throw new SipSyntaxError(`${request.method} has a header line without a name`, answerable);
  if (short) throw new SipSyntaxError(`${request.method} has a wrong Content-Length`, answerable);
  const cseq = /^(\d{1,10})\s+(\S+)$/.exec(request.headers.get('CSeq'));
  if (!cseq || cseq[2] !== request.method || Number(cseq[1]) >= 2 ** 31)
    throw new SipSyntaxError(`${request.method} has a CSeq that is not its own`, answerable);
  if (!branchOf(request)) throw new SipSyntaxError(`${request.method} has a Via without branch`, answerable);
  return request;
}

/** Lines that start with white space continue the field before (RFC 3261 section 7.3.1). */
function unfold(head) {
  return head.replace(/\r\n[ \t]+/g, ' ');
}

function parseField(line, headers) {
  const field = /^([A-Za-z0-9\-.!%*_+`'~]+)\s*:\s*(.*?)\s*$/s.exec(line);
  if (!field) return false;
  headers.add(LONG_NAMES[field[1].toLowerCase()] ?? field[1], field[2]);
  return true;
}

/** Content-Length counts bytes and may be absent on a message transport; undefined: it promises more than there is, or is no number. */
function cutBody(rest, contentLength) {
  if (contentLength === undefined) return rest;
  const bytes = Buffer.from(rest);
  if (!/^\d+$/.test(contentLength) || Number(contentLength) > bytes.length) return undefined;
  return bytes.subarray(0, Number(contentLength)).toString();
}

/** The whole message as text, with Content-Length set. @param {SipRequest | SipResponse} message */
export function serialiseSipMessage(message) {
  const startLine = message.kind === 'request' ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`;
  const fields = [...message.headers].filter(([name]) => name.toLowerCase() !== 'content-length').map(([name, value]) => `${name}: ${value}`);
  return [startLine, ...fields, `Content-Length: ${Buffer.byteLength(message.body)}`, '', message.body].join('\r\n');
}

/**
 * The response to a request: its Via, From, To, Call-ID and CSeq (RFC 3261 section 8.2.6.2), then `headers`.
 * @param {SipRequest} request
 * @param {number} status
 * @param {{ reason?: string, toTag?: string, headers?: Array<[string, string | number]>, body?: string }} [options] `toTag` is added unless To has one
 * @returns {SipResponse}
 */
export function makeResponse(request, status, { reason, toTag, headers = [], body = '' } = {}) {
  const copied = new SipHeaders();
  for (const via of request.headers.all('Via')) copied.add('Via', via);
  copied.add('From', request.headers.get('From'));
  const to = request.headers.get('To');
  copied.add('To', toTag && !/;\s*tag=/i.test(to) ? `${to};tag=${toTag}` : to);
  copied.add('Call-ID', request.headers.get('Call-ID'));
  copied.add('CSeq', request.headers.get('CSeq'));
  for (const [name, value] of headers) copied.add(name, value);
  return { kind: 'response', status, reason: reason ?? REASON_PHRASES[status] ?? 'Unknown', headers: copied, body };
}

/** The branch of the topmost Via: the transaction's name (RFC 3261 section 17). @param {SipRequest | SipResponse} message */
export function branchOf(message) {
  return /;\s*branch\s*=\s*([^;,\s]+)/i.exec(message.headers.get('Via')?.split(',')[0] ?? '')?.[1];
}

/** The number of CSeq. @param {SipRequest | SipResponse} message */
export function cseqOf(message) {
  return Number.parseInt(message.headers.get('CSeq'), 10);
}

/** The method of CSeq: of a response, the request's. @param {SipRequest | SipResponse} message */
export function cseqMethodOf(message) {
  return message.headers.get('CSeq').split(/\s+/)[1];
}
