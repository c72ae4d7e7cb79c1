import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { doc, getDoc, setDoc, Timestamp } from 'firebase/firestore';
import { CLAIMS } from './people.mjs';
import { useStack } from './stack.mjs';
import { until } from './until.mjs';

const CHATS = 'agreements/A0001/chats';

describe('outside chat in Firestore', () => {
  const stack = useStack(['src/adapters/firestore/firestore-chat.js', 'src/chat/chat.js']);
  const { server } = stack;
  let stops = [];

  beforeEach(async () => {
    await stack.emulators.clear();
  });
  afterEach(() => {
    stops.forEach((stop) => stop());
    stops = [];
  });

  /** What the server side writes with a customer's link. */
  const link = (chatId, more = {}) =>
    setDoc(doc(server(), `${CHATS}/${chatId}`), {
      groupCode: 'G01',
      customer: { name: '' },
      status: 'open',
      assignedTo: null,
      lastMessageAt: null,
      unread: 0,
      ...more,
    });

  /** Somebody's chat as the product makes it. */
  function chatOf(name) {
    const claims = CLAIMS[name];
    const config = stack.configWith(async () => stack.tokenFor(name, claims));
    const whose = claims.chatId === undefined ? { groupCodes: claims.groupCodes } : { customer: { chatId: claims.chatId } };
    const arrived = [];
    const failures = [];
    const feed = new stack.product.FirestoreChat(config, { agreementId: claims.agreementId, author: claims.agentId ?? '', ...whose });
    const own = { id: claims.chatId, groupCode: 'G01', customer: {}, status: 'open', unread: 0 };
    const chat = new stack.product.ChatStore(
      feed,
      { newId: () => crypto.randomUUID(), arrived: (_chatId, { text }) => arrived.push(text), failed: ({ code }) => failures.push(code) },
      { conversations: claims.chatId === undefined ? [] : [own], messages: {}, outbox: [], loaded: false },
    );
    stops.push(chat.start());
    return { chat, feed, arrived, failures, texts: (chatId = 'chat-1') => (chat.snapshot.messages[chatId] ?? []).map(({ text }) => text) };
  }

  it('appears at the agents of the group with the first message, is answered, and read', async () => {
    await link('chat-1');
    const agent = chatOf('agent');
    const otherGroup = chatOf('otherGroup');
    const customer = chatOf('customer');
    await until('the lists are whole', () => agent.chat.snapshot.loaded && otherGroup.chat.snapshot.loaded && customer.chat.snapshot.loaded);
    assert.deepEqual(agent.chat.snapshot.conversations, [], 'a link alone is no conversation');

    stops.push(customer.chat.follow('chat-1'));
    await customer.chat.send('chat-1', 'もしもし');
    await until('the agent has it', () => agent.chat.snapshot.conversations[0]?.lastMessage?.text === 'もしもし');
    assert.equal(agent.chat.snapshot.conversations[0].unread, 1);
    stops.push(agent.chat.follow('chat-1'));
    await until('the agent reads', () => agent.texts().length === 1);
    await agent.chat.markRead('chat-1');
    await until('nothing is unread', () => agent.chat.snapshot.conversations[0].unread === 0);
    await agent.chat.send('chat-1', 'はい');
    await until('the customer has the answer', () => customer.texts().join() === 'もしもし,はい');
    assert.equal(customer.chat.snapshot.messages['chat-1'][1].author, '1001');
    await until('nothing is to be sent', () => agent.chat.snapshot.outbox.length === 0);
    assert.deepEqual(otherGroup.chat.snapshot.conversations, []);
    assert.deepEqual([...agent.failures, ...customer.failures, ...otherGroup.failures], []);
  });

  it('tells every message once, also those of a conversation that nobody reads', async () => {
    await link('chat-1');
    const agent = chatOf('agent');
    const customer = chatOf('customer');
    await customer.chat.send('chat-1', 'ひとつ');
    await until('it is listed', () => agent.chat.snapshot.conversations[0]?.lastMessage?.text === 'ひとつ');
    await customer.chat.send('chat-1', 'ふたつ');
    await customer.chat.send('chat-1', 'みっつ');
    await until('all are told', () => agent.arrived.length >= 2 && agent.arrived.at(-1) === 'みっつ');
    assert.deepEqual(agent.arrived.slice(-2), ['ふたつ', 'みっつ']);
    assert.equal(agent.chat.snapshot.conversations[0].unread, 3);
  });

  it('neither doubles nor counts twice what is delivered twice', async () => {
    await link('chat-1');
    const { feed, chat } = chatOf('customer');
    await until('the list is whole', () => chat.snapshot.loaded);
    await feed.send('chat-1', { id: 'the-same-id', text: '一度だけ' });
    await feed.send('chat-1', { id: 'the-same-id', text: '一度だけ' });
    assert.equal((await getDoc(doc(server(), `${CHATS}/chat-1`))).data().unread, 1);
  });

  it('refuses what is written after the link has run out, says why, and keeps what was sent', async () => {
    await link('chat-1', { expiresAt: Timestamp.fromMillis(Date.now() + 2000) });
    const customer = chatOf('customer');
    const agent = chatOf('agent');
    stops.push(customer.chat.follow('chat-1'));
    await customer.chat.send('chat-1', '間に合った');
    await until('the agent has it', () => agent.chat.snapshot.conversations[0]?.expiresAt !== undefined);
    await until('the link has run out', () => agent.chat.snapshot.conversations[0].expiresAt < Date.now() - 100);
    await assert.rejects(customer.chat.send('chat-1', '遅れた'), { code: 'chat-expired' });
    await assert.rejects(agent.chat.send('chat-1', '遅れた'), { code: 'chat-expired' });
    assert.deepEqual(customer.texts(), ['間に合った']);
    assert.equal(customer.chat.snapshot.outbox[0].text, '遅れた');
  });

  it('says that it is denied where the rules refuse', async () => {
    await link('chat-2');
    const customer = chatOf('customer');
    await assert.rejects(customer.chat.send('chat-2', 'よその会話'), { code: 'data-denied' });
  });
});
