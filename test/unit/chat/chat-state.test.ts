import { expect } from '@open-wc/testing';
import { NO_CHAT, reduceChat, type ChatEvent, type ChatSnapshot } from '../../../src/chat/chat-state.js';
import { isExpired, type ChatMessage, type Conversation } from '../../../src/chat/conversation.js';

const chat = (id: string, more: Partial<Conversation> = {}): Conversation => ({ id, groupCode: 'G01', customer: {}, status: 'open', unread: 0, ...more });
const said = (id: string, createdAt: number, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  from: 'customer',
  author: '',
  text: id,
  createdAt,
  ...more,
});
const after = (...events: ChatEvent[]): ChatSnapshot => events.reduce(reduceChat, NO_CHAT);
const read = (...args: Parameters<typeof chat>): ChatEvent => ({ type: 'conversation-read', conversation: chat(...args) });

describe('conversations', () => {
  it('are listed newest first, one that has no message yet before all', () => {
    const { conversations } = after(read('old', { lastMessageAt: 1 }), read('new', { lastMessageAt: 2 }), read('empty'));
    expect(conversations.map(({ id }) => id)).to.deep.equal(['empty', 'new', 'old']);
  });

  it('keep their last message when the document, which does not hold it, is read again', () => {
    const { conversations } = after(
      read('a', { lastMessageAt: 5 }),
      { type: 'last-message-read', chatId: 'a', message: said('m', 5) },
      read('a', { lastMessageAt: 5, unread: 1 }),
    );
    expect(conversations[0]).to.deep.include({ unread: 1, lastMessage: said('m', 5) });
  });

  it('show an older message never in place of a newer one', () => {
    const { conversations } = after(
      read('a'),
      { type: 'message-arrived', chatId: 'a', message: said('new', 9) },
      { type: 'message-arrived', chatId: 'a', message: said('old', 3) },
    );
    expect(conversations[0]?.lastMessage?.id).to.equal('new');
    expect(conversations[0]?.lastMessageAt).to.equal(9);
  });

  it('move up when someone writes', () => {
    const { conversations } = after(read('a', { lastMessageAt: 1 }), read('b', { lastMessageAt: 2 }), {
      type: 'message-arrived',
      chatId: 'a',
      message: said('m', 3),
    });
    expect(conversations.map(({ id }) => id)).to.deep.equal(['a', 'b']);
  });

  it('leave the list when they go to another group', () => {
    expect(after(read('a'), { type: 'conversation-gone', chatId: 'a' }).conversations).to.be.empty;
  });

  it('read again without a change are the same snapshot', () => {
    const state = after(read('a', { lastMessageAt: 1, unread: 2 }));
    expect(reduceChat(state, read('a', { lastMessageAt: 1, unread: 2 }))).to.equal(state);
  });

  it('stay expired by the server’s word, whatever the clock says, until the link has a new end', () => {
    const [expired] = after(
      read('a', { expiresAt: 100 }),
      { type: 'conversation-expired', chatId: 'a' },
      read('a', { expiresAt: 100, unread: 1 }),
    ).conversations;
    expect(expired && isExpired(expired, 50)).to.be.true;
    const [renewed] = after(read('a', { expiresAt: 100 }), { type: 'conversation-expired', chatId: 'a' }, read('a', { expiresAt: 200 })).conversations;
    expect(renewed && isExpired(renewed, 50)).to.be.false;
  });

  it('expire at their time', () => {
    expect(isExpired(chat('a', { expiresAt: 100 }), 99)).to.be.false;
    expect(isExpired(chat('a', { expiresAt: 100 }), 100)).to.be.true;
    expect(isExpired(chat('a'), Number.MAX_SAFE_INTEGER)).to.be.false;
  });
});

describe('messages of a conversation', () => {
  it('are kept oldest first, whatever the order in which they come', () => {
    const { messages } = after(
      read('a'),
      { type: 'messages-read', chatId: 'a', messages: [said('3', 3), said('1', 1)] },
      { type: 'message-arrived', chatId: 'a', message: said('2', 2) },
    );
    expect(messages['a']?.map(({ id }) => id)).to.deep.equal(['1', '2', '3']);
  });

  it('are there once, however often they are told', () => {
    const { messages } = after(
      read('a'),
      { type: 'messages-read', chatId: 'a', messages: [said('1', 1)] },
      { type: 'message-arrived', chatId: 'a', message: said('1', 1) },
      { type: 'messages-read', chatId: 'a', messages: [said('1', 1)] },
    );
    expect(messages['a']).to.have.lengthOf(1);
  });

  it('are not collected while nobody follows the conversation', () => {
    const state = after(read('a'), { type: 'message-arrived', chatId: 'a', message: said('1', 1) });
    expect(state.messages).to.be.empty;
    expect(after(read('a'), { type: 'messages-read', chatId: 'a', messages: [] }, { type: 'conversation-unfollowed', chatId: 'a' }).messages).to.be.empty;
  });
});

describe('the outbox', () => {
  const sending: ChatEvent = { type: 'message-sending', id: 'm', chatId: 'a', text: 'hello' };

  it('holds a message until the server has it', () => {
    expect(after(read('a'), sending).outbox).to.deep.equal([{ id: 'm', chatId: 'a', text: 'hello', state: 'sending' }]);
    expect(after(read('a'), sending, { type: 'message-arrived', chatId: 'a', message: said('m', 1, { from: 'agent' }) }).outbox).to.be.empty;
  });

  it('lets go of a failed message that turns out to have arrived', () => {
    const { outbox } = after(
      read('a'),
      sending,
      { type: 'message-failed', id: 'm', reason: 'line-offline' },
      { type: 'messages-read', chatId: 'a', messages: [said('m', 1, { from: 'agent' })] },
    );
    expect(outbox).to.be.empty;
  });

  it('keeps the place of a message that is sent again', () => {
    const { outbox } = after(read('a'), sending, { type: 'message-failed', id: 'm', reason: 'line-offline' }, { ...sending, id: 'n' }, sending);
    expect(outbox.map(({ id, state }) => [id, state])).to.deep.equal([
      ['m', 'sending'],
      ['n', 'sending'],
    ]);
  });
});

describe('the chat’s source', () => {
  it('lost makes what is shown stale, a whole list makes it good again', () => {
    const lost = after({ type: 'conversations-loaded' }, { type: 'chat-source-lost' });
    expect(lost).to.include({ stale: true, loaded: true });
    const back = reduceChat(lost, { type: 'conversations-loaded' });
    expect(back.stale).to.be.undefined;
    expect(reduceChat(back, { type: 'conversations-loaded' })).to.equal(back);
  });

  it('that comes back is absent no more', () => {
    expect(after({ type: 'chat-absent', reason: 'data-denied' }, { type: 'conversations-loaded' }).absent).to.be.undefined;
  });
});
