import { randomUUID } from 'node:crypto';
import { FirestoreRest } from '../ami-manager/firestore-rest.mjs';
import { makeCustomToken } from '../firebase/custom-token.mjs';
import { answerJson } from './answers.mjs';

/**
 * The data of the real stack: in Firestore, which pages read by themselves with the tokens that are given here.
 * `POST {endpoint}/firebase-token` answers `{ token, expiresAt }`, a custom token with the claims of API.md.
 * @implements {import('./http-server.mjs').DataService}
 */
export class FirestoreService {
  actions = /^POST firebase-token$/;
  #emulator;
  #projectId;
  #store;

  /** @param {{ firestore: string, auth: string, projectId: string }} emulators `host:port` each */
  constructor({ firestore, auth, projectId }) {
    this.#emulator = { firestore, auth };
    this.#projectId = projectId;
    this.#store = new FirestoreRest({ address: firestore, projectId });
  }

  configOf() {
    return { firebase: { options: { projectId: this.#projectId, apiKey: 'demo' }, emulator: this.#emulator } };
  }

  async answerAgent({ id, contract, sip, groupCodes, role }, _action, _request, response) {
    const claims = { ...contract, agentId: id, ...(sip && { extension: sip.extension }), groupCodes, role };
    answerJson(response, 200, makeCustomToken({ projectId: this.#projectId, uid: `${contract.agreementId}.${id}`, claims }));
    return true;
  }

  async answerGuest({ agreementId, chatId, linkId }, _action, _request, response) {
    answerJson(response, 200, makeCustomToken({ projectId: this.#projectId, uid: chatId, claims: { agreementId, chatId, linkId } }));
    return true;
  }

  async makeLink({ agreementId, groupCode, lifetimeMs }) {
    const [chatId, linkId, expiresAt] = [randomUUID(), randomUUID(), Date.now() + lifetimeMs];
    const begun = { groupCode, customer: { name: '' }, status: 'open', assignedTo: null, lastMessageAt: null, unread: 0, expiresAt: new Date(expiresAt) };
    await this.#store.commit([{ path: `agreements/${agreementId}/chats/${chatId}`, fields: begun }]);
    return { chatId, linkId, expiresAt };
  }

  close() {}
}
