import { expect } from '@open-wc/testing';
import { readChatDocument, readMessageDocument } from '../../../src/adapters/documents/chat-document.js';
import { asNumber } from '../../../src/adapters/documents/fields.js';

const chat = {
  groupCode: 'G01',
  customer: { name: '山田太郎', tel: '', mail: null },
  status: 'closed',
  assignedTo: '1001',
  lastMessageAt: 5,
  unread: 2,
  expiresAt: 9,
};
const message = { from: 'agent', author: '', text: '<b>raw</b>', createdAt: 5 };

describe('documents of outside chat', () => {
  it('reads a conversation, leaving out what is empty', () => {
    expect(readChatDocument('c', chat, asNumber)).to.deep.equal({
      id: 'c',
      groupCode: 'G01',
      customer: { name: '山田太郎' },
      status: 'closed',
      assignedTo: '1001',
      lastMessageAt: 5,
      unread: 2,
      expiresAt: 9,
    });
  });

  it('takes a half-filled conversation of a guest', () => {
    expect(readChatDocument('c', { groupCode: 'G01', status: 'strange', unread: -3 }, asNumber)).to.deep.equal({
      id: 'c',
      groupCode: 'G01',
      customer: {},
      status: 'open',
      unread: 0,
    });
  });

  it('reads no conversation without a group or an id', () => {
    for (const [id, value] of [
      ['c', { ...chat, groupCode: undefined }],
      ['', chat],
      ['c', 'text'],
      ['c', null],
    ] as const)
      expect(readChatDocument(id, value, asNumber)).to.be.undefined;
  });

  it('reads a message as it is written, markup and all', () => {
    expect(readMessageDocument('m', message, asNumber)).to.deep.equal({ id: 'm', ...message });
  });

  it('reads no message without side, text or time', () => {
    for (const missing of [{ from: 'system' }, { text: '' }, { text: 5 }, { createdAt: '5' }])
      expect(readMessageDocument('m', { ...message, ...missing }, asNumber)).to.be.undefined;
  });
});
