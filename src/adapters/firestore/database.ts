import { deleteApp, initializeApp, type FirebaseApp } from 'firebase/app';
import { connectAuthEmulator, inMemoryPersistence, initializeAuth } from 'firebase/auth';
import { connectFirestoreEmulator, initializeFirestore, memoryLocalCache, type Firestore } from 'firebase/firestore';
import type { ItConfig } from '../../config/config.js';
import { AuthSession } from './auth-session.js';

export type FirebaseConfig = NonNullable<ItConfig['firebase']>;

/** A database that is signed in to, or on its way there. */
export interface Database {
  readonly firestore: Firestore;
  /** As {@link AuthSession.signIn}. */
  signIn(): Promise<void>;
  /** As {@link AuthSession.doubtClaims}. */
  doubtClaims(): void;
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
  keepNoHeartbeats(app);
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  const firestore = initializeFirestore(app, { localCache: memoryLocalCache() });
  if (emulator) {
    connectAuthEmulator(auth, `http://${emulator.auth}`, { disableWarnings: true });
    const [host = '127.0.0.1', port = '8080'] = emulator.firestore.split(':');
    connectFirestoreEmulator(firestore, host, Number(port));
  }
  const session = new AuthSession(auth, token);
  return {
    firestore,
    signIn: () => session.signIn(),
    doubtClaims: () => session.doubtClaims(),
    close: async () => {
      session.close();
      await deleteApp(app);
    },
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
