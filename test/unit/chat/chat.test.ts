import { expect } from '@open-wc/testing';
import { MemoryChat } from '../../../src/adapters/memory/memory-chat.js';
import { ChatStore } from '../../../src/chat/chat.js';
import type { ChatMessage, Conversation } from '../../../src/chat/conversation.js';
import { ItError, type ErrorCode } from '../../../src/it-error.js';

const conversation = (id: string): Conversation => ({ id, groupCode: 'G01', customer: { name: '山田太郎' }, status: 'open', unread: 0 });
const said = (id: string, createdAt: number): ChatMessage => ({ id, from: 'customer', author: '山田太郎', text: 'こんにちは', createdAt });

/** A started store of an agent at a server in memory that has one conversation, `a`. */
function desk(): { chat: ChatStore; server: MemoryChat; arrived: string[]; failures: ErrorCode[]; stop: () => void } {
  let ids = 0;
  let clock = 1000;
  const arrived: string[] = [];
  const failures: ErrorCode[] = [];
  const server = new MemoryChat({ now: () => (clock += 1) });
  server.put(conversation('a'));
  const chat = new ChatStore(server, {
    newId: () => `id-${++ids}`,
    arrived: (chatId, { id }) => arrived.push(`${chatId}/${id}`),
    failed: ({ code }) => failures.push(code),
  });
  return { chat, server, arrived, failures, stop: chat.start() };
}

async function refusal(promise: Promise<unknown>): Promise<ErrorCode | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error instanceof ItError ? error.code : undefined),
  );
}

describe('sending a chat message', () => {
  it('shows it as on its way, and as a message only once the server has it', async () => {
    const { chat } = desk();
    chat.follow('a');
    const sent = chat.send('a', '  hello  ');
    expect(chat.snapshot.messages['a']).to.be.empty;
    await sent;
    expect(chat.snapshot.outbox).to.be.empty;
    expect(chat.snapshot.messages['a']?.map(({ text, from }) => [text, from])).to.deep.equal([['hello', 'agent']]);
  });

  it('that is never answered stays "sending"', () => {
    const { chat, server } = desk();
    server.trouble = 'silent';
    void chat.send('a', 'hello');
    expect(chat.snapshot.outbox.map(({ state }) => state)).to.deep.equal(['sending']);
  });

  it('refuses what is blank or too long, before the server is asked', async () => {
    const { chat, server, failures } = desk();
    expect(await refusal(chat.send('a', ' \n '))).to.equal('message-invalid');
    expect(await refusal(chat.send('a', 'x'.repeat(4001)))).to.equal('message-invalid');
    expect(failures).to.deep.equal(['message-invalid', 'message-invalid']);
    expect(server.deliveries).to.be.empty;
  });

  it('keeps a message that failed, and sends it again under the same id', async () => {
    const { chat, server, failures } = desk();
    chat.follow('a');
    server.trouble = 'line-offline';
    expect(await refusal(chat.send('a', 'hello'))).to.equal('line-offline');
    expect(failures).to.deep.equal(['line-offline']);
    expect(chat.snapshot.outbox).to.deep.equal([{ id: 'id-1', chatId: 'a', text: 'hello', state: 'failed', reason: 'line-offline' }]);
    server.trouble = undefined;
    await chat.retry('id-1');
    expect(server.deliveries).to.deep.equal(['id-1', 'id-1']);
    expect(chat.snapshot.outbox).to.be.empty;
  });

  it('never doubles a message whose answer was lost', async () => {
    const { chat, server } = desk();
    chat.follow('a');
    server.trouble = 'lost-answer';
    await refusal(chat.send('a', 'hello'));
    server.trouble = undefined;
    await chat.retry('id-1');
    expect(server.messagesOf('a')).to.have.lengthOf(1);
    expect(chat.snapshot.messages['a']).to.have.lengthOf(1);
  });

  it('says that the link has run out, and marks the conversation', async () => {
    const { chat, server } = desk();
    server.trouble = 'chat-expired';
    expect(await refusal(chat.send('a', 'hello'))).to.equal('chat-expired');
    expect(chat.snapshot.conversations[0]?.expired).to.be.true;
    expect(chat.snapshot.outbox[0]?.text).to.equal('hello');
  });

  it('lets a message that failed be discarded, one on its way not', async () => {
    const { chat, server } = desk();
    server.trouble = 'silent';
    void chat.send('a', 'on its way');
    server.trouble = 'line-offline';
    await refusal(chat.send('a', 'failed'));
    chat.discard('id-1');
    chat.discard('id-2');
    expect(chat.snapshot.outbox.map(({ text }) => text)).to.deep.equal(['on its way']);
  });

  it('resolves for an id that is not in the outbox', async () => {
    await desk().chat.retry('nothing');
  });
});

describe('hearing of chat messages', () => {
  it('tells each once, even if the source tells it again', () => {
    const { server, arrived } = desk();
    server.write('a', said('m', 2000));
    server.tell({ type: 'message-arrived', chatId: 'a', message: said('m', 2000) });
    expect(arrived).to.deep.equal(['a/m']);
  });

  it('tells nothing of history', () => {
    const { chat, server, arrived } = desk();
    server.tell({ type: 'last-message-read', chatId: 'a', message: said('m2', 20) });
    chat.follow('a');
    server.tell({ type: 'messages-read', chatId: 'a', messages: [said('m1', 10), said('m2', 20)] });
    server.tell({ type: 'message-arrived', chatId: 'a', message: said('m2', 20) });
    expect(arrived).to.be.empty;
  });

  it('tells what history brings that is newer than the list', () => {
    const { chat, server, arrived } = desk();
    server.tell({ type: 'last-message-read', chatId: 'a', message: said('m1', 10) });
    chat.follow('a');
    server.tell({ type: 'messages-read', chatId: 'a', messages: [said('m1', 10), said('m2', 20)] });
    expect(arrived).to.deep.equal(['a/m2']);
  });
});

describe('reading a conversation', () => {
  it('takes the unread count away once, at the server', async () => {
    const { chat, server } = desk();
    server.write('a', said('m', 2000));
    expect(chat.snapshot.conversations[0]?.unread).to.equal(1);
    await chat.markRead('a');
    expect(chat.snapshot.conversations[0]?.unread).to.equal(0);
    await chat.markRead('unknown');
  });

  it('goes on for one reader when another stops, and ends with the last', () => {
    const { chat, server } = desk();
    const stops = [chat.follow('a'), chat.follow('a')];
    stops[0]?.();
    stops[0]?.();
    server.write('a', said('m', 2000));
    expect(chat.snapshot.messages['a']).to.have.lengthOf(1);
    stops[1]?.();
    expect(chat.snapshot.messages['a']).to.be.undefined;
  });

  it('may begin before the store is started', () => {
    const server = new MemoryChat({ now: Date.now });
    server.put(conversation('a'));
    server.write('a', said('m', 2000));
    const chat = new ChatStore(server, { newId: () => 'x', arrived: () => undefined, failed: () => undefined });
    chat.follow('a');
    chat.start();
    expect(chat.snapshot.messages['a']).to.have.lengthOf(1);
  });

  it('hears nothing after the stop', () => {
    const { chat, server, stop } = desk();
    stop();
    server.write('a', said('m', 2000));
    expect(chat.snapshot.conversations[0]?.unread).to.equal(0);
  });
});
