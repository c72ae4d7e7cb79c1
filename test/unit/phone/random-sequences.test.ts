import { expect } from '@open-wc/testing';
import { AGENT_UNKNOWN, reduceAgent, type AgentEvent, type AgentSnapshot } from '../../../src/agent/agent-state.js';
import { NO_CHAT, reduceChat, type ChatEvent, type ChatSnapshot } from '../../../src/chat/chat-state.js';
import { NO_HISTORY, reduceCallHistory, type CallHistoryEvent, type CallHistorySnapshot } from '../../../src/contacts/call-history-state.js';
import { NO_DEVICES, reduceDevices, type DevicesEvent, type DevicesSnapshot } from '../../../src/devices/devices-state.js';
import { NO_CONTACTS, reduceContacts, type ContactsEvent, type ContactsSnapshot } from '../../../src/contacts/contacts-state.js';
import { ENDED_KEPT, PHONE_OFF, phoneReducer, type PhoneEvent, type PhoneSnapshot } from '../../../src/phone/phone-state.js';

const SEQUENCES = 100_000;
const LONGEST = 14;

let seed = 20_240_101;
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}
const oneOf = <T>(...values: readonly T[]): T => values[random(values.length)] as T;
const id = (): string => `c${random(5)}`;
const peer = (): { number: string } => ({ number: `0${random(3)}` });
const end = () => ({ reason: oneOf('hung-up', 'busy', 'network-lost'), side: oneOf('local', 'remote') }) as const;

const NUMBERS = { mos: 4.2, lossIn: 0, jitterMs: 1, bufferMs: 40, levelIn: -30, levelOut: -30 };

/** Legal states that earlier sequences reached: what another tab, or an earlier page, can hand over. */
const reached: PhoneSnapshot[] = [PHONE_OFF];

/** Every kind of event, so that a new one without a maker does not compile. */
const PHONE: { readonly [Type in PhoneEvent['type']]: () => Extract<PhoneEvent, { type: Type }> | undefined } = {
  'line-changed': () => ({ type: 'line-changed', state: oneOf('off', 'connecting', 'registered', 'lost', 'refused', 'elsewhere'), at: random(100) }),
  'call-dialed': () => ({ type: 'call-dialed', id: id(), peer: peer(), sipCallId: id(), ...(random(3) === 0 && { consults: id() }), at: random(100) }),
  'call-offered': () => ({ type: 'call-offered', id: id(), peer: peer(), kind: 'external', sipCallId: id(), at: random(100) }),
  'call-progressed': () => ({ type: 'call-progressed', id: id(), earlyMedia: random(2) === 0 }),
  'call-answering': () => ({ type: 'call-answering', id: id() }),
  'call-answer-failed': () => ({ type: 'call-answer-failed', id: id() }),
  'call-connected': () => ({ type: 'call-connected', id: id(), at: random(100) }),
  'call-held': () => ({ type: 'call-held', id: id(), side: oneOf('local', 'remote'), held: random(2) === 0 }),
  'call-muted': () => ({ type: 'call-muted', id: id(), muted: random(2) === 0 }),
  'call-announced': () => ({ type: 'call-announced', id: id(), announced: oneOf('playing', 'played', 'stopped', 'failed'), at: random(100) }),
  'call-answers-itself': () => ({ type: 'call-answers-itself', id: id(), answersAt: oneOf(5, undefined) }),
  'call-measured': () => ({ type: 'call-measured', id: id(), quality: { verdict: 'good', numbers: NUMBERS } }),
  'call-described': () => ({ type: 'call-described', linkedId: id(), sipCallIds: [id()], kind: 'acd' }),
  'call-selected': () => ({ type: 'call-selected', id: id() }),
  'transfer-started': () => ({ type: 'transfer-started', id: id(), ...(random(2) === 0 && { target: peer() }) }),
  'transfer-progressed': () => ({ type: 'transfer-progressed', id: id() }),
  'transfer-refused': () => ({ type: 'transfer-refused', id: id(), refusal: end() }),
  'calls-merged': () => ({ type: 'calls-merged', ids: [id(), id()] }),
  'call-ended': () => ({ type: 'call-ended', id: id(), end: end(), at: random(100) }),
  'call-dismissed': () => ({ type: 'call-dismissed', id: id() }),
  'command-failed': () => ({ type: 'command-failed', code: 'line-offline', callId: id(), at: random(100) }),
  'problem-dismissed': () => ({ type: 'problem-dismissed' }),
  'call-restored': () => {
    // A conference comes back call by call: between the first and the second it is one of one.
    const call = oneOf(...reached).calls.find(({ phase, conference }) => phase !== 'ended' && !conference);
    return call && { type: 'call-restored', call };
  },
  'call-dialog-replaced': () => ({ type: 'call-dialog-replaced', id: id(), sipCallId: id() }),
  replaced: () => ({ type: 'replaced', snapshot: oneOf(...reached) }),
  'owner-changed': () => ({ type: 'owner-changed', owner: oneOf('here', 'other-tab') }),
};
const PHONE_MAKERS = Object.values(PHONE);

const facts = () => ({ code: oneOf(0, 1, 2, 3, 7, 78, 81), since: random(100), ...(random(2) === 0 && { requested: random(4) }) });
const AGENT: { readonly [Type in AgentEvent['type']]: () => Extract<AgentEvent, { type: Type }> } = {
  'agent-read': () => ({ type: 'agent-read', facts: facts(), ...(random(3) === 0 && { requested: random(4) }) }),
  'agent-absent': () => ({ type: 'agent-absent', reason: 'data-denied' }),
  'agent-source-lost': () => ({ type: 'agent-source-lost' }),
  'agent-invalid': () => ({ type: 'agent-invalid', field: 'status', value: 'x', expected: 'a number' }),
  'status-requested': () => ({ type: 'status-requested', code: random(4) }),
  'status-request-failed': () => ({ type: 'status-request-failed', code: random(4) }),
  'status-withdrawn': () => ({ type: 'status-withdrawn' }),
  'status-withdrawal-failed': () => ({ type: 'status-withdrawal-failed' }),
};
const AGENT_MAKERS = Object.values(AGENT);

const callEvent = () =>
  ({
    linkedId: id(),
    direction: oneOf('in', 'out'),
    kind: oneOf('internal', 'external', 'acd'),
    caller: peer(),
    called: peer(),
    extensions: [oneOf('1001', '1002')],
    callIds: [id()],
    state: oneOf('ringing', 'answered', 'ended'),
    startedAt: random(100),
  }) as const;
const CONTACTS: { readonly [Type in ContactsEvent['type']]: () => Extract<ContactsEvent, { type: Type }> } = {
  'call-events': () => ({
    type: 'call-events',
    events: Array.from({ length: random(4) }, callEvent),
    deskExtension: oneOf('1001', undefined),
    agentInCall: oneOf(true, false, undefined),
  }),
  'contact-resolved': () => ({ type: 'contact-resolved', number: `0${random(300)}`, contact: null }),
  'pop-mismatched': () => ({ type: 'pop-mismatched', callId: id() }),
  'pop-matched': () => ({ type: 'pop-matched', callId: id() }),
  'page-blocked': () => ({ type: 'page-blocked', callId: id(), url: 'https://crm.example/' }),
  'page-link-dismissed': () => ({ type: 'page-link-dismissed' }),
  'contacts-absent': () => ({ type: 'contacts-absent', reason: 'data-denied' }),
};
const CONTACTS_MAKERS = Object.values(CONTACTS);

const HISTORY: { readonly [Type in CallHistoryEvent['type']]: () => Extract<CallHistoryEvent, { type: Type }> } = {
  'history-opened': () => ({ type: 'history-opened' }),
  'history-closed': () => ({ type: 'history-closed' }),
  'page-asked': () => ({ type: 'page-asked' }),
  'page-read': () => ({ type: 'page-read', calls: pageOfCalls(), more: random(2) === 0 }),
  'page-failed': () => ({ type: 'page-failed' }),
  'calls-changed': () => ({ type: 'calls-changed', calls: pageOfCalls() }),
  'history-absent': () => ({ type: 'history-absent', reason: 'data-denied' }),
};
const HISTORY_MAKERS = Object.values(HISTORY);
/** A call begins once. */
const pageOfCalls = () => Array.from({ length: random(4) }, callEvent).map((call) => ({ ...call, startedAt: Number(call.linkedId.slice(1)) }));

const chatId = (): string => `k${random(3)}`;
const message = () => {
  const at = random(9);
  return { id: `m${at}`, from: at % 2 ? 'customer' : 'agent', author: '', text: 'x', createdAt: at } as const;
};
const CHAT: { readonly [Type in ChatEvent['type']]: () => Extract<ChatEvent, { type: Type }> } = {
  'conversation-read': () => ({
    type: 'conversation-read',
    conversation: {
      id: chatId(),
      groupCode: 'G01',
      customer: {},
      status: 'open',
      unread: random(3),
      ...(random(2) === 0 && { lastMessageAt: random(9) }),
      ...(random(2) === 0 && { expiresAt: random(9) }),
    },
  }),
  'conversation-gone': () => ({ type: 'conversation-gone', chatId: chatId() }),
  'conversations-loaded': () => ({ type: 'conversations-loaded' }),
  'conversation-expired': () => ({ type: 'conversation-expired', chatId: chatId() }),
  'messages-read': () => ({ type: 'messages-read', chatId: chatId(), messages: [...new Map([message(), message()].map((read) => [read.id, read])).values()] }),
  'last-message-read': () => ({ type: 'last-message-read', chatId: chatId(), message: message() }),
  'message-arrived': () => ({ type: 'message-arrived', chatId: chatId(), message: message() }),
  'conversation-unfollowed': () => ({ type: 'conversation-unfollowed', chatId: chatId() }),
  'chat-absent': () => ({ type: 'chat-absent', reason: 'data-denied' }),
  'chat-source-lost': () => ({ type: 'chat-source-lost' }),
  'chat-source-back': () => ({ type: 'chat-source-back' }),
  'message-sending': () => ({ type: 'message-sending', id: `m${random(9)}`, chatId: chatId(), text: 'x' }),
  'message-failed': () => ({ type: 'message-failed', id: `m${random(9)}`, reason: 'line-offline' }),
  'message-discarded': () => ({ type: 'message-discarded', id: `m${random(9)}` }),
};
const CHAT_MAKERS = Object.values(CHAT);

const audioDevices = () => ['d1', 'd2', 'd3'].filter(() => random(2) === 0).map((device) => ({ id: device, label: device }));
const DEVICES: { readonly [Type in DevicesEvent['type']]: () => Extract<DevicesEvent, { type: Type }> } = {
  'devices-listed': () => ({ type: 'devices-listed', inputs: audioDevices(), outputs: audioDevices(), choosesOutput: random(2) === 0 }),
  'preferences-changed': () => ({
    type: 'preferences-changed',
    preferences: {
      ...NO_DEVICES.preferences,
      devices: random(2) === 0 ? {} : { microphone: { id: oneOf('d1', 'd2'), label: 'd' }, speaker: { id: oneOf('d1', 'd2'), label: 'd' } },
    },
  }),
  'access-changed': () => ({ type: 'access-changed', access: oneOf('unknown', 'prompt', 'granted', 'denied', 'missing') }),
  'sound-blocked': () => ({ type: 'sound-blocked', blocked: random(2) === 0 }),
  'headset-changed': () => ({ type: 'headset-changed', headset: { state: oneOf('absent', 'none', 'connected') } }),
  'notifications-changed': () => ({ type: 'notifications-changed', notifications: oneOf('absent', 'granted') }),
  'replacement-dismissed': () => ({ type: 'replacement-dismissed' }),
};
const DEVICES_MAKERS = Object.values(DEVICES);

/** Runs random sequences from `start`; throws with the first sequence whose state is illegal or that throws. Asked without chai, which is too slow for a million states. */
function tryOut<State, Event>(
  start: State,
  makers: readonly (() => Event | undefined)[],
  reduce: (state: State, event: Event) => State,
  whatIsIllegal: (state: State) => string | undefined,
): number {
  for (let sequence = 0; sequence < SEQUENCES; sequence += 1) {
    const events: Event[] = [];
    let state = start;
    for (let step = random(LONGEST); step >= 0; step -= 1) {
      const event = (makers[random(makers.length)] as () => Event | undefined)();
      if (event === undefined) continue;
      events.push(event);
      state = reduce(state, event);
      const illegal = whatIsIllegal(state);
      if (illegal) throw new Error(`${illegal}: ${JSON.stringify(state)} after ${JSON.stringify(events)}`);
    }
  }
  return SEQUENCES;
}

describe('after any of 100,000 random sequences of events', () => {
  it('the phone is in no illegal state, and nothing was thrown', function () {
    this.timeout(60_000);
    const reduce = phoneReducer(() => undefined);
    const remember = (state: PhoneSnapshot): string | undefined => {
      const illegal = illegalPhone(state);
      if (!illegal && random(50) === 0) reached[Math.min(reached.length, random(200))] = state;
      return illegal;
    };
    expect(tryOut(PHONE_OFF, PHONE_MAKERS, reduce, remember)).to.equal(SEQUENCES);
  });

  it('the agent’s status is in no illegal state, and nothing was thrown', function () {
    this.timeout(60_000);
    expect(tryOut(AGENT_UNKNOWN, AGENT_MAKERS, reduceAgent, illegalAgent)).to.equal(SEQUENCES);
  });

  it('the contacts are in no illegal state, and nothing was thrown', function () {
    this.timeout(60_000);
    expect(tryOut(NO_CONTACTS, CONTACTS_MAKERS, reduceContacts, illegalContacts)).to.equal(SEQUENCES);
  });

  it('the call history is in no illegal state, and nothing was thrown', function () {
    this.timeout(60_000);
    expect(tryOut(NO_HISTORY, HISTORY_MAKERS, reduceCallHistory, illegalHistory)).to.equal(SEQUENCES);
  });

  it('the chat is in no illegal state, and nothing was thrown', function () {
    this.timeout(60_000);
    expect(tryOut(NO_CHAT, CHAT_MAKERS, reduceChat, illegalChat)).to.equal(SEQUENCES);
  });

  it('the devices are in no illegal state, and nothing was thrown', function () {
    this.timeout(60_000);
    expect(tryOut(NO_DEVICES, DEVICES_MAKERS, reduceDevices, illegalDevices)).to.equal(SEQUENCES);
  });
});

function illegalPhone({ calls, activeCallId }: PhoneSnapshot): string | undefined {
  if (new Set(calls.map((call) => call.id)).size !== calls.length) return 'an id is there twice';
  for (const call of calls) {
    if ((call.phase === 'ended') !== (call.end !== undefined)) return 'an ended call does not say why, or a live one does';
    if ((call.phase === 'ended') !== (call.endedAt !== undefined)) return 'an ended call does not say when, or a live one does';
    if (call.phase === 'active' && call.answeredAt === undefined) return 'a talking call was never answered';
    if (call.direction === 'in' ? call.phase === 'dialing' : call.phase === 'answering') return 'a phase of the other direction';
  }
  const conferring = calls.filter((call) => call.conference);
  if (conferring.some((call) => call.phase === 'ended')) return 'a call that is over is in a conference';
  if (conferring.length === 1) return 'a conference of one';
  for (const { phase, transfer } of calls) {
    if (transfer?.state === 'consulting' && phase === 'ended') return 'a call that is over is asked about';
    if (transfer?.state === 'refused' && !transfer.refusal) return 'a refused transfer does not say why';
  }
  if (calls.filter((call) => call.phase === 'ended').length > ENDED_KEPT) return 'too many ended calls are kept';
  const active = calls.find((call) => call.id === activeCallId);
  if (!active) return activeCallId === undefined ? undefined : 'the active call does not exist';
  if (active.phase === 'ended') return 'the active call is over';
  if (active.direction === 'in' && active.phase === 'ringing') return 'the active call is one that nobody answered';
  return undefined;
}

function illegalAgent(state: AgentSnapshot): string | undefined {
  if (state.absent !== undefined && state.code !== undefined) return 'a status that does not exist';
  return state.queued && state.requested === undefined ? 'nothing waits, and is said to' : undefined;
}

function illegalContacts({ events, deskCalls, contacts, mismatches }: ContactsSnapshot): string | undefined {
  if (Object.values(events).some(({ state }) => state === 'ended')) return 'a call that is over is kept';
  if (new Set(deskCalls.map((call) => call.id)).size !== deskCalls.length) return 'a desk call is there twice';
  if (deskCalls.some((call) => (call.phase === 'ended') !== (call.endedAt !== undefined))) return 'a desk call that ended does not say when';
  return Object.keys(contacts).length > 200 || Object.keys(mismatches).length > 50 ? 'more is kept than is of use' : undefined;
}

function illegalHistory({ calls }: CallHistorySnapshot): string | undefined {
  if (new Set(calls.map(({ linkedId }) => linkedId)).size !== calls.length) return 'a call is there twice';
  if (calls.some(({ startedAt }, at) => startedAt > (calls[at - 1]?.startedAt ?? Infinity))) return 'not newest first';
  return undefined;
}

function illegalChat({ conversations, messages, outbox }: ChatSnapshot): string | undefined {
  if (new Set(conversations.map((chat) => chat.id)).size !== conversations.length) return 'a conversation is there twice';
  if (conversations.some(({ lastMessageAt = Infinity }, at) => lastMessageAt > (conversations[at - 1]?.lastMessageAt ?? Infinity))) return 'not newest first';
  if (conversations.some(({ lastMessage, lastMessageAt }) => lastMessage && lastMessage.createdAt > (lastMessageAt ?? -1)))
    return 'a last message after the last';
  for (const read of Object.values(messages)) {
    if (new Set(read.map((one) => one.id)).size !== read.length) return 'a message is there twice';
    if (read.some(({ createdAt }, at) => createdAt < (read[at - 1]?.createdAt ?? 0))) return 'not oldest first';
  }
  if (new Set(outbox.map((one) => one.id)).size !== outbox.length) return 'a message is on its way twice';
  return outbox.some(({ state, reason }) => (state === 'failed') !== (reason !== undefined)) ? 'a failed message does not say why' : undefined;
}

function illegalDevices({ inputs, outputs, used, preferences }: DevicesSnapshot): string | undefined {
  for (const kind of ['microphone', 'speaker', 'ringer'] as const) {
    const listed = kind === 'microphone' ? inputs : outputs;
    if (used[kind] !== 'default' && !listed.some((device) => device.id === used[kind])) return 'a device is used that is not there';
    if (used[kind] !== 'default' && preferences.devices[kind] === undefined) return 'a device is used that nobody chose';
  }
  return undefined;
}
