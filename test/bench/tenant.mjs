import { callDocument } from '../../demo/ami-manager/documents.mjs';
import { FirestoreRest } from '../../demo/ami-manager/firestore-rest.mjs';
import { makeCustomToken } from '../../demo/firebase/custom-token.mjs';
import { seed } from '../../demo/firebase/seed.mjs';
import { CONTRACT } from './accounts.mjs';

const TENANT = `customer/${CONTRACT.customerId}`;
const GROUP = 'G01';

/**
 * Empties Firestore, and writes the bench's tenant with agents who are 待機中.
 * @param {{ firestore: string, projectId: string, clear: () => Promise<void> }} firebase @param {readonly string[]} extensions
 * @returns {Promise<FirestoreRest>} writes past the rules, as the server side does
 */
export async function openTenant({ firestore: address, projectId, clear }, extensions) {
  const server = new FirestoreRest({ address, projectId });
  await clear();
  await seed({ address, projectId }, [CONTRACT]);
  const agent = { status: 0, chosenStatus: 0, since: new Date(), groupCodes: [GROUP], requestedStatus: null };
  await server.commit(extensions.map((extension) => ({ path: `${TENANT}/agents/${extension}`, fields: { ...agent, extension } })));
  return server;
}

/** An agent without a phone in the page. @param {{ firestore: string, auth: string, projectId: string }} firebase @param {string} extension */
export function deskAccount({ firestore, auth, projectId }, extension) {
  return {
    agent: { id: extension, name: extension, role: 'operator', groupCodes: [GROUP] },
    contract: CONTRACT,
    licenses: [],
    firebase: { options: { projectId, apiKey: 'demo' }, emulator: { firestore, auth } },
    token: tokenOf(projectId, extension),
  };
}

/** What signs an agent in. @param {string} projectId @param {string} extension */
export function tokenOf(projectId, extension) {
  const claims = { ...CONTRACT, agentId: extension, extension, groupCodes: [GROUP], role: 'operator' };
  return makeCustomToken({ projectId, uid: extension, claims }).token;
}

/** A write of a call from queue 700 that rings, as ami-manager does it. @param {string} linkedId @param {object} change fields that differ; times are epoch ms */
export function callWrite(linkedId, change) {
  const call = {
    direction: 'in',
    kind: 'acd',
    caller: { number: '09012345678', name: '' },
    called: { number: '700', name: '' },
    groupCode: GROUP,
    groupName: GROUP,
    queue: '700',
    extensions: [],
    callIds: [],
    state: 'ringing',
    startedAt: Date.now(),
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    cause: null,
    ...change,
  };
  return { path: `${TENANT}/amiEvents/${linkedId}`, fields: callDocument(call) };
}
