import { Timestamp } from 'firebase/firestore';
import { ItError } from '../../it-error.js';
import type { Listen } from './listening.js';

/** Listening starts once the sign-in is done; a refused sign-in fails the attempt, and the next attempt asks for a new token. */
export function whenSignedIn(signIn: () => Promise<void>, failed: (error: unknown) => void, listen: () => () => void): ReturnType<Listen> {
  let stopped = false;
  let stop: () => void = () => undefined;
  signIn().then(
    () => {
      if (!stopped) stop = listen();
    },
    (error: unknown) => {
      if (!stopped) failed(new ItError('sign-in-failed', { cause: error }));
    },
  );
  return () => {
    stopped = true;
    stop();
  };
}

/** Why a listener failed, as elements say it. */
export function reasonOf(error: unknown): 'sign-in-failed' | 'data-denied' {
  return error instanceof ItError && error.code === 'sign-in-failed' ? 'sign-in-failed' : 'data-denied';
}

export function readTimestamp(value: unknown): number | undefined {
  return value instanceof Timestamp ? value.toMillis() : undefined;
}
