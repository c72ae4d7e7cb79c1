import type { Meta } from '@storybook/web-components-vite';
import type { MemoryChat } from '../src/adapters/memory/memory-chat.js';
import type { ChatMessage, Conversation } from '../src/chat/conversation.js';
import type { CustomerSession } from '../src/config/config.js';
import { ago } from './calls.js';
import { statesOf, type Stage } from './stage.js';

const SESSION: CustomerSession = { chatId: 'own', groupCode: 'G01', groupName: 'ご注文窓口', name: '山田太郎' };
const OPEN: Conversation = { id: 'a', groupCode: 'G01', customer: { name: '山田太郎' }, status: 'open', unread: 0 };
const CUSTOMER_ASKS: ChatMessage = { id: 'm1', from: 'customer', author: '山田太郎', text: '注文した商品の届け先を変更できますか。', createdAt: ago(540) };
const AGENT_ANSWERS: ChatMessage = { id: 'm2', from: 'agent', author: '佐藤花子', text: 'はい、発送前でしたら変更できます。', createdAt: ago(480) };

const agent = statesOf('it-chat-outside');
const customer = statesOf('it-chat-outside', {
  attributes: { audience: 'customer' },
  account: { capabilities: { phone: 'no-telephony' }, customer: SESSION },
});

export default { title: 'Chat' } satisfies Meta;

/** What the two have written so far. */
function written(server: MemoryChat, conversation: Conversation): void {
  server.put(conversation);
  server.write(conversation.id, CUSTOMER_ASKS);
  server.write(conversation.id, AGENT_ANSWERS);
}

/** The agent reads it. */
async function reads({ chatServer, click, see }: Stage, conversation: Conversation = OPEN): Promise<void> {
  written(chatServer, conversation);
  await click('.conversation');
  await see('.message');
}

async function sends({ write, click }: Stage, text: string): Promise<void> {
  await write('textarea', text);
  await click('[part=composer] button');
}

export const Empty = agent();
export const List = agent(({ chatServer }) => {
  written(chatServer, OPEN);
  chatServer.put({ ...OPEN, id: 'b', customer: {}, status: 'closed', lastMessageAt: ago(90_000) });
  chatServer.put({ ...OPEN, id: 'c', customer: { name: '<b>Nguyễn</b> Thị Minh Khai '.repeat(4) }, expiresAt: ago(60), lastMessageAt: ago(900_000) });
});
export const Unread = agent(({ chatServer }) => {
  written(chatServer, { ...OPEN, id: 'b', customer: { name: '鈴木一郎' } });
  chatServer.put({ ...OPEN, unread: 120, lastMessageAt: ago(60), lastMessage: CUSTOMER_ASKS });
});
export const Reading = agent((stage) => reads(stage));
export const ReadingClosed = agent((stage) => reads(stage, { ...OPEN, status: 'closed' }));
export const ReadingLinkThatEndsToday = agent((stage) => reads(stage, { ...OPEN, expiresAt: Date.now() + 60_000 }));
export const ReadingExpired = agent((stage) => reads(stage, { ...OPEN, expiresAt: ago(60) }));
export const LongMessage = agent(async (stage) => {
  await reads(stage);
  stage.chatServer.write('a', {
    ...CUSTOMER_ASKS,
    id: 'm3',
    text: `${'https://example.com/orders/'.padEnd(300, '1234567890')}\n<b>太字</b>\n\nよろしく。`,
    createdAt: ago(5),
  });
  await stage.see('.message ~ .message ~ .message');
});
export const Sending = agent(async (stage) => {
  await reads(stage);
  stage.chatServer.trouble = 'silent';
  await sends(stage, '新しい届け先を教えてください。');
});
export const NotSent = agent(async (stage) => {
  await reads(stage);
  stage.chatServer.trouble = 'line-offline';
  await sends(stage, '新しい届け先を教えてください。');
  await stage.see('[role=alert]');
});
export const MessageInvalid = agent(async (stage) => {
  await reads(stage);
  await sends(stage, 'あ'.repeat(4001));
  await stage.see('[role=alert]');
});
export const SourceLost = agent(async (stage) => {
  await reads(stage);
  stage.chatServer.tell({ type: 'chat-source-lost' });
  await stage.see('.line');
});
export const NoDataSource = agent(undefined, { account: { capabilities: { chat: 'no-data-source' } } });
export const DataDenied = agent(({ chatServer }) => chatServer.tell({ type: 'chat-absent', reason: 'data-denied' }));

export const CustomerBegins = customer(({ chatServer, see }) => {
  chatServer.put({ ...OPEN, id: 'own' });
  return see('textarea');
});
export const CustomerReads = customer(({ chatServer, see }) => {
  written(chatServer, { ...OPEN, id: 'own' });
  return see('.message');
});
export const ChatExpired = customer(({ chatServer, see }) => {
  written(chatServer, { ...OPEN, id: 'own', expiresAt: ago(60) });
  return see('[role=alert]');
});
export const CustomerOnAgentsPage = statesOf('it-chat-outside', { attributes: { audience: 'customer' } })();
