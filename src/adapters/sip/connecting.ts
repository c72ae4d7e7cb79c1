import { after } from '../browser/timer.js';
import { openSocket, release } from './early-socket.js';
import { PagePolicy } from './page-policy.js';
import { httpAddress, probe } from './probe.js';
import { retryDelay } from './retry.js';

/** A server that says nothing for so long, ms, is not waited for: the next try begins beside it. */
const PATIENCE_MS = 1000;
/** A try that is younger, ms, is soon enough for whoever asks to hurry. */
const FRESH_MS = 300;
/** A try that is open for so long, ms, will not come up. */
const TRY_LIMIT_MS = 6000;
/** After so long, ms, it makes room for the next one, which gets twice the time: a server that is slow is not asked anew for ever. */
const ROOM_AFTER_MS = 900;
/**
 * So many WebSockets are tried, then only a server that answers HTTP gets another, and for all that every so many ms. Chromium delays each by up to
 * 5 s × 2^(failures of the last two minutes − 16) (websocket_throttler.cc): these few stay under 0.3 s.
 */
const BOLD_TRIES = 4;
const BOLD_EVERY_MS = 15_000;

/** How a try came to nothing. `silent`: the server did not even refuse. */
export type Failure = 'refused' | 'silent';

/** The page may open none of the addresses, now or later: mixed content, its Content-Security-Policy, or they are no addresses. */
export type Forbidden = 'mixed-content' | 'policy-refused' | 'config-invalid';

export interface ConnectingOptions {
  /** In order of preference. */
  readonly urls: readonly string[];
  /** How long to wait before the first try, ms; 0: it begins at once, ahead of whatever the page has still to draw. */
  readonly firstAfterMs: number;
  /** A WebSocket to this address that is under way or open already, which is then not opened again; undefined: there is none. */
  readonly begun: (url: string) => WebSocket | undefined;
  readonly opened: (socket: WebSocket) => void;
  readonly failed: (failure: Failure) => void;
  /** There will be no further try. */
  readonly forbidden: (reason: Forbidden) => void;
}

/**
 * Opens a WebSocket to the first server that answers, and tries until it does: one that refuses gives way to the next in the list at once, one that
 * is silent after {@link PATIENCE_MS}. A try that was swallowed by a dead network would hold up the next one to the same server (RFC 6455 section 4.1: one at
 * a time): the server is asked by HTTP beside it, and when it answers the try makes room.
 */
export class Connecting {
  readonly #options: ConnectingOptions;
  readonly #tries = new Map<WebSocket, { readonly url: string; readonly began: number }>();
  readonly #questions = new AbortController();
  readonly #policy: PagePolicy;
  readonly #since = Date.now();
  #urls: readonly string[];
  #launched = 0;
  #launchedAt = 0;
  #bold = 0;
  #boldAt = 0;
  #roomMade = 0;
  #nextAt = 0;
  #cancel: () => void = () => undefined;

  constructor(options: ConnectingOptions) {
    this.#options = options;
    this.#urls = options.urls;
    this.#policy = new PagePolicy(() => this.#drop((url) => this.#policy.forbids(url), 'policy-refused'));
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
    this.#policy.stop();
    this.#questions.abort();
    for (const socket of this.#tries.keys()) release(socket);
    this.#tries.clear();
  }

  readonly #launch = (): void => {
    const url = this.#urls[this.#launched++ % this.#urls.length];
    if (url === undefined) return;
    this.#launchedAt = Date.now();
    this.#nextAt = 0;
    const age = this.#launchedAt - this.#since;
    this.#next(Math.max(PATIENCE_MS, retryDelay(age, Math.random())));
    const mayAsk = !this.#policy.forbids(httpAddress(url));
    if (!mayAsk) this.#makeRoom(url);
    const mayOpen = !this.#isTrying(url);
    if (mayOpen && (!mayAsk || this.#bold < BOLD_TRIES || Date.now() - this.#boldAt > BOLD_EVERY_MS)) this.#open(url);
    else if (mayAsk) void this.#ask(url);
  };

  #isTrying(url: string): boolean {
    return [...this.#tries.values()].some((other) => other.url === url);
  }

  /** Lets go of tries at this server that had their time. */
  #makeRoom(url: string): void {
    const limit = ROOM_AFTER_MS * 2 ** this.#roomMade;
    for (const [socket, other] of this.#tries) {
      if (other.url !== url || Date.now() - other.began < limit) continue;
      this.#roomMade += 1;
      this.#tries.delete(socket);
      release(socket);
    }
  }

  async #ask(url: string): Promise<void> {
    const probed = await probe(url, this.#questions.signal);
    if (this.#questions.signal.aborted) return;
    if (probed !== 'answered') {
      this.#gaveUp(probed === 'silent');
      return;
    }
    this.#makeRoom(url);
    if (this.#isTrying(url)) this.#next(FRESH_MS);
    else this.#open(url);
  }

  #open(url: string): void {
    this.#bold += 1;
    this.#boldAt = Date.now();
    let socket: WebSocket;
    try {
      socket = this.#options.begun(url) ?? openSocket(url);
    } catch (thrown) {
      // SecurityError: the page may not; else SyntaxError, the address is none.
      this.#drop((forbidden) => forbidden === url, (thrown as DOMException).name === 'SecurityError' ? 'mixed-content' : 'config-invalid');
      return;
    }
    socket.binaryType = 'arraybuffer';
    this.#tries.set(socket, { url, began: this.#boldAt });
    const cancelLimit = after(TRY_LIMIT_MS, () => lost(true));
    const lost = (silent: boolean): void => {
      cancelLimit();
      release(socket);
      if (this.#tries.delete(socket)) this.#gaveUp(silent);
    };
    socket.onclose = () => lost(false);
    const opened = (): void => {
      cancelLimit();
      this.#tries.delete(socket);
      this.stop();
      this.#options.opened(socket);
    };
    socket.onopen = opened;
    // The first try begins before whoever made this has it.
    if (socket.readyState === WebSocket.OPEN) queueMicrotask(() => socket.onopen === opened && opened());
  }

  #gaveUp(silent: boolean): void {
    // A silent one has been overtaken by later tries long ago.
    if (!silent) this.#next(this.#launched % this.#urls.length === 0 ? retryDelay(Date.now() - this.#since, Math.random()) : 0);
    this.#options.failed(silent ? 'silent' : 'refused');
  }

  /** Tries these addresses no more. */
  #drop(isForbidden: (url: string) => boolean, reason: Forbidden): void {
    const left = this.#urls.filter((url) => !isForbidden(url));
    if (left.length === this.#urls.length) return;
    this.#urls = left;
    if (left.length > 0) {
      this.#next(0);
      return;
    }
    this.stop();
    // The first try begins before whoever made this has it.
    queueMicrotask(() => this.#options.forbidden(reason));
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
