import { expect } from '@open-wc/testing';
import type { Call, CallEnd } from '../../../src/phone/call.js';
import { PHONE_OFF, phoneReducer, type PhoneEvent, type PhoneSnapshot } from '../../../src/phone/phone-state.js';

const TARGET = { number: '1003' };
const BUSY: CallEnd = { reason: 'busy', side: 'remote', code: 486 };
const GONE: CallEnd = { reason: 'hung-up', side: 'remote', code: 16 };
const OURS: CallEnd = { reason: 'hung-up', side: 'local', code: 16 };
const TRANSFERRED: CallEnd = { reason: 'transferred', side: 'local', code: 16 };

const dialed = (id: string, consults?: string): PhoneEvent => ({
  type: 'call-dialed',
  id,
  peer: consults === undefined ? { number: '0901' } : TARGET,
  sipCallId: `sip-${id}`,
  at: 1,
  ...(consults !== undefined && { consults }),
});
const connected = (id: string): PhoneEvent => ({ type: 'call-connected', id, at: 2 });
const held = (id: string, held = true): PhoneEvent => ({ type: 'call-held', id, side: 'local', held });
const ended = (id: string, end: CallEnd): PhoneEvent => ({ type: 'call-ended', id, end, at: 9 });
const started = (id: string, blind = true): PhoneEvent => ({ type: 'transfer-started', id, ...(blind && { target: TARGET }) });
const refused = (id: string): PhoneEvent => ({ type: 'transfer-refused', id, refusal: BUSY });

const TALKING: readonly PhoneEvent[] = [dialed('a'), connected('a')];
const CONSULTING: readonly PhoneEvent[] = [...TALKING, held('a'), dialed('b', 'a')];
const CONFERENCE: readonly PhoneEvent[] = [...CONSULTING, connected('b'), held('a', false), { type: 'calls-merged', ids: ['a', 'b'] }];

function run(events: readonly PhoneEvent[]): PhoneSnapshot {
  return events.reduce(
    phoneReducer((event) => expect.fail(`defect: ${event.type}`)),
    PHONE_OFF,
  );
}

function transferAfter(...events: readonly PhoneEvent[]): Call['transfer'] {
  return run(events).calls.find(({ id }) => id === 'a')?.transfer;
}

const TRANSFERS: readonly (readonly [what: string, events: readonly PhoneEvent[], transfer: Call['transfer']])[] = [
  ['is none at first', TALKING, undefined],
  ['is asked for', [...TALKING, started('a')], { state: 'transferring', target: TARGET }],
  ['rings', [...TALKING, started('a'), { type: 'transfer-progressed', id: 'a' }], { state: 'transferring', target: TARGET, ringing: true }],
  ['is refused, and the call stays', [...TALKING, started('a'), refused('a')], { state: 'refused', target: TARGET, refusal: BUSY }],
  ['is tried again after a refusal', [...TALKING, started('a'), refused('a'), started('a')], { state: 'transferring', target: TARGET }],
  ['is done', [...TALKING, started('a'), ended('a', TRANSFERRED)], { state: 'done', target: TARGET }],
  ['is no more when the customer hangs up during the consultation', [...CONSULTING, ended('a', GONE)], undefined],
  [
    'is still under way for a customer who hung up before the target answered',
    [...TALKING, started('a'), ended('a', GONE)],
    { state: 'transferring', target: TARGET },
  ],
  [
    'is said to be refused also where the PBX let the customer go with it',
    [...TALKING, started('a'), ended('a', GONE), refused('a')],
    { state: 'refused', target: TARGET, refusal: BUSY },
  ],
  ['begins with a consultation', CONSULTING, { state: 'consulting', target: TARGET, consultationId: 'b' }],
  ['is forgotten when the agent ends the consultation', [...CONSULTING, ended('b', OURS)], undefined],
  ['is refused when who was consulted is busy', [...CONSULTING, ended('b', BUSY)], { state: 'refused', target: TARGET, refusal: BUSY }],
  ['is refused when who was consulted hangs up', [...CONSULTING, connected('b'), ended('b', GONE)], { state: 'refused', target: TARGET, refusal: GONE }],
  ['is past once the agent takes the customer back', [...CONSULTING, ended('b', BUSY), held('a', false)], undefined],
  ['is handed over', [...CONSULTING, connected('b'), started('a', false)], { state: 'transferring', target: TARGET, consultationId: 'b' }],
  [
    'goes back to the consultation when the PBX refuses the hand-over',
    [...CONSULTING, connected('b'), started('a', false), refused('a')],
    { state: 'consulting', target: TARGET, consultationId: 'b' },
  ],
  ['is done after a consultation', [...CONSULTING, connected('b'), started('a', false), ended('a', TRANSFERRED)], { state: 'done', target: TARGET }],
  ['ends in a conference', CONFERENCE, undefined],
];

describe('a transfer', () => {
  for (const [what, events, transfer] of TRANSFERS) it(what, () => expect(transferAfter(...events)).to.deep.equal(transfer));

  it('of a call that nobody has changes nothing', () => {
    const state = run(TALKING);
    const reduce = phoneReducer(() => expect.fail('defect'));
    for (const event of [started('x'), refused('x'), refused('a'), { type: 'transfer-progressed', id: 'a' } as const])
      expect(reduce(state, event)).to.equal(state);
  });

  it('leaves the customer to be worked on when the consultation ends', () => expect(run([...CONSULTING, ended('b', BUSY)]).activeCallId).to.equal('a'));
});

describe('a conference', () => {
  const members = (events: readonly PhoneEvent[]): string[] =>
    run(events)
      .calls.filter(({ conference }) => conference)
      .map(({ id }) => id);

  it('is of the calls that were merged', () => expect(members(CONFERENCE)).to.deep.equal(['a', 'b']));
  it('takes in a further one', () =>
    expect(members([...CONFERENCE, dialed('c'), connected('c'), { type: 'calls-merged', ids: ['a', 'b', 'c'] }])).to.deep.equal(['a', 'b', 'c']));
  it('is over when one of two is left', () => expect(members([...CONFERENCE, ended('b', GONE)])).to.deep.equal([]));
  it('goes on with two of three', () =>
    expect(members([...CONFERENCE, dialed('c'), connected('c'), { type: 'calls-merged', ids: ['a', 'b', 'c'] }, ended('a', OURS)])).to.deep.equal(['b', 'c']));
  it('of one is none', () => expect(members([...TALKING, { type: 'calls-merged', ids: ['a', 'x'] }])).to.deep.equal([]));
  it('said twice changes nothing', () => {
    const state = run(CONFERENCE);
    expect(phoneReducer(() => undefined)(state, { type: 'calls-merged', ids: ['a', 'b'] })).to.equal(state);
  });
});
