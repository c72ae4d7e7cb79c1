/**
 * Stable names of everything that can go wrong. Hosts switch on them, i18n holds their words in every language
 * (`Record<ErrorCode, …>`, so that a code without words does not compile).
 */
export type ErrorCode =
  | 'config-invalid'
  | 'sign-in-failed'
  | 'not-licensed'
  | 'no-telephony'
  | 'no-data-source'
  | 'tenant-not-allowed'
  | 'supervisor-only'
  | 'wrong-credentials'
  | 'line-offline'
  | 'network-offline'
  | 'host-unknown'
  | 'port-closed'
  | 'server-silent'
  | 'certificate-untrusted'
  | 'certificate-or-port'
  | 'websocket-refused'
  | 'policy-refused'
  | 'mixed-content'
  | 'local-network-refused'
  | 'microphone-denied'
  | 'microphone-missing'
  | 'device-missing'
  | 'sound-blocked'
  | 'number-invalid'
  | 'no-such-call'
  | 'status-refused'
  | 'hold-refused'
  | 'transfer-refused'
  | 'merge-refused'
  | 'announcement-failed'
  | 'call-taken'
  | 'data-denied'
  | 'document-invalid'
  | 'group-mismatch'
  | 'message-invalid'
  | 'chat-expired';

/** What an {@link ItError} can say beyond its code. `value` never holds a secret: see `redact` in config. */
export interface ItErrorDetail {
  /** Path of the input that is wrong, e.g. `sip.domain`. */
  field?: string;
  /** The offending value as text, shortened; absent for secrets. */
  value?: string;
  /** What would have been right, in English, for developers. */
  expected?: string;
  cause?: unknown;
}

/** The only kind of error that our promises reject with and that `it-error` carries. */
export class ItError extends Error {
  override readonly name = 'ItError';
  readonly code: ErrorCode;
  readonly field?: string;
  readonly value?: string;
  readonly expected?: string;

  constructor(code: ErrorCode, detail: ItErrorDetail = {}) {
    const { field, value, expected, cause } = detail;
    const words = [field, value === undefined ? undefined : `is ${value}`, expected && `expected ${expected}`].filter(Boolean);
    super(words.length ? `${code}: ${words.join(', ')}` : code, cause === undefined ? undefined : { cause });
    this.code = code;
    if (field !== undefined) this.field = field;
    if (value !== undefined) this.value = value;
    if (expected !== undefined) this.expected = expected;
  }

  /** Any thrown thing as an ItError: ours stay what they are, others become `code` with the original as cause. */
  static from(thrown: unknown, code: ErrorCode): ItError {
    return thrown instanceof ItError ? thrown : new ItError(code, { cause: thrown });
  }
}
