import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, inMemoryPersistence, initializeAuth, signInWithCustomToken } from 'firebase/auth';
import { connectFirestoreEmulator, initializeFirestore, memoryLocalCache, type Firestore } from 'firebase/firestore';
import type { ItConfig } from '../../config/config.js';

export type FirebaseConfig = NonNullable<ItConfig['firebase']>;

/** A database that is signed in to, or on its way there. */
export interface Database {
  readonly firestore: Firestore;
  /**
   * Asks the host for a custom token and signs in with it, once for all who ask; Firebase then renews its own tokens.
   * Rejects as the host's callback or Firebase did; whoever asks next tries again.
   */
  signIn(): Promise<void>;
  /** One user fewer; the last one ends every listener and forgets the sign-in. */
  close(): Promise<void>;
}

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
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  const firestore = initializeFirestore(app, { localCache: memoryLocalCache() });
  if (emulator) {
    connectAuthEmulator(auth, `http://${emulator.auth}`, { disableWarnings: true });
    const [host = '127.0.0.1', port = '8080'] = emulator.firestore.split(':');
    connectFirestoreEmulator(firestore, host, Number(port));
  }
  let signedIn: Promise<void> | undefined;
  const signIn = async (): Promise<void> => {
    await signInWithCustomToken(auth, await token());
  };
  return {
    firestore,
    signIn: () =>
      (signedIn ??= signIn().catch((error: unknown) => {
        signedIn = undefined;
        throw error;
      })),
    close: () => deleteApp(app),
  };
}
