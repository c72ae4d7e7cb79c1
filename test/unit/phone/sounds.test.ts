import { expect } from '@open-wc/testing';
import type { Call } from '../../../src/phone/call.js';
import { PHONE_OFF } from '../../../src/phone/phone-state.js';
import { soundOf } from '../../../src/phone/sounds.js';

const CALL: Call = {
  id: 'x',
  direction: 'in',
  phase: 'ringing',
  kind: 'external',
  peer: { number: '0901' },
  muted: false,
  hold: { local: false, remote: false },
  startedAt: 1,
};
const rings: Call = CALL;
const ringsFromQueue: Call = { ...CALL, kind: 'acd' };
const talks: Call = { ...CALL, phase: 'active' };
const held: Call = { ...talks, hold: { local: true, remote: false } };
const dialled: Call = { ...CALL, direction: 'out', phase: 'dialing' };
const ringsOut: Call = { ...dialled, phase: 'ringing' };
const announces: Call = { ...ringsOut, earlyMedia: true };
const over: Call = { ...CALL, phase: 'ended' };

const SOUNDS: readonly (readonly [what: string, calls: readonly Call[], sound: string])[] = [
  ['nothing', [], 'silence'],
  ['a direct call', [rings], 'ring-direct'],
  ['a call of a queue', [ringsFromQueue], 'ring-acd'],
  ['a call after one that is over', [over, rings], 'ring-direct'],
  ['a conversation', [talks], 'silence'],
  ['an outgoing call that rings', [ringsOut], 'ringback'],
  ['an outgoing call with a tone of its own', [announces], 'silence'],
  ['a call that waits beside a conversation', [talks, rings], 'waiting'],
  ['a call that waits beside a held one', [held, ringsFromQueue], 'waiting'],
  ['a call that waits while the agent dials', [dialled, rings], 'waiting'],
  ['a second call that is dialled beside a held one', [held, ringsOut], 'ringback'],
];

describe('what the agent hears of the phone', () => {
  for (const [what, calls, sound] of SOUNDS) it(`${what}: ${sound}`, () => expect(soundOf({ ...PHONE_OFF, calls })).to.equal(sound));
});
