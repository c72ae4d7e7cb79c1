import { Agents } from './agents.mjs';
import { keepAmi } from './ami-link.mjs';
import { forgetEnded, NO_CALLS, reduceCalls } from './calls.mjs';
import { DocumentWriter } from './document-writer.mjs';
import { callDocument, recalledCall } from './documents.mjs';
import { FirestoreRest } from './firestore-rest.mjs';
import { factsOf, legsOf } from './legs.mjs';
import { QueueMembers } from './queue-members.mjs';
import { resume } from './resume.mjs';
import { followWishes } from './wishes.mjs';

/** 自動ワーク lasts, unless told otherwise. */
const AUTO_WORK_MS = 10_000;
const LIST_LIMIT_MS = 5_000;

/**
 * @typedef {object} Agent
 * @property {string} id of the document
 * @property {string} extension
 * @property {string} name
 * @property {readonly string[]} groupCodes
 *
 * @typedef {object} AmiManagerOptions
 * @property {{ host: string, port: number, username: string, secret: string }} ami
 * @property {{ address: string, projectId: string }} firestore the emulator's `host:port`
 * @property {string} customerId
 * @property {readonly Agent[]} agents
 * @property {Readonly<Record<string, string>>} groupCodes group code by queue or dialled number
 * @property {Readonly<Record<string, string>>} groupNames by group code
 * @property {number} [autoWorkMs] how long 自動ワーク lasts, 10 s by default
 * @property {(line: string) => void} [log] gets a line when a side goes away or comes back, and for what was refused
 */

/**
 * Follows all calls of an Asterisk and keeps one document per Linkedid in `customer/{customerId}/amiEvents`, and the status of every agent in `…/agents`.
 * Either side may go away and come back at any time; this service may be stopped and started again: it goes on from the documents and Asterisk's channels.
 * @param {AmiManagerOptions} options
 * @returns {Promise<{ stop: () => Promise<void> }>} once agents are recalled and AMI is there
 * @throws {Error} when Firestore is not there at the start
 */
export async function startAmiManager({
  ami: address,
  firestore,
  customerId,
  agents: directoryAgents,
  groupCodes,
  groupNames,
  autoWorkMs = AUTO_WORK_MS,
  log = () => {},
}) {
  const directory = { agents: directoryAgents, groupCodes, groupNames };
  const tenant = `customer/${customerId}`;
  const store = new FirestoreRest(firestore);
  const writer = new DocumentWriter(store, { log });
  const agents = new Agents(directoryAgents, { path: (id) => `${tenant}/agents/${id}`, store, writer, autoWorkMs, log });
  let state = NO_CALLS;

  const publish = (before, after) => {
    for (const [linkedId, call] of Object.entries(after.calls)) {
      if (call !== before.calls[linkedId]) writer.put(`${tenant}/amiEvents/${linkedId}`, { fields: callDocument(call) });
    }
    // A call that turned out to be a leg of another one.
    for (const linkedId of Object.keys(before.calls)) if (!after.calls[linkedId]) writer.put(`${tenant}/amiEvents/${linkedId}`, { fields: null });
  };
  const enter = (after) => {
    const before = state;
    state = after;
    if (after === before) return;
    publish(before, after);
    for (const { id, extension } of directoryAgents) for (const fact of factsOf(before, after, extension, Date.now())) agents.apply(id, fact);
    state = forgetEnded(after);
  };
  const hear = (ami, event) => {
    enter(reduceCalls(state, event, directory));
    if (event.Event === 'Newchannel' && event.Channel.startsWith('PJSIP/')) void askCallId(ami, event);
  };

  /** chan_pjsip tells the Call-ID only where the dialplan does; chan_sip always. */
  const askCallId = async (ami, { Channel, Uniqueid, Linkedid }) => {
    const { Value } = await ami.action('Getvar', { Channel, Variable: 'CHANNEL(pjsip,call-id)' }).catch(() => ({}));
    if (Value) enter(reduceCalls(state, { Event: 'VarSet', Uniqueid, Linkedid, Variable: 'SIPCALLID', Value }, directory));
  };

  const connected = async (ami) => {
    const waiting = [];
    let listed;
    ami.listen((event) => {
      if (listed) hear(ami, event);
      else waiting.push(event);
    });
    const queues = new QueueMembers(ami);
    const [channels] = await Promise.all([listChannels(ami), queues.load()]);
    const live = await store.findAny(tenant, 'amiEvents', 'state', ['ringing', 'answered']);
    enter(resume(state, { recalled: live.map(({ id, fields }) => recalledCall(id, fields)), listed: channels, at: Date.now() }, directory));
    for (const { id, extension } of directoryAgents) agents.apply(id, { type: 'legs', legs: legsOf(state, extension), acdCallOver: false, at: Date.now() });
    listed = true;
    for (const event of waiting) hear(ami, event);
    await agents.connected(queues);
    log('AMI: following all calls');
  };

  await agents.recall();
  const stopWishes = followWishes(
    { ...firestore, customerId },
    {
      wishes: (byAgent) => agents.hear(byAgent),
      back: () => {
        publish(NO_CALLS, state);
        agents.restore().catch((error) => log(`Firestore: ${error.message}`));
      },
      log,
    },
  );
  let stopAmi;
  await new Promise((resolve) => {
    stopAmi = keepAmi(address, { up: (ami) => connected(ami).then(resolve), down: () => agents.disconnected(), log });
  });
  return {
    stop: async () => {
      agents.stop();
      await Promise.all([stopAmi(), stopWishes(), writer.stop()]);
    },
  };
}

async function listChannels(ami) {
  const channels = [];
  const stop = ami.listen((event) => event.Event === 'CoreShowChannel' && channels.push(event));
  const complete = ami.waitFor(({ Event }) => Event === 'CoreShowChannelsComplete', LIST_LIMIT_MS, 'the list of channels');
  await Promise.all([complete, ami.action('CoreShowChannels')]);
  stop();
  return channels;
}
