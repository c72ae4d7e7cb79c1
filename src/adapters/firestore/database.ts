import { deleteApp, initializeApp, type FirebaseApp } from 'firebase/app';
import { connectAuthEmulator, inMemoryPersistence, initializeAuth, signInWithCustomToken } from 'firebase/auth';
import { connectFirestoreEmulator, initializeFirestore, memoryLocalCache, type Firestore } from 'firebase/firestore';
import type { ItConfig } from '../../config/config.js';
import { ItError } from '../../it-error.js';

export type FirebaseConfig = NonNullable<ItConfig['firebase']>;

/** A database that is signed in to, or on its way there. */
export interface Database {
  readonly firestore: Firestore;
  /**
   * Asks the host for a custom token and signs in with it, once for all who ask; Firebase then renews its own tokens before they expire, and forgets
   * the user when the session was ended at the server: whoever asks next signs in anew.
   * @throws ItError sign-in-failed, with what the host's callback or Firebase said as its cause
   */
  signIn(): Promise<void>;
  /** The rules refused what the account should have: what the token claims may be old. The next sign-in asks the host for a new one, every 5 min at most. */
  doubtClaims(): void;
  /** One user fewer; the last one ends every listener and forgets the sign-in. */
  close(): Promise<void>;
}

/** A refusal that lasts asks the host no more often. */
const DOUBT_MS = 5 * 60_000;

let opened = 0;

/** Open databases by the configuration object that they were opened with. */
const shared = new WeakMap<FirebaseConfig, { database: Database; users: number }>();

/**
 * Opens a Firebase app of our own, so that the host's is untouched; nothing is kept on disk. Opened again with the same configuration object it is the
 * same database, with one connection and one sign-in.
 */
export function openDatabase(config: FirebaseConfig): Database {
  const entry = shared.get(config) ?? { database: makeDatabase(config), users: 0 };
  entry.users += 1;
  shared.set(config, entry);
  const { database } = entry;
  return {
    ...database,
    close: async () => {
      entry.users -= 1;
      if (entry.users > 0) return;
      shared.delete(config);
      await database.close();
    },
  };
}

function makeDatabase({ options, token, emulator }: FirebaseConfig): Database {
  const app = initializeApp(options, `it-widgets-${++opened}`);
  keepNoHeartbeats(app);
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  const firestore = initializeFirestore(app, { localCache: memoryLocalCache() });
  if (emulator) {
    connectAuthEmulator(auth, `http://${emulator.auth}`, { disableWarnings: true });
    const [host = '127.0.0.1', port = '8080'] = emulator.firestore.split(':');
    connectFirestoreEmulator(firestore, host, Number(port));
  }
  let signingIn: Promise<void> | undefined;
  let signedInAt = 0;
  let doubted = false;
  const signInAnew = async (): Promise<void> => {
    try {
      await signInWithCustomToken(auth, await token());
    } catch (thrown) {
      throw new ItError('sign-in-failed', { field: 'firebase.token', expected: 'a custom token of the project', cause: thrown });
    }
    signedInAt = Date.now();
    doubted = false;
  };
  return {
    firestore,
    signIn: async () => {
      if (auth.currentUser && !doubted) return;
      await (signingIn ??= signInAnew().finally(() => (signingIn = undefined)));
    },
    doubtClaims: () => {
      doubted ||= Date.now() - signedInAt > DOUBT_MS;
    },
    close: () => deleteApp(app),
  };
}

/** Firebase would count in IndexedDB on which days it was used, and keep that after the sign-out. A part of the app's own may take the place of the one that counts. */
function keepNoHeartbeats(app: FirebaseApp): void {
  const silent = { triggerHeartbeat: () => Promise.resolve(), getHeartbeatsHeader: () => Promise.resolve('') };
  const component = {
    name: 'heartbeat',
    type: 'PRIVATE',
    instantiationMode: 'LAZY',
    multipleInstances: false,
    serviceProps: {},
    instanceFactory: () => silent,
  };
  (app as FirebaseApp & { container: { addOrOverwriteComponent(component: object): void } }).container.addOrOverwriteComponent(component);
}
