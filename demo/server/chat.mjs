import { randomBytes } from 'node:crypto';
import { GROUP_NAMES } from '../accounts.mjs';
import { answerJson, HttpError, readJsonObject } from './answers.mjs';

const COOKIE = 'it-session';
const PATH = '/chat';
/** The fixed URL belongs to this agreement unless it names another. */
const AGREEMENT = 'A0001';
const LIFETIME_MS = 60 * 60_000;

/**
 * Outside chat over HTTP, as src/adapters/live/live-chat.ts asks for it, and the sessions of customers who come by a group's fixed URL.
 * `POST /chat/session` `{ group, agreement?, renew?, expiresIn? }` answers the configuration of a customer's page and a cookie with path `/chat`. With the
 * cookie of an earlier visit it is the same conversation, even when its link has run out, unless `renew` asks for a new one; `expiresIn`, in seconds,
 * is for trying what a link that runs out looks like.
 */
export class ChatService {
  #chats;
  /** @type {Map<string, { reader: import('./chats.mjs').Reader, groupCode: string, expiresAt: number }>} */
  #sessions = new Map();

  /** @param {import('./chats.mjs').Chats} chats */
  constructor(chats) {
    this.#chats = chats;
  }

  /**
   * Answers what is asked below a stream's address.
   * @param {import('./chats.mjs').Reader} reader
   * @param {string} action e.g. `GET live/chats`
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   * @param {URL} url
   * @returns {Promise<boolean>} false: it was nothing about chat
   */
  async answer(reader, action, request, response, url) {
    if (action === 'GET live/chats') {
      answerJson(response, 200, { chats: this.#chats.list(reader) });
      return true;
    }
    const [, method, id = '', what] = /^(GET|POST) live\/chats\/([^/]+)\/(messages|read)$/.exec(action) ?? [];
    const chatId = id && decodeURIComponent(id);
    if (method === 'GET' && what === 'messages') {
      const after = url.searchParams.get('after');
      answerJson(response, 200, { messages: this.#chats.messages(reader, chatId, after === null ? undefined : Number(after)) });
    } else if (method === 'POST' && what === 'messages') {
      const { id: messageId, text } = await readJsonObject(request);
      answerJson(response, 200, this.#chats.write(reader, chatId, { id: messageId, text }));
    } else if (method === 'POST') {
      this.#chats.markRead(reader, chatId);
      response.writeHead(204).end();
    } else {
      return false;
    }
    return true;
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async signIn(request, response) {
    const { group, agreement = AGREEMENT, renew = false, expiresIn } = await readJsonObject(request);
    if (!GROUP_NAMES.has(group)) throw new HttpError(400, 'config-invalid', `group: expected one of ${[...GROUP_NAMES.keys()].join(', ')}`);
    if (typeof agreement !== 'string') throw new HttpError(400, 'config-invalid', 'agreement: expected an agreement id');
    if (expiresIn !== undefined && !(expiresIn > 0)) throw new HttpError(400, 'config-invalid', 'expiresIn: expected seconds');
    const known = this.#sessions.get(tokenOf(request));
    const same = known?.groupCode === group && known.reader.agreementId === agreement && renew !== true;
    const session = same ? known : this.#begin(group, agreement, expiresIn === undefined ? LIFETIME_MS : expiresIn * 1000);
    const token = same ? tokenOf(request) : randomBytes(24).toString('base64url');
    this.#sessions.set(token, session);
    const { reader, groupCode, expiresAt } = session;
    answerJson(
      response,
      200,
      {
        customer: { chatId: reader.chatId, groupCode, groupName: GROUP_NAMES.get(groupCode), expiresAt },
        contract: { agreementId: reader.agreementId },
        live: { url: `${PATH}/live` },
      },
      { 'set-cookie': `${COOKIE}=${token}; Path=${PATH}; HttpOnly; SameSite=Lax` },
    );
  }

  /** Whose cookie came along. @param {import('node:http').IncomingMessage} request @throws {HttpError} 401 sign-in-failed */
  readerOf(request) {
    const session = this.#sessions.get(tokenOf(request));
    if (!session) throw new HttpError(401, 'sign-in-failed', 'no session: open the group’s link');
    return session.reader;
  }

  #begin(groupCode, agreementId, lifetimeMs) {
    const { chatId, expiresAt } = this.#chats.makeLink({ agreementId, groupCode, lifetimeMs });
    return { reader: { side: 'customer', name: '', agreementId, chatId }, groupCode, expiresAt };
  }
}

function tokenOf(request) {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
}
