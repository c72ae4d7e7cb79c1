import { randomBytes } from 'node:crypto';
import { answerJson, HttpError, readJsonObject } from './answers.mjs';

const COOKIE = 'it-session';

/**
 * Sign-in of one page's endpoint: `POST {endpoint}/session` with `{ credential }`, or `{}` and the cookie of an earlier sign-in, answers the configuration.
 * The cookie's path is the endpoint, so that several accounts work side by side in one browser.
 */
export class Sessions {
  /** @type {Map<string, import('../accounts.mjs').DemoAccount>} */
  #accounts = new Map();
  #endpoint;
  #byCredential;
  #configOf;

  /**
   * @param {string} endpoint e.g. `/crm`
   * @param {readonly import('../accounts.mjs').DemoAccount[]} accounts those that may sign in here
   * @param {(account: import('../accounts.mjs').DemoAccount) => object} configOf the `ItConfig` without functions
   */
  constructor(endpoint, accounts, configOf) {
    this.#endpoint = endpoint;
    this.#byCredential = new Map(accounts.map((account) => [account.credential, account]));
    this.#configOf = configOf;
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async signIn(request, response) {
    const { credential } = await readJsonObject(request);
    if (credential === undefined) return answerJson(response, 200, this.#configOf(this.accountOf(request)));
    const account = typeof credential === 'string' ? this.#byCredential.get(credential) : undefined;
    if (!account) throw signInFailed('the credential is not one of this page');
    const token = randomBytes(24).toString('base64url');
    this.#accounts.set(token, account);
    answerJson(response, 200, this.#configOf(account), { 'set-cookie': this.#cookie(token) });
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  signOut(request, response) {
    this.#accounts.delete(tokenOf(request));
    response.writeHead(204, { 'set-cookie': `${this.#cookie('')}; Max-Age=0` }).end();
  }

  /** Whose cookie came along. @param {import('node:http').IncomingMessage} request @throws {HttpError} 401 sign-in-failed */
  accountOf(request) {
    const account = this.#accounts.get(tokenOf(request));
    if (!account) throw signInFailed('no session: sign in with a credential');
    return account;
  }

  #cookie(token) {
    return `${COOKIE}=${token}; Path=${this.#endpoint}; HttpOnly; SameSite=Lax`;
  }
}

function tokenOf(request) {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
}

function signInFailed(message) {
  return new HttpError(401, 'sign-in-failed', message);
}
