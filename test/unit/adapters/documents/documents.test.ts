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
    expect(event).to.deep.include({ extensions: ['1001'], caller: { number: '' }, callIds: [] });
    expect(event).to.not.have.any.keys('cause', 'groupCode');
  });

  it('names every field that is wrong, by what kind of value it has and never by the value, and throws at nothing', () => {
    const nonsense: readonly unknown[] = [Symbol('x'), () => 1, NaN, -1, '', {}, [], [[]], true, null, undefined, new Date(), { number: 5 }];
    for (const field of Object.keys(whole)) {
      for (const value of nonsense) {
        const told: string[] = [];
        readCallEventDocument('1.1', { ...whole, [field]: value }, asNumber, (defect) => told.push(`${defect.field} ${defect.value}`));
        for (const line of told) expect(line).to.match(new RegExp(`^amiEvents/1\\.1\\.${field} (?:missing|null|an array|a \\w+)$`));
      }
    }
    const told: unknown[] = [];
    readCallEventDocument('1.1', { ...whole, state: 5, caller: '09012345678', startedAt: undefined }, asNumber, (defect) => told.push(defect));
    expect(told).to.deep.equal([
      { field: 'amiEvents/1.1.state', value: 'a number', expected: 'ringing, answered or ended' },
      { field: 'amiEvents/1.1.startedAt', value: 'missing', expected: 'a time' },
      { field: 'amiEvents/1.1.caller', value: 'a string', expected: '{ number, name }' },
    ]);
  });

  it('has nothing to say about a whole document, nor about one whose optional fields are not there yet', () => {
    const fail = (): never => expect.fail('a defect');
    readCallEventDocument('1.1', whole, asNumber, fail);
    readCallEventDocument('1.1', { direction: 'in', state: 'ringing', startedAt: 1 }, asNumber, fail);
  });

  it('takes a call without kind for internal until queue or group say otherwise, so that it pops nothing too early', () => {
    const { kind: _kind, queue: _queue, groupCode: _groupCode, ...untold } = whole;
    const kindOf = (document: object): string | undefined => readCallEventDocument('1.1', document, asNumber)?.kind;
    expect(kindOf(untold)).to.equal('internal');
    expect(kindOf({ ...untold, groupCode: 'G01' })).to.equal('external');
    expect(kindOf({ ...untold, groupCode: 'G01', queue: '700' })).to.equal('acd');
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
    const told: unknown[] = [];
    expect(readAgentDocument({ status: '0' }, asNumber, (defect) => told.push(defect))).to.equal(undefined);
    expect(told).to.deep.equal([{ field: 'agents.status', value: 'a string', expected: 'a status code' }]);
  });
});
