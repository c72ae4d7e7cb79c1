import { expect } from '@open-wc/testing';
import { EarlierCalls } from '../../../src/adapters/earlier-calls.js';
import type { CallEvent } from '../../../src/contacts/call-event.js';

const call = (startedAt: number): CallEvent => ({
  linkedId: String(startedAt),
  direction: 'in',
  kind: 'acd',
  caller: { number: '09012345678' },
  called: { number: '700' },
  extensions: ['1001'],
  callIds: [],
  state: 'ringing',
  startedAt,
});

function reading(earlier: EarlierCalls, ...times: readonly number[]): (true | undefined)[] {
  earlier.begin();
  const marks = times.map((time) => earlier.mark(call(time)).earlier);
  earlier.end();
  return marks;
}

describe('earlier calls', () => {
  it('are all of the first reading, and none that come after it, whatever time their server gave them', () => {
    const earlier = new EarlierCalls();
    expect(reading(earlier, 300, 200, 4_000_000_000_000)).to.deep.equal([true, true, true]);
    expect(earlier.mark(call(301)).earlier).to.equal(undefined);
    expect(earlier.mark(call(250)).earlier).to.equal(undefined);
  });

  it('are those that only take the place of one that was removed', () => {
    const earlier = new EarlierCalls();
    reading(earlier, 300, 200);
    expect(earlier.mark(call(100)).earlier).to.equal(true);
  });

  it('are not the calls that began during an outage', () => {
    const earlier = new EarlierCalls();
    reading(earlier, 300, 200);
    earlier.mark(call(400));
    expect(reading(earlier, 500, 400, 300)).to.deep.equal([undefined, true, true]);
  });

  it('are none where nothing was there at first', () => {
    const earlier = new EarlierCalls();
    reading(earlier);
    expect(earlier.mark(call(1)).earlier).to.equal(undefined);
  });
});
