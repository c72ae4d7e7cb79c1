import { randomUUID } from 'node:crypto';
import { answerJson, readJsonObject } from './answers.mjs';
import { Chats } from './chats.mjs';
import { chatReader, LiveData } from './live-data.mjs';

/**
 * The data of the embedded stack: in memory, over HTTP, as src/adapters/live asks for it.
 * @implements {import('./http-server.mjs').DataService}
 */
export class LiveService {
  actions = /^\w+ live(?:\/|$)/;
  #chats = new Chats();
  #liveData;

  /** @param {{ agentStates: import('../pbx/agent-states.mjs').AgentStates, callEvents: import('../pbx/call-events.mjs').CallEvents }} source */
  constructor({ agentStates, callEvents }) {
    this.#liveData = new LiveData({ agentStates, callEvents, chats: this.#chats });
  }

  configOf(endpoint) {
    return { live: { url: `${endpoint}/live` } };
  }

  async answerAgent(account, action, request, response, url) {
    if (action === 'GET live') this.#liveData.stream(account, response);
    else if (action === 'GET live/history') this.#liveData.answerHistory(account, response, url);
    else if (action === 'POST live/status') await this.#liveData.requestStatus(account, request, response);
    else return this.#answerChat(chatReader(account), action, request, response, url);
    return true;
  }

  async answerGuest({ agreementId, chatId }, action, request, response, url) {
    /** @type {import('./chats.mjs').Reader} */
    const reader = { side: 'customer', name: '', agreementId, chatId };
    if (action !== 'GET live') return this.#answerChat(reader, action, request, response, url);
    this.#liveData.streamChat(reader, response);
    return true;
  }

  async makeLink(link) {
    return { ...this.#chats.makeLink(link), linkId: randomUUID() };
  }

  /** Ends every stream. */
  cutStreams() {
    this.#liveData.close();
  }

  close() {
    this.cutStreams();
    this.#chats.close();
  }

  /** Outside chat over HTTP, as src/adapters/live/live-chat.ts asks for it. */
  async #answerChat(reader, action, request, response, url) {
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
}
