import { answerJson, HttpError, readJsonObject } from './answers.mjs';

const PING_MS = 15_000;
/** Documents that a page gets when it connects, unless more of them are still going on. */
const NEWEST = 20;
/** Calls of one page of the history. */
const PAGE = 100;

/**
 * Live data over HTTP: server-sent events (WHATWG HTML section 9.2) with the tenant's entry, the agent's document and the agent's calls; wishes by POST.
 */
export class LiveData {
  #agentStates;
  #callEvents;
  #chats;
  /** @type {Set<() => void>} */
  #closers = new Set();

  /** @param {{ agentStates: import('../pbx/agent-states.mjs').AgentStates, callEvents: import('../pbx/call-events.mjs').CallEvents, chats: import('./chats.mjs').Chats }} source */
  constructor({ agentStates, callEvents, chats }) {
    this.#agentStates = agentStates;
    this.#callEvents = callEvents;
    this.#chats = chats;
  }

  /**
   * Streams what concerns this agent until the page goes away.
   * @param {import('../accounts.mjs').DemoAccount} account
   * @param {import('node:http').ServerResponse} response
   */
  stream(account, response) {
    const extension = account.sip?.extension;
    this.#open(response, (send) => {
      send('tenant', { allowed: account.contract.customerId !== undefined });
      const inHistory = historyOf(account);
      const history = this.#callEvents.subscribe((document) => inHistory(document) && send('history', document));
      return [history, ...(extension === undefined ? [] : this.#follow(extension, send)), this.#chats.follow(chatReader(account), send)];
    });
  }

  /**
   * Streams a customer's conversation until the page goes away.
   * @param {import('./chats.mjs').Reader} reader
   * @param {import('node:http').ServerResponse} response
   */
  streamChat(reader, response) {
    this.#open(response, (send) => [this.#chats.follow(reader, send)]);
  }

  /** @param {import('node:http').ServerResponse} response @param {(send: (event: string, data: object) => void) => (() => void)[]} follow returns its stops */
  #open(response, follow) {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    const send = (event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    const stops = follow(send);
    const ping = setInterval(() => response.write(': ping\n\n'), PING_MS);
    const close = () => {
      clearInterval(ping);
      for (const stop of stops) stop();
      this.#closers.delete(close);
      response.end();
    };
    this.#closers.add(close);
    response.on('close', close);
  }

  /**
   * Takes `{ requestedStatus: 0 | 1 | 2 | 3 | null }`; null takes the wish back.
   * @param {import('../accounts.mjs').DemoAccount} account
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async requestStatus(account, request, response) {
    const { requestedStatus } = await readJsonObject(request);
    if (![0, 1, 2, 3, null].includes(requestedStatus)) throw new HttpError(400, 'status-refused', 'requestedStatus: expected 0, 1, 2, 3 or null');
    if (!account.sip) throw new HttpError(403, 'no-telephony', 'this tenant has no telephony');
    this.#agentStates.request(account.sip.extension, requestedStatus);
    response.writeHead(204).end();
  }

  /**
   * A page of the history: calls of the agent's groups and the agent's own, newest first; `?before=` is the `next` of the page before.
   * @param {import('../accounts.mjs').DemoAccount} account
   * @param {import('node:http').ServerResponse} response
   * @param {URL} url
   */
  answerHistory(account, response, url) {
    const newestFirst = this.#callEvents
      .documents()
      .filter(historyOf(account))
      .sort((a, b) => b.startedAt - a.startedAt);
    const before = url.searchParams.get('before');
    const from = before === null ? 0 : newestFirst.findIndex(({ linkedId }) => linkedId === before) + 1;
    const calls = newestFirst.slice(from, from + PAGE);
    answerJson(response, 200, { calls, more: from + PAGE < newestFirst.length, next: calls.at(-1)?.linkedId });
  }

  /** Ends every stream. */
  close() {
    for (const close of [...this.#closers]) close();
  }

  #follow(extension, send) {
    const concerns = (document) => document.extensions.includes(extension);
    const documents = this.#callEvents.documents().filter(concerns);
    const newest = new Set(documents.slice(-NEWEST));
    send('agent', this.#agentStates.document(extension));
    for (const document of documents) {
      if (document.state !== 'ended' || newest.has(document)) send('call', document);
    }
    // What comes from here on is news.
    send('calls-read', {});
    return [
      this.#agentStates.subscribe((document) => document.extension === extension && send('agent', document)),
      this.#callEvents.subscribe((document) => concerns(document) && send('call', document)),
    ];
  }
}

/** An agent as outside chat knows them. @param {import('../accounts.mjs').DemoAccount} account @returns {import('./chats.mjs').Reader} */
export function chatReader({ name, contract, groupCodes }) {
  return { side: 'agent', name, agreementId: contract.agreementId, groupCodes };
}

/** Which calls an agent's history shows. @param {import('../accounts.mjs').DemoAccount} account */
function historyOf({ groupCodes, sip, contract }) {
  return ({ groupCode, extensions }) => contract.customerId !== undefined && (groupCodes.includes(groupCode) || extensions.includes(sip?.extension));
}
