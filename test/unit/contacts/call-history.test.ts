import { expect } from '@open-wc/testing';
import { MemoryCallHistoryFeed } from '../../../src/adapters/memory/memory-call-history-feed.js';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import { CallHistoryStore } from '../../../src/contacts/call-history.js';
import type { ItError } from '../../../src/it-error.js';
import { eventually } from '../../../stories/eventually.js';

const call = (startedAt: number, change: Partial<CallEvent> = {}): CallEvent => ({
  linkedId: String(startedAt),
  direction: 'in',
  kind: 'acd',
  caller: { number: '09012345678' },
  called: { number: '700' },
  groupCode: 'G01',
  extensions: ['1001'],
  callIds: [],
  state: 'ended',
  startedAt,
  ...change,
});
const PAST = [5, 4, 3, 2, 1].map((startedAt) => call(startedAt));

function makeHistory(calls: readonly CallEvent[] = PAST) {
  const feed = new MemoryCallHistoryFeed(calls, 2);
  const history = new CallHistoryStore(feed, () => undefined);
  return { feed, history, ids: () => history.snapshot.calls.map(({ linkedId }) => linkedId) };
}

describe('the call history', () => {
  it('reads nothing until it is opened, and once for all who opened it', () => {
    const { feed, history, ids } = makeHistory();
    expect(feed.pagesRead).to.equal(0);
    const closeOne = history.open();
    const closeOther = history.open();
    expect(feed.pagesRead).to.equal(1);
    expect(ids()).to.deep.equal(['5', '4']);
    closeOne();
    closeOne();
    expect(feed.openings).to.equal(1);
    closeOther();
    expect(feed.openings).to.equal(0);
    expect(ids()).to.deep.equal([]);
  });

  it('reads page after page, one at a time, until there are no more', async () => {
    const { feed, history, ids } = makeHistory();
    history.open();
    await Promise.all([history.older(), history.older()]);
    expect(ids()).to.deep.equal(['5', '4', '3', '2']);
    expect(history.snapshot.more).to.equal(true);
    await history.older();
    expect(history.snapshot).to.deep.include({ more: false, loading: false });
    await history.older();
    expect(feed.pagesRead).to.equal(3);
  });

  it('takes new and changed calls in their place, and a burst of them as one change', async () => {
    const { feed, history, ids } = makeHistory();
    history.open();
    let changes = 0;
    history.subscribe(() => (changes += 1));
    for (let index = 0; index < 1000; index++) feed.tells(call(10 + index, { state: 'ringing' }));
    feed.tells(call(4, { groupName: 'ご注文窓口' }));
    await eventually('the burst', () => history.snapshot.calls.length === 1002);
    expect(changes).to.equal(1);
    expect(ids().slice(0, 2)).to.deep.equal(['1009', '1008']);
    expect(history.snapshot.calls.at(-1)?.groupName).to.equal('ご注文窓口');
  });

  it('does not go back to an earlier state of a call, and is the same when nothing is new', async () => {
    const { feed, history } = makeHistory();
    history.open();
    const before = history.snapshot;
    feed.tells(call(5, { state: 'ringing' }), call(4));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(history.snapshot).to.equal(before);
  });

  it('says that older calls could not be read, and keeps what it has', async () => {
    const { feed, history, ids } = makeHistory();
    history.open();
    feed.unreadable = 'line-offline';
    const error = await history.older().catch((thrown: ItError) => thrown);
    expect(error?.code).to.equal('line-offline');
    expect(history.snapshot).to.deep.include({ loading: false, more: true });
    expect(ids()).to.deep.equal(['5', '4']);
  });

  it('says why there is none', () => {
    const { feed, history } = makeHistory();
    history.open();
    feed.isAbsent('data-denied');
    expect(history.snapshot).to.deep.equal({ calls: [], more: false, loading: false, absent: 'data-denied' });
  });
});
