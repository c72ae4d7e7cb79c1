import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import { NO_CONTACTS, reduceContacts, type ContactsSnapshot } from '../../../src/contacts/contacts-state.js';
import { Paced } from '../../../src/contacts/paced.js';
import { shownCalls } from '../../../src/elements/popup/shown-calls.js';
import type { Call } from '../../../src/phone/call.js';
import { PHONE_OFF } from '../../../src/phone/phone-state.js';

const EXTENSION = '1001';

function ringing(index: number): CallEvent {
  return {
    linkedId: `burst.${index}`,
    direction: 'in',
    kind: 'acd',
    caller: { number: '09012345678' },
    called: { number: '700' },
    groupCode: 'G01',
    extensions: [EXTENSION],
    callIds: [],
    state: 'ringing',
    startedAt: index,
  };
}

const talking: CallEvent = { ...ringing(-1), linkedId: 'talking', state: 'answered', answeredAt: 0, answeredBy: EXTENSION };

function told(...events: readonly CallEvent[]): ContactsSnapshot {
  return reduceContacts(NO_CONTACTS, { type: 'call-events', events, deskExtension: EXTENSION, agentInCall: true });
}

const thousand = Array.from({ length: 1000 }, (_, index) => ringing(index));

describe('a burst of a thousand documents', () => {
  it('is taken in its order, twenty at once and then twenty a task, so that no task is long', async () => {
    const portions: number[][] = [];
    const paced = new Paced<number>((portion) => portions.push([...portion]));
    for (const { startedAt } of thousand) paced.add(startedAt);
    expect(portions.flat(), 'at once').to.have.length(20);
    const channel = new MessageChannel();
    while (portions.flat().length < 1000) await new Promise((resolve) => ((channel.port1.onmessage = resolve), channel.port2.postMessage(undefined)));
    expect(portions.flat()).to.deep.equal(thousand.map(({ startedAt }) => startedAt));
    expect(Math.max(...portions.map(({ length }) => length))).to.equal(20);
    paced.stop();
  });

  it('waits for nobody once it is stopped', async () => {
    const taken: number[] = [];
    const paced = new Paced<number>((portion) => taken.push(...portion));
    for (const { startedAt } of thousand) paced.add(startedAt);
    paced.stop();
    await new Promise((resolve) => setTimeout(resolve));
    expect(taken).to.have.length(20);
  });

  it('is not kept whole: the newest stay, and the call that is talked on', () => {
    const { events, deskCalls } = told(talking, ...thousand);
    expect(Object.keys(events)).to.have.length(200).and.to.include.members(['talking', 'burst.999', 'burst.801']);
    expect(deskCalls.map(({ linkedId }) => linkedId))
      .to.have.length(51)
      .and.to.include.members(['talking', 'burst.999', 'burst.950']);
  });

  it('draws twenty cards at most, those of this phone and the call that is talked on first', () => {
    const here: Call = { ...told(ringing(5)).deskCalls[0]!, id: 'here', sipCallId: 'sip-here' };
    const shown = shownCalls({ ...PHONE_OFF, calls: [here] }, told(talking, ...thousand), new Set(), 0);
    expect(shown).to.have.length(20);
    expect(shown.slice(0, 2).map(({ call }) => call.linkedId)).to.deep.equal(['burst.5', 'talking']);
    expect(shown.filter(({ desk }) => !desk).map(({ call }) => call.id)).to.deep.equal(['here']);
  });
});
