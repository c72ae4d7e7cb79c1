import { onIdTokenChanged, signInWithCustomToken, type Auth } from 'firebase/auth';
import { ItError } from '../../it-error.js';

/** Firebase itself renews at 5 min, and says nothing when that fails for good: its listeners then wait for ever. */
const RENEW_BEFORE_MS = 10 * 60_000;
const RENEW_AGAIN_MS = 60_000;
/** A refusal that lasts asks the host no more often. */
const DOUBT_MS = 5 * 60_000;

/**
 * Signed in at Firebase with the host's custom tokens, and kept so: the token is renewed before it expires, and where that is refused (the session was
 * ended at the server, the account is gone) the host is asked for a new custom token.
 */
export class AuthSession {
  readonly #auth: Auth;
  readonly #customToken: () => Promise<string>;
  readonly #unsubscribe: () => void;
  #signingIn: Promise<void> | undefined;
  #signedInAt = 0;
  #doubted = false;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(auth: Auth, customToken: () => Promise<string>) {
    this.#auth = auth;
    this.#customToken = customToken;
    this.#unsubscribe = onIdTokenChanged(auth, (user) => {
      clearTimeout(this.#renewal);
      // Between the server's own two times: this computer's clock may be wrong.
      void user
        ?.getIdTokenResult()
        .then(({ issuedAtTime, expirationTime }) => this.#renewIn(Date.parse(expirationTime) - Date.parse(issuedAtTime) - RENEW_BEFORE_MS));
    });
  }

  /**
   * Signs in, once for all who ask at the same time; signed in already it resolves at once.
   * @throws ItError sign-in-failed, with what the host's callback or Firebase said as its cause; whoever asks next tries again
   */
  async signIn(): Promise<void> {
    if (this.#auth.currentUser && !this.#doubted) return;
    await this.#signInOnce();
  }

  /** The rules refused what the account should have: what the token claims may be old. The next sign-in asks the host for a new one, every 5 min at most. */
  doubtClaims(): void {
    this.#doubted ||= Date.now() - this.#signedInAt > DOUBT_MS;
  }

  /** Renews nothing any more. */
  close(): void {
    clearTimeout(this.#renewal);
    this.#unsubscribe();
  }

  #signInOnce(): Promise<void> {
    return (this.#signingIn ??= this.#signInAnew().finally(() => (this.#signingIn = undefined)));
  }

  async #signInAnew(): Promise<void> {
    try {
      await signInWithCustomToken(this.#auth, await this.#customToken());
    } catch (thrown) {
      throw new ItError('sign-in-failed', { field: 'firebase.token', expected: 'a custom token of the project', cause: thrown });
    }
    this.#signedInAt = Date.now();
    this.#doubted = false;
  }

  #renewIn(ms: number): void {
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => void this.#renew(), Math.max(0, ms));
  }

  async #renew(): Promise<void> {
    try {
      await this.#auth.currentUser?.getIdToken(true);
    } catch (thrown) {
      const offline = (thrown as { code?: unknown }).code === 'auth/network-request-failed';
      if (offline) this.#renewIn(RENEW_AGAIN_MS);
      else await this.#signInOnce().catch(() => this.#renewIn(RENEW_AGAIN_MS));
    }
  }
}
