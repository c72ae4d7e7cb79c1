import { AUTO_WORK, isPaused, newAgent, recalledAgent, reduceAgent } from './agent-status.mjs';
import { AGENT_FIELDS, agentFields, recalledDocument } from './documents.mjs';

/**
 * The agents of a tenant: keeps each one's document, grants or refuses what they ask for, and tells the queues whom to leave in peace.
 */
export class Agents {
  #directory;
  #path;
  #store;
  #writer;
  #autoWorkMs;
  #log;
  /** @type {import('./queue-members.mjs').QueueMembers | undefined} */
  #queues;
  /** Before AMI was there for the first time, wishes wait. */
  #began = false;
  /** @type {Map<string, unknown> | undefined} */
  #wishes;
  /** @type {Map<string, import('./agent-status.mjs').AgentState>} */
  #states = new Map();
  /** Wishes that were granted or refused while the document still has them. @type {Map<string, unknown>} */
  #answered = new Map();
  /** @type {Map<string, NodeJS.Timeout>} */
  #autoWork = new Map();

  /**
   * @param {readonly import('./ami-manager.mjs').Agent[]} directory
   * @param {{ path: (agentId: string) => string, store: import('./firestore-rest.mjs').FirestoreRest, writer: import('./document-writer.mjs').DocumentWriter,
   *   autoWorkMs: number, log: (line: string) => void }} options
   */
  constructor(directory, { path, store, writer, autoWorkMs, log }) {
    this.#directory = directory;
    this.#path = path;
    this.#store = store;
    this.#writer = writer;
    this.#autoWorkMs = autoWorkMs;
    this.#log = log;
  }

  /** Goes on from the documents. @throws {Error} when Firestore is not there */
  async recall() {
    for (const agent of this.#directory) {
      const found = await this.#store.get(this.#path(agent.id));
      const { extension, groupCodes } = agent;
      const state = found ? recalledAgent({ ...recalledDocument(found.fields), extension, groupCodes }) : newAgent(agent, Date.now());
      // What is asked for comes from the listener.
      this.#states.set(agent.id, { ...state, document: { ...state.document, requestedStatus: null } });
      this.#startAutoWork(agent.id);
    }
    await this.restore();
  }

  /** Writes every document, and makes those that are missing, as after a loss of data. @throws {Error} when Firestore is not there */
  async restore() {
    for (const { id } of this.#directory) {
      if (await this.#store.get(this.#path(id))) this.#write(id);
      else this.#create(id);
    }
  }

  /** What an event of the calls means for an agent. @param {string} agentId @param {import('./agent-status.mjs').AgentFact} fact */
  apply(agentId, fact) {
    const before = this.#states.get(agentId);
    const after = this.#timed(before, reduceAgent(before, fact));
    if (after === before) return;
    this.#states.set(agentId, after);
    const answered = fact.type !== 'requested' && after.document.requestedStatus === null ? before.document.requestedStatus : null;
    if (answered !== null) this.#answered.set(agentId, answered);
    if (JSON.stringify(after.document) !== JSON.stringify(before.document)) this.#write(agentId, answered);
    if (after.document.chosenStatus !== before.document.chosenStatus) this.#startAutoWork(agentId);
    if (isPaused(after) !== isPaused(before)) void this.#pause(agentId).catch((error) => this.#log(`agent ${agentId}: ${error.message}`));
  }

  /** What the agents ask for, as their documents have it. @param {Map<string, unknown>} byAgent */
  hear(byAgent) {
    this.#wishes = byAgent;
    if (!this.#began) return;
    for (const { id } of this.#directory) {
      if (!byAgent.has(id)) this.#create(id);
      const code = byAgent.get(id) ?? null;
      // The answer has arrived, or there is another wish.
      if (this.#answered.get(id) !== code) this.#answered.delete(id);
      const known = this.#states.get(id).document.requestedStatus;
      if (code === known || code === this.#answered.get(id)) continue;
      this.apply(id, { type: 'requested', code });
      if (code !== null) void this.#answer(id, code);
    }
  }

  /** AMI is there: all members are told. @param {import('./queue-members.mjs').QueueMembers} queues */
  async connected(queues) {
    for (const { id, extension } of this.#directory) await queues.setPaused(extension, isPaused(this.#states.get(id)));
    this.#queues = queues;
    this.#began = true;
    if (this.#wishes) this.hear(this.#wishes);
  }

  /** AMI is gone: what is asked for is refused until it is back. */
  disconnected() {
    this.#queues = undefined;
  }

  /** Stops the clocks. */
  stop() {
    for (const timer of this.#autoWork.values()) clearTimeout(timer);
  }

  async #answer(agentId, code) {
    const refuse = (reason) => this.apply(agentId, { type: 'refused', code, reason, at: Date.now() });
    if (![0, 1, 2, 3].includes(code)) return refuse('not-a-status');
    if (!this.#queues) return refuse('pbx-unreachable');
    const { extension } = this.#directory.find(({ id }) => id === agentId);
    try {
      await this.#queues.setPaused(extension, code !== 0);
      this.apply(agentId, { type: 'confirmed', code, at: Date.now() });
    } catch (error) {
      this.#log(`agent ${agentId}, status ${code}: ${error.message}`);
      refuse('queue-refused');
    }
  }

  async #pause(agentId) {
    const { extension } = this.#directory.find(({ id }) => id === agentId);
    await this.#queues?.setPaused(extension, isPaused(this.#states.get(agentId)));
  }

  /** The document tells when 自動ワーク ends. */
  #timed(before, after) {
    const { chosenStatus } = after.document;
    if (chosenStatus === before.document.chosenStatus) return after;
    return { ...after, document: { ...after.document, autoWorkEndsAt: chosenStatus === AUTO_WORK ? Date.now() + this.#autoWorkMs : null } };
  }

  #startAutoWork(agentId) {
    clearTimeout(this.#autoWork.get(agentId));
    const { document } = this.#states.get(agentId);
    if (document.chosenStatus !== AUTO_WORK) return;
    const left = Math.max(0, (document.autoWorkEndsAt ?? document.since + this.#autoWorkMs) - Date.now());
    const over = () => this.apply(agentId, { type: 'auto-work-over', at: Date.now() });
    this.#autoWork.set(agentId, setTimeout(over, left));
  }

  #create(agentId) {
    const { document } = this.#states.get(agentId);
    this.#writer.put(this.#path(agentId), { fields: { ...agentFields(document), requestedStatus: document.requestedStatus } });
  }

  /** @param {string} agentId @param {number | null} [answered] the wish that was granted or refused */
  #write(agentId, answered = null) {
    const clears = answered === null ? {} : { clears: { field: 'requestedStatus', value: answered } };
    this.#writer.put(this.#path(agentId), { fields: agentFields(this.#states.get(agentId).document), mask: AGENT_FIELDS, ...clears });
  }
}
