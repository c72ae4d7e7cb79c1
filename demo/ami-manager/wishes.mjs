import { connect } from 'node:net';
import { deleteApp, initializeApp } from 'firebase/app';
import { collection, connectFirestoreEmulator, initializeFirestore, onSnapshot, setLogLevel } from 'firebase/firestore';

const CHECK_MS = 1_000;
let opened = 0;

/**
 * Follows `requestedStatus` of all agents of a tenant. An emulator that was away is heard of within a second; the SDK alone would wait for up to a minute.
 * @param {{ address: string, projectId: string, customerId: string }} place
 * @param {{ wishes: (byAgent: Map<string, unknown>) => void, back: () => void, log: (line: string) => void }} listener
 *   `wishes`: after every change, what each agent that has a document asks for; `back`: Firestore was away, and its data may be gone
 * @returns {() => Promise<void>} stops it
 */
export function followWishes({ address, projectId, customerId }, { wishes, back, log }) {
  setLogLevel('silent');
  const [host, port] = address.split(':');
  const open = () => {
    const app = initializeApp({ projectId, apiKey: 'ami-manager' }, `ami-manager-${(opened += 1)}`);
    const firestore = initializeFirestore(app, {});
    connectFirestoreEmulator(firestore, host, Number(port), { mockUserToken: 'owner' });
    const stop = onSnapshot(
      collection(firestore, 'customer', customerId, 'agents'),
      (agents) => {
        if (!agents.metadata.fromCache) wishes(new Map(agents.docs.map((agent) => [agent.id, agent.get('requestedStatus')])));
      },
      (error) => log(`Firestore ended the listener: ${error.code}`),
    );
    return () => {
      stop();
      return deleteApp(app);
    };
  };
  let close = open();
  let away = false;
  const check = setInterval(async () => {
    const there = await answers(host, Number(port));
    if (there && away) {
      // Anew, since a listener that goes on by its token keeps what a new emulator does not have.
      const closed = close();
      close = open();
      back();
      await closed;
    }
    away = !there;
  }, CHECK_MS);
  return async () => {
    clearInterval(check);
    await close();
  };
}

function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (there) => {
      socket.destroy();
      resolve(there);
    };
    socket.setTimeout(CHECK_MS, () => end(false));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
