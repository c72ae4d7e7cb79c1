import type { UA } from 'jssip';
import type { ErrorCode } from '../../it-error.js';
import type { LineState } from '../../phone/phone-state.js';
import { retryDelay } from './retry.js';

/** JsSIP's transport, which its types leave out. */
interface WithTransport {
  readonly transport: { connect(): void; disconnect(): void; isConnected(): boolean };
}

/** Answers to REGISTER after which the same credentials will not do better: 403, 404 (chan_pjsip: no such account), 401 and 407 a second time. */
const WRONG_CREDENTIALS = new Set([401, 403, 404, 407]);

const SIGN_OUT_LIMIT_MS = 2000;

/**
 * Keeps one account registered: connects, registers, and tries again by itself as long as that can help.
 * JsSIP reconnects its socket but never repeats a REGISTER that failed (Registrator.js 3.13.8, `_registrationFailure`), so both are timed here.
 */
export class Registration {
  readonly #ua: UA;
  readonly #changed: (state: LineState, reason?: ErrorCode) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lostAt: number | undefined;
  #stopped = true;

  constructor(ua: UA, changed: (state: LineState, reason?: ErrorCode) => void) {
    this.#ua = ua;
    this.#changed = changed;
    ua.on('registered', () => this.#registered());
    ua.on('registrationFailed', ({ response }) => this.#failed(response?.status_code));
    ua.on('disconnected', () => this.#lost());
  }

  start(): void {
    this.#stopped = false;
    addEventListener('online', this.#tryNow);
    this.#changed('connecting');
    this.#ua.start();
  }

  /** Closes the socket and says nothing to the server: the registration stays there for whoever takes over. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    removeEventListener('online', this.#tryNow);
    this.#transport.disconnect();
  }

  /** Takes the registration back; resolves once the registrar answered, after 2 s at most. */
  async unregister(): Promise<void> {
    if (!this.#ua.isRegistered()) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, SIGN_OUT_LIMIT_MS);
      this.#ua.on('unregistered', () => {
        clearTimeout(limit);
        resolve();
      });
      this.#ua.unregister();
    });
  }

  get #transport(): WithTransport['transport'] {
    return (this.#ua as unknown as WithTransport).transport;
  }

  #registered(): void {
    this.#lostAt = undefined;
    if (!this.#stopped) this.#changed('registered');
  }

  #failed(status: number | undefined): void {
    if (this.#stopped) return;
    if (status !== undefined && WRONG_CREDENTIALS.has(status)) {
      this.stop();
      this.#changed('refused', 'wrong-credentials');
    } else {
      this.#lost();
    }
  }

  #lost(): void {
    if (this.#stopped) return;
    this.#lostAt ??= Date.now();
    this.#changed('lost', 'line-offline');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tryNow, retryDelay(Date.now() - this.#lostAt, Math.random()));
  }

  readonly #tryNow = (): void => {
    if (this.#stopped || this.#ua.isRegistered()) return;
    clearTimeout(this.#timer);
    if (this.#transport.isConnected()) this.#ua.register();
    else this.#transport.connect();
  };
}
