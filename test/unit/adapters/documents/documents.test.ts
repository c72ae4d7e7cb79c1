import { expect } from '@open-wc/testing';
import { readAgentDocument } from '../../../../src/adapters/documents/agent-document.js';
import { readCallEventDocument } from '../../../../src/adapters/documents/call-event-document.js';
import { asNumber } from '../../../../src/adapters/documents/fields.js';

const whole = {
  direction: 'in',
  kind: 'acd',
  caller: { number: '09012345678', name: '山田太郎' },
  called: { number: '700', name: '' },
  groupCode: 'G01',
  groupName: 'G01',
  queue: '700',
  extensions: ['1001', '1002'],
  callIds: ['a@b'],
  state: 'ringing',
  startedAt: 1000,
  answeredAt: null,
  endedAt: null,
  answeredBy: null,
  cause: null,
};

describe('documents from outside', () => {
  it('reads a whole call event, leaving out what is null', () => {
    expect(readCallEventDocument('1.1', whole, asNumber)).to.deep.equal({
      linkedId: '1.1',
      direction: 'in',
      kind: 'acd',
      caller: { number: '09012345678', name: '山田太郎' },
      called: { number: '700' },
      groupCode: 'G01',
      groupName: 'G01',
      queue: '700',
      extensions: ['1001', '1002'],
      callIds: ['a@b'],
      state: 'ringing',
      startedAt: 1000,
    });
  });

  it('takes half-filled and wrongly typed call events for none', () => {
    expect(readCallEventDocument('1.1', { ...whole, state: 'lost' }, asNumber)).to.equal(undefined);
    expect(readCallEventDocument('1.1', { ...whole, startedAt: 'yesterday' }, asNumber)).to.equal(undefined);
    expect(readCallEventDocument('1.1', { ...whole, direction: undefined }, asNumber)).to.equal(undefined);
    for (const nothing of [null, undefined, 'text', 5, []]) expect(readCallEventDocument('1.1', nothing, asNumber)).to.equal(undefined);
  });

  it('keeps what is right of a call event whose other fields are wrong', () => {
    const event = readCallEventDocument('1.1', { ...whole, extensions: ['1001', 5], caller: 'x', callIds: 'y', groupCode: 7, cause: 'z' }, asNumber);
    expect(event).to.deep.include({ extensions: ['1001'], caller: { number: '' }, callIds: [], groupCode: null });
    expect(event).to.not.have.property('cause');
  });

  it('reads the agent’s document and needs its status', () => {
    const document = { status: 98, chosenStatus: 0, since: 5, extension: '1001', requestedStatus: null, refused: { code: 3, reason: 'in a call', at: 4 } };
    expect(readAgentDocument(document, asNumber)).to.deep.equal({
      code: 98,
      chosen: 0,
      since: 5,
      extension: '1001',
      refused: { code: 3, reason: 'in a call', at: 4 },
    });
    expect(readAgentDocument({ since: 5 }, asNumber)).to.equal(undefined);
    expect(readAgentDocument({ status: '0' }, asNumber)).to.equal(undefined);
  });
});
