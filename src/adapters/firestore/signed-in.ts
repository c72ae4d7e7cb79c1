import { Timestamp } from 'firebase/firestore';
import { ItError } from '../../it-error.js';
import type { Database } from './database.js';
import type { Listen } from './listening.js';

/** Listening starts once the sign-in is done; a refused sign-in fails the attempt, and the next attempt asks for a new token. */
export function whenSignedIn(
  database: Database,
  failed: (error: unknown) => void,
  listen: (failed: (error: unknown) => void) => () => void,
): ReturnType<Listen> {
  let stopped = false;
  let stop: () => void = () => undefined;
  const refused = (error: unknown): void => {
    database.doubtClaims();
    failed(error);
  };
  database
    .signIn()
    .then(() => {
      if (!stopped) stop = listen(refused);
    })
    // Also of a query that Firestore takes for none: it throws at once.
    .catch((error: unknown) => {
      if (!stopped) failed(error);
    });
  return () => {
    stopped = true;
    stop();
  };
}

/** Why a listener failed or a write was refused, as elements say it. */
export function reasonOf(error: unknown): 'sign-in-failed' | 'data-denied' {
  return error instanceof ItError && error.code === 'sign-in-failed' ? 'sign-in-failed' : 'data-denied';
}

export function readTimestamp(value: unknown): number | undefined {
  return value instanceof Timestamp ? value.toMillis() : undefined;
}
