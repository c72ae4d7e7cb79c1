import { expect } from '@open-wc/testing';
import { PROTOCOL, readMessage, writeMessage } from '../../../../src/adapters/tabs/tab-message.js';
import { ItError } from '../../../../src/it-error.js';
import { closeTabs, newAccount, openTab, until, type Tab } from './stage.js';

const owners = (tabs: readonly Tab[]): Tab[] => tabs.filter(({ group }) => group.role === 'owner');

describe('the tabs of one account', () => {
  afterEach(closeTabs);

  it('have one owner, however many open at once', async () => {
    const key = newAccount();
    const tabs = Array.from({ length: 8 }, () => openTab(key));
    await until(() => tabs.every(({ group }) => group.role !== undefined));
    expect(owners(tabs)).to.have.length(1);
  });

  it('of two accounts never meet', async () => {
    const [first, second] = [openTab(newAccount()), openTab(newAccount())];
    await until(() => first.group.role === 'owner' && second.group.role === 'owner');
    const heard: unknown[] = [];
    second.group.topic('line').onTold((data) => heard.push(data));
    first.group.topic('line').publish('for nobody else');
    await until(() => first.group.tabsBy(() => 0).length === 1);
    expect(heard).to.deep.equal([]);
  });

  it('get a new owner when its page leaves, and the one that comes back is another tab', async () => {
    const key = newAccount();
    const first = openTab(key);
    await until(() => first.group.role === 'owner');
    const second = openTab(key);
    await until(() => second.group.role === 'other');
    first.life.leaves();
    await until(() => second.group.role === 'owner');
    first.life.comesBack();
    await until(() => first.group.role === 'other');
    expect(second.group.role).to.equal('owner');
  });

  it('can be taken by the one that was clicked; the owner before drops out', async () => {
    const key = newAccount();
    const first = openTab(key);
    await until(() => first.group.role === 'owner');
    const second = openTab(key);
    const roles: string[] = [];
    first.group.onRole((role) => roles.push(role));
    await second.group.take();
    await until(() => first.group.role === 'other');
    expect(second.group.role).to.equal('owner');
    expect(roles).to.deep.equal(['owner', 'other']);
  });

  it('tell a newcomer what it has to know, and everybody what happens', async () => {
    const key = newAccount();
    const first = openTab(key);
    await until(() => first.group.role === 'owner');
    const topic = first.group.topic('line');
    topic.onArrival(() => ['known before']);
    const second = openTab(key);
    const heard: unknown[] = [];
    second.group.topic('line').onTold((data) => heard.push(data));
    await until(() => heard.length === 1);
    topic.publish('news');
    await until(() => heard.length === 2);
    expect(heard).to.deep.equal(['known before', 'news']);
  });

  it('ask the owner, and are answered with its result or its typed error', async () => {
    const key = newAccount();
    const first = openTab(key);
    await until(() => first.group.role === 'owner');
    first.group.topic('line').serve((data) => (data === 'fine' ? Promise.resolve('done') : Promise.reject(new ItError('hold-refused', { field: 'held' }))));
    const second = openTab(key);
    const ask = (data: unknown): Promise<unknown> => second.group.topic('line').ask(data);
    expect(await ask('fine')).to.equal('done');
    const error = await ask('not so').catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ItError);
    expect(error).to.deep.include({ code: 'hold-refused', field: 'held' });
  });

  it('ask the next owner when the one before went away without an answer, but for what is to be heard once', async () => {
    const key = newAccount();
    const first = openTab(key);
    await until(() => first.group.role === 'owner');
    first.group.topic('line').serve(() => new Promise(() => undefined));
    const second = openTab(key);
    await until(() => second.group.role === 'other');
    second.group.topic('line').serve((data) => Promise.resolve(`${String(data)} by the next`));
    const asked = second.group.topic('line').ask('asked');
    const once = second.group.topic('line').ask('once', { once: true });
    once.catch(() => undefined);
    first.life.leaves();
    expect(await asked).to.equal('asked by the next');
    expect(await once.catch((thrown: ItError) => thrown.code)).to.equal('line-offline');
  });

  it('rank themselves by what the agent looks at', async () => {
    const key = newAccount();
    const [first, second] = [openTab(key), openTab(key)];
    first.life.looks({ visible: false, focusedAt: 9 });
    second.life.looks({ visible: true, focusedAt: 5 });
    const lookedAt = ({ group }: Tab): string | undefined => group.tabsBy(({ visible, focusedAt }) => (visible ? 100 : 0) + focusedAt)[0];
    await until(() => lookedAt(first) === second.group.tabId && lookedAt(second) === second.group.tabId);
    second.life.leaves();
    await until(() => lookedAt(first) === first.group.tabId);
  });

  it('hear when one of them comes, is looked at, or goes', async () => {
    const key = newAccount();
    const first = openTab(key);
    await until(() => first.group.role === 'owner');
    const counts: number[] = [];
    first.group.onTabs(() => counts.push(first.group.tabsBy(() => 0).length));
    const second = openTab(key);
    await until(() => counts.at(-1) === 2);
    const before = counts.length;
    second.life.looks({ visible: true, focusedAt: 5 });
    await until(() => counts.length > before);
    second.life.leaves();
    await until(() => counts.at(-1) === 1);
  });

  it('hear of a sign-out, which leaves nothing in storage', async () => {
    const key = newAccount();
    const [first, second] = [openTab(key), openTab(key)];
    await until(() => owners([first, second]).length === 1);
    let heard = false;
    second.group.onSignedOut(() => (heard = true));
    first.group.signOut();
    await until(() => heard);
    expect(Object.keys(localStorage).filter((name) => name.startsWith(key))).to.deep.equal([]);
  });

  it('leave the line to another version of the widgets that holds it', async () => {
    const key = newAccount();
    let free = (): void => undefined;
    void navigator.locks.request(key, () => new Promise<void>((resolve) => (free = resolve)));
    const channel = new BroadcastChannel(key);
    channel.onmessage = () => channel.postMessage({ v: PROTOCOL + 1, type: 'tock', from: 'the future' });
    const tab = openTab(key);
    await until(() => tab.group.role === 'foreign');
    channel.close();
    free();
    await until(() => tab.group.role === 'owner');
  });

  it('one that stood still believes nothing before the browser has said whether it still is the owner, also when its own tick comes first', async () => {
    let stoodStillMs = 0;
    const { group } = openTab(newAccount(), () => Date.now() + stoodStillMs);
    await until(() => group.role === 'owner');
    let asked = false;
    let answer = (): void => undefined;
    Object.defineProperty(navigator.locks, 'query', {
      configurable: true,
      value: () => {
        asked = true;
        return new Promise<void>((resolve) => (answer = resolve));
      },
    });
    try {
      stoodStillMs = 60_000;
      await until(() => asked);
      let believed = false;
      group.asOwner(() => (believed = true));
      expect(believed).to.equal(false);
      answer();
      await until(() => believed);
    } finally {
      delete (navigator.locks as { query?: unknown }).query;
    }
  });

  it('an owner that does not answer for 2 s gives way to a visible tab, not to a hidden one', async () => {
    const key = newAccount();
    void navigator.locks.request(key, () => new Promise(() => undefined)).catch(() => undefined);
    const [hidden, visible] = [openTab(key), openTab(key)];
    hidden.life.looks({ visible: false });
    await until(() => visible.group.role === 'owner', 6_000);
    expect(hidden.group.role).to.equal('other');
  });
});

describe('what tabs tell each other', () => {
  const message = { from: 'a', epoch: 1, type: 'told', topic: 'line', data: { any: 'thing' } } as const;

  it('is read as it was written', () => expect(readMessage(writeMessage(message))).to.deep.equal({ kind: 'ours', message: { v: PROTOCOL, ...message } }));

  it('is only known by its type when another version says it', () =>
    expect(readMessage({ ...message, v: PROTOCOL + 1 })).to.deep.equal({ kind: 'foreign', type: 'told' }));

  for (const [what, data] of Object.entries({
    nothing: null,
    text: 'told',
    'without a version': message,
    'without a sender': { v: PROTOCOL, epoch: 1, type: 'tick' },
    'of an unknown type': { v: PROTOCOL, from: 'a', epoch: 1, type: 'sing' },
    'with a topic that is none': { v: PROTOCOL, ...message, topic: 3 },
    'with half an attention': { v: PROTOCOL, from: 'a', epoch: 1, type: 'arrived', attention: { visible: true } },
  })) {
    it(`is not believed: ${what}`, () => expect(readMessage(data)).to.deep.equal({ kind: 'unreadable' }));
  }
});
