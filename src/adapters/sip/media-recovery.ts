/** How long a broken path may come back by itself, ms, before it is looked for anew. */
const PATIENCE_MS = 2000;
/** How long an ICE restart may take to find a path, ms, before the next one. */
const RESTART_MS = 6000;
/** A call that never had audio, and one whose audio went, is given up after so long, ms. Asterisk gives up after its `rtp_timeout`, 30 s. */
const NEVER_UP_MS = 25_000;
const GONE_MS = 60_000;

export interface MediaRecoveryOptions {
  /** Negotiates an ICE restart (RFC 8445 section 2.4); resolves whether the far end agreed. */
  readonly restart: () => Promise<boolean>;
  /** No path was found. */
  readonly gaveUp: () => void;
}

/**
 * Keeps a call's audio path up: what is disconnected for a moment, or failed, is looked for anew by ICE restarts, until there is a path again or it is hopeless.
 * JsSIP ends a call as soon as `iceConnectionState` is `failed`, in a listener that comes before anybody else's: from it the state is hidden.
 */
export class MediaRecovery {
  readonly #connection: RTCPeerConnection;
  readonly #options: MediaRecoveryOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #brokenAt: number | undefined;
  #wasUp = false;
  #talking = false;

  constructor(connection: RTCPeerConnection, options: MediaRecoveryOptions) {
    this.#connection = connection;
    this.#options = options;
    hideFailure(connection);
    connection.addEventListener('connectionstatechange', () => this.#changed());
  }

  /** The call is answered: from now on there is somebody to negotiate with. */
  begin(): void {
    this.#talking = true;
    if (this.#connection.connectionState !== 'connected') this.#broken(RESTART_MS);
  }

  /** The socket is back, or the network changed: a path that is broken is looked for at once. */
  hurry(): void {
    if (this.#brokenAt !== undefined) this.#after(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#talking = false;
  }

  #changed(): void {
    const { connectionState } = this.#connection;
    if (connectionState === 'connected') {
      this.#wasUp = true;
      this.#brokenAt = undefined;
      clearTimeout(this.#timer);
    } else if (connectionState === 'closed') this.stop();
    else if (this.#talking && connectionState === 'disconnected') this.#broken(PATIENCE_MS);
    else if (this.#talking && connectionState === 'failed') this.#broken(0);
  }

  #broken(ms: number): void {
    this.#brokenAt ??= Date.now();
    this.#after(ms);
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#restart(), ms);
  }

  async #restart(): Promise<void> {
    if (!this.#talking || this.#brokenAt === undefined) return;
    if (Date.now() - this.#brokenAt > (this.#wasUp ? GONE_MS : NEVER_UP_MS)) {
      this.stop();
      this.#options.gaveUp();
      return;
    }
    await this.#options.restart();
    if (this.#talking && this.#brokenAt !== undefined) this.#after(RESTART_MS);
  }
}

function hideFailure(connection: RTCPeerConnection): void {
  Object.defineProperty(connection, 'iceConnectionState', {
    configurable: true,
    get: () => {
      // From wherever on the way to the browser's own it is: a host may have put a class of its own before it.
      const state = Reflect.get(Object.getPrototypeOf(connection) as RTCPeerConnection, 'iceConnectionState', connection);
      return state === 'failed' ? 'disconnected' : state;
    },
  });
}
