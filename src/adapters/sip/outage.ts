import type { ErrorCode } from '../../it-error.js';
import type { Failure } from './connecting.js';
import { explain, gather, type Evidence } from './reachability.js';

/** What is wrong between this page and a server; the server's address belongs to it. */
export const ABOUT_SERVER: ReadonlySet<ErrorCode> = new Set([
  'host-unknown',
  'port-closed',
  'server-silent',
  'certificate-untrusted',
  'certificate-or-port',
  'websocket-refused',
  'policy-refused',
  'mixed-content',
  'local-network-refused',
]);

/** A server that was there before is given so long, ms, before anybody is told what is wrong with it: it restarts, or a cable is out. */
const RETURNS_WITHIN_MS = 10_000;
/** How long a cause counts, ms, before it is looked for again. */
const LOOK_AGAIN_MS = 30_000;

export interface OutageOptions {
  /** The server that comes first. */
  readonly url: string;
  /** Nobody can be called or call, for this reason as far as it is known; once per reason. */
  readonly unreachable: (reason: ErrorCode) => void;
  readonly gather?: (url: string, failure: Failure) => Promise<Evidence>;
}

/** Finds out why the server cannot be reached, while tries to reach it go on: a WebSocket that fails does not say. */
export class Outage {
  readonly #options: OutageOptions;
  #wasUp = false;
  #since: number | undefined;
  #lookedAt = 0;
  #looking = false;
  #cause: ErrorCode | undefined;

  constructor(options: OutageOptions) {
    this.#options = options;
  }

  /** A try came to nothing. */
  failed(failure: Failure): void {
    const now = Date.now();
    this.#since ??= now;
    if (this.#cause === undefined) this.#becauseOf('line-offline');
    const early = this.#wasUp && now - this.#since < RETURNS_WITHIN_MS;
    if (this.#looking || early || now - this.#lookedAt < LOOK_AGAIN_MS) return;
    this.#lookedAt = now;
    this.#looking = true;
    void this.#look(failure);
  }

  /** The server is there. */
  over(): void {
    this.#wasUp = true;
    this.#since = undefined;
    this.#cause = undefined;
    this.#lookedAt = 0;
  }

  async #look(failure: Failure): Promise<void> {
    const since = this.#since;
    const { url, gather: ask = gather } = this.#options;
    const evidence = await ask(url, failure);
    this.#looking = false;
    if (since === this.#since) this.#becauseOf(explain(evidence));
  }

  #becauseOf(cause: ErrorCode): void {
    if (cause === this.#cause) return;
    this.#cause = cause;
    this.#options.unreachable(cause);
  }
}
