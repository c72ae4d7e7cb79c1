import { deleteApp, initializeApp } from 'firebase/app';
import { connectFirestoreEmulator, initializeFirestore, setLogLevel } from 'firebase/firestore';

// A refusal is what these tests are about; the SDK would print each.
setLogLevel('silent');

const AGENT_1001 = { agreementId: 'A0001', customerId: 'C0001', agentId: '1001', extension: '1001', groupCodes: ['G01'], role: 'operator' };

/** Claims of everyone who may come: API.md, "Firestore". */
export const CLAIMS = {
  agent: AGENT_1001,
  colleague: { ...AGENT_1001, agentId: '1002', extension: '1002' },
  otherGroup: { ...AGENT_1001, agentId: '1003', extension: '1003', groupCodes: ['G02'] },
  supervisor: { ...AGENT_1001, agentId: '1900', extension: '1900', role: 'supervisor' },
  crmOnly: { agreementId: 'CRM1708391749', agentId: 'demo-crm', groupCodes: ['G01'], role: 'operator' },
  otherTenant: { agreementId: 'A0002', customerId: 'C0002', agentId: '1001', extension: '1001', groupCodes: ['G01'], role: 'supervisor' },
  customer: { agreementId: 'A0001', chatId: 'chat-1', linkId: 'link-1' },
  otherCustomer: { agreementId: 'A0001', chatId: 'chat-2', linkId: 'link-2' },
  nobody: undefined,
};

/**
 * Opens the emulator as everyone of {@link CLAIMS}, and as `server`, whom the rules do not concern.
 * @param {{ firestore: string, projectId: string }} emulator
 * @returns {{ databases: Record<string, import('firebase/firestore').Firestore>, close: () => Promise<void> }}
 */
export function openAsEveryone({ firestore, projectId }) {
  const [host, port] = firestore.split(':');
  const apps = [];
  const open = (name, mockUserToken) => {
    const app = initializeApp({ projectId, apiKey: 'demo' }, name);
    apps.push(app);
    const database = initializeFirestore(app, {});
    connectFirestoreEmulator(database, host, Number(port), mockUserToken && { mockUserToken });
    return database;
  };
  const databases = Object.fromEntries(Object.entries(CLAIMS).map(([name, claims]) => [name, open(name, claims && { sub: name, ...claims })]));
  databases.server = open('server', 'owner');
  return { databases, close: () => Promise.all(apps.map(deleteApp)).then(() => {}) };
}
