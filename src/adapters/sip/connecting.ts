import { after } from '../browser/timer.js';
import { retryDelay } from './retry.js';

/** A server that says nothing for so long, ms, is not waited for: the next try begins beside it. */
const PATIENCE_MS = 1000;
/** A try that is younger, ms, is soon enough for whoever asks to hurry. */
const FRESH_MS = 300;
/** A try that is open for so long, ms, will not come up. */
const TRY_LIMIT_MS = 6000;

export interface ConnectingOptions {
  /** In order of preference. */
  readonly urls: readonly string[];
  /** How long to wait before the first try, ms; 0: it begins at once, ahead of whatever the page has still to draw. */
  readonly firstAfterMs: number;
  readonly opened: (socket: WebSocket) => void;
  /** A try came to nothing; `silent`: the server did not even refuse. */
  readonly failed: (url: string, silent: boolean) => void;
}

/**
 * Opens a WebSocket to the first server that answers, and tries until it does: one that refuses gives way to the next in the list at once, one that
 * is silent after {@link PATIENCE_MS}. A try that was swallowed by a dead network holds nothing up, since later ones run beside it.
 */
export class Connecting {
  readonly #options: ConnectingOptions;
  readonly #tries = new Set<WebSocket>();
  readonly #since = Date.now();
  #launched = 0;
  #launchedAt = 0;
  #nextAt = 0;
  #cancel: () => void = () => undefined;

  constructor(options: ConnectingOptions) {
    this.#options = options;
    if (options.firstAfterMs > 0) this.#cancel = after(options.firstAfterMs, this.#launch);
    else this.#launch();
  }

  /** Tries now, beside whatever is under way: the network came back. */
  hurry(): void {
    if (Date.now() - this.#launchedAt < FRESH_MS) return;
    this.#launched = 0;
    this.#launch();
  }

  stop(): void {
    this.#cancel();
    for (const socket of this.#tries) release(socket);
    this.#tries.clear();
  }

  readonly #launch = (): void => {
    const { urls } = this.#options;
    const url = urls[this.#launched++ % urls.length] ?? '';
    this.#launchedAt = Date.now();
    this.#nextAt = 0;
    const age = this.#launchedAt - this.#since;
    this.#next(Math.max(PATIENCE_MS, retryDelay(age, Math.random())));
    try {
      this.#open(url);
    } catch {
      // The browser refuses the address itself (SecurityError).
      this.#gaveUp(url, false);
    }
  };

  #open(url: string): void {
    const socket = new WebSocket(url, 'sip');
    socket.binaryType = 'arraybuffer';
    this.#tries.add(socket);
    const cancelLimit = after(TRY_LIMIT_MS, () => lost(true));
    const lost = (silent: boolean): void => {
      cancelLimit();
      release(socket);
      if (this.#tries.delete(socket)) this.#gaveUp(url, silent);
    };
    socket.onclose = () => lost(false);
    socket.onopen = () => {
      cancelLimit();
      this.#tries.delete(socket);
      this.stop();
      this.#options.opened(socket);
    };
  }

  #gaveUp(url: string, silent: boolean): void {
    const { urls, failed } = this.#options;
    // A silent one has been overtaken by later tries long ago.
    if (!silent) this.#next(this.#launched % urls.length === 0 ? retryDelay(Date.now() - this.#since, Math.random()) : 0);
    failed(url, silent);
  }

  /** A try that is planned sooner stays: many that fail late must not put the next one off. */
  #next(ms: number): void {
    const at = Date.now() + ms;
    if (this.#nextAt > Date.now() && this.#nextAt <= at) return;
    this.#nextAt = at;
    this.#cancel();
    this.#cancel = after(ms, this.#launch);
  }
}

/** Closes a socket and hears no more of it. */
export function release(socket: WebSocket): void {
  socket.onopen = socket.onclose = socket.onmessage = null;
  socket.close();
}
