import { initializeApp } from 'firebase/app';
import { connectAuthEmulator, inMemoryPersistence, initializeAuth, signInWithCustomToken } from 'firebase/auth';
import { collection, connectFirestoreEmulator, initializeFirestore, limit, memoryLocalCache, onSnapshot, orderBy, query, where } from 'firebase/firestore';

/** Where the emulators are, and as whom to sign in. */
export interface BareListener {
  readonly projectId: string;
  readonly firestore: string;
  readonly auth: string;
  readonly token: string;
  readonly customerId: string;
  readonly extension: string;
  /** Listens to the newest calls of this group as well, and draws nothing of them. */
  readonly historyOf?: string;
}

/** A page that does nothing but listen to the calls of one extension and draw those that ring. Loaded as `window.bareFirestore`. */
export interface BareFirestore {
  /** Resolves once the first snapshot is there. */
  listen(options: BareListener): Promise<void>;
}

const bareFirestore: BareFirestore = {
  listen: async ({ projectId, firestore: address, auth: authAddress, token, customerId, extension, historyOf }) => {
    const app = initializeApp({ projectId, apiKey: 'demo' });
    const auth = initializeAuth(app, { persistence: inMemoryPersistence });
    connectAuthEmulator(auth, `http://${authAddress}`, { disableWarnings: true });
    const firestore = initializeFirestore(app, { localCache: memoryLocalCache() });
    const [host = '', port] = address.split(':');
    connectFirestoreEmulator(firestore, host, Number(port));
    await signInWithCustomToken(auth, token);
    const events = collection(firestore, 'customer', customerId, 'amiEvents');
    const own = query(events, where('extensions', 'array-contains', extension), orderBy('startedAt', 'desc'), limit(20));
    if (historyOf !== undefined) {
      const ofGroup = query(events, where('groupCode', 'in', [historyOf]), orderBy('startedAt', 'desc'), limit(100));
      await new Promise<void>((resolve, reject) => void onSnapshot(ofGroup, () => resolve(), reject));
    }
    await new Promise<void>((resolve, reject) => {
      onSnapshot(
        own,
        (calls) => {
          for (const { doc } of calls.docChanges()) {
            document.getElementById(doc.id)?.remove();
            if (doc.get('state') !== 'ringing') continue;
            const line = document.body.appendChild(document.createElement('div'));
            line.id = doc.id;
            line.className = 'ring';
            line.textContent = String(doc.get('caller.number'));
          }
          resolve();
        },
        reject,
      );
    });
  },
};

Object.assign(window, { bareFirestore });
