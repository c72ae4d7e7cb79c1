import { randomBytes } from 'node:crypto';
import { GROUP_NAMES } from '../accounts.mjs';
import { answerJson, HttpError, readJsonObject } from './answers.mjs';

const COOKIE = 'it-session';
/** The fixed URL belongs to this agreement unless it names another. */
const AGREEMENT = 'A0001';
const LIFETIME_MS = 60 * 60_000;

/**
 * Sessions of customers who come to chat by a group's fixed URL.
 * `POST /chat/session` `{ group, agreement?, renew?, expiresIn? }` answers the configuration of a customer's page and a cookie with path `/chat`. With the
 * cookie of an earlier visit it is the same conversation, even when its link has run out, unless `renew` asks for a new one; `expiresIn`, in seconds,
 * is for trying what a link that runs out looks like.
 */
export class ChatSessions {
  #endpoint;
  #data;
  /** @type {Map<string, { guest: import('./http-server.mjs').Guest, groupCode: string, expiresAt: number }>} */
  #sessions = new Map();

  /** @param {string} endpoint `/chat` @param {import('./http-server.mjs').DataService} data */
  constructor(endpoint, data) {
    this.#endpoint = endpoint;
    this.#data = data;
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async signIn(request, response) {
    const { group, agreement = AGREEMENT, renew = false, expiresIn } = await readJsonObject(request);
    if (!GROUP_NAMES.has(group)) throw new HttpError(400, 'config-invalid', `group: expected one of ${[...GROUP_NAMES.keys()].join(', ')}`);
    if (typeof agreement !== 'string' || !/^\w+$/.test(agreement)) throw new HttpError(400, 'config-invalid', 'agreement: expected an agreement id');
    if (expiresIn !== undefined && !(expiresIn > 0)) throw new HttpError(400, 'config-invalid', 'expiresIn: expected seconds');
    const known = this.#sessions.get(tokenOf(request));
    const same = known?.groupCode === group && known.guest.agreementId === agreement && renew !== true;
    const session = same ? known : await this.#begin(group, agreement, expiresIn === undefined ? LIFETIME_MS : expiresIn * 1000);
    const token = same ? tokenOf(request) : randomBytes(24).toString('base64url');
    this.#sessions.set(token, session);
    const { guest, groupCode, expiresAt } = session;
    answerJson(
      response,
      200,
      {
        customer: { chatId: guest.chatId, groupCode, groupName: GROUP_NAMES.get(groupCode), expiresAt },
        contract: { agreementId: guest.agreementId },
        ...this.#data.configOf(this.#endpoint),
      },
      { 'set-cookie': `${COOKIE}=${token}; Path=${this.#endpoint}; HttpOnly; SameSite=Lax` },
    );
  }

  /** Whose cookie came along. @param {import('node:http').IncomingMessage} request @throws {HttpError} 401 sign-in-failed */
  guestOf(request) {
    const session = this.#sessions.get(tokenOf(request));
    if (!session) throw new HttpError(401, 'sign-in-failed', 'no session: open the group’s link');
    return session.guest;
  }

  async #begin(groupCode, agreementId, lifetimeMs) {
    const { chatId, linkId, expiresAt } = await this.#data.makeLink({ agreementId, groupCode, lifetimeMs });
    return { guest: { agreementId, chatId, linkId }, groupCode, expiresAt };
  }
}

function tokenOf(request) {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
}
