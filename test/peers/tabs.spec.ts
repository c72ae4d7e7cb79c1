import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test, type PagePhone } from './phones.js';
import { ownerOf, stop } from './tab-owner.js';

test.describe('one phone in all tabs', () => {
  test('[36] rings in two, is answered in the one without the line, and is the same call in both; every command works from both', async ({
    openPhone,
    openTab,
    asterisk,
  }) => {
    const first = await openPhone('1001');
    const second = await openTab(first);
    await second.lineIs('registered');
    expect((await second.snapshot()).owner).toBe('other-tab');
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
    const caller = await openPhone('2001');
    await caller.dials('1001');
    await Promise.all([first.reaches('ringing'), second.reaches('ringing')]);
    await second.answers();
    await Promise.all([first.reaches('active'), second.reaches('active')]);
    expect((await first.call())?.id).toBe((await second.call())?.id);
    const owner = await ownerOf([first, second]);
    await Promise.all([expectHears(owner.page, caller.tone), expectHears(caller.page, owner.tone)]);

    await second.button('ミュート').click();
    await expect(first.button('ミュート解除')).toBeVisible();
    await first.button('ミュート解除').click();
    await second.button('保留').click();
    await expect(first.button('保留解除')).toBeVisible();
    await first.button('保留解除').click();
    await expect(second.button('保留')).toBeVisible();
    await second.hangsUp();
    expect(await caller.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    expect(await first.sawEnd()).toEqual(await second.sawEnd());
  });

  test('a tab that does not own the line has said nothing to Asterisk and leaves no WebSocket open', async ({ openPhone, openTab, asterisk }) => {
    const first = await openPhone('1001');
    const second = await openTab(first);
    await second.lineIs('registered');
    await expect.poll(() => second.sockets.filter((socket) => !socket.isClosed()).length, { message: 'open WebSockets of the second tab' }).toBe(0);
    expect(second.sent).toEqual([]);
    expect(first.sockets).toHaveLength(1);
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
  });

  test('[2] [36] black-holed in an owner that is hidden beside a tab that is looked at: found out within 15 s', async ({ openProxy, openPhone, openTab }) => {
    const proxy = await openProxy();
    const owner = await openPhone('1001', {
      through: proxy,
      prepare: async (page) => void (await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }))),
    });
    const seen = await openTab(owner);
    await seen.lineIs('registered');
    expect((await seen.snapshot()).owner).toBe('other-tab');
    proxy.blackHole();
    await seen.lineIs('lost', { limitMs: 15_000 });
    proxy.heal();
    await seen.lineIs('registered', { limitMs: 2000 });
  });

  for (const how of ['closed', 'crashed', 'frozen'] as const) {
    test(
      `[37] the owner is ${how} in a call, then while idle: another tab goes on`,
      { tag: how === 'closed' ? '@firefox' : [] },
      async ({ openPhone, openTab, asterisk }) => {
        const first = await openPhone('1001');
        const second = await openTab(first);
        await second.lineIs('registered');
        const other = await openPhone('1002');
        await first.dials('1002');
        await other.answers();
        await Promise.all([first.reaches('active'), second.reaches('active')]);
        await expectHears(other.page, first.tone);
        const before = await second.call();

        const wake = await stop(first, how);
        await expect.poll(async () => (await second.snapshot()).owner).toBe('here');
        await Promise.all([expectHears(second.page, other.tone), expectHears(other.page, second.tone)]);
        expect(await second.call()).toMatchObject({ id: before?.id, answeredAt: before?.answeredAt, phase: 'active' });
        await second.lineIs('registered');
        expect(await asterisk.contactsOf('1001')).toHaveLength(1);

        if (how === 'frozen') {
          await wake();
          await expect.poll(async () => (await first.snapshot()).owner).toBe('other-tab');
          await first.reaches('active');
          // What woke up has nothing left to harm.
          await expectHears(other.page, second.tone);
          await asterisk.expectChannelsOf('1001', '1002');
        }
        await second.hangsUp();
        expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
        await second.lineIs('registered');
        await other.dials('1001');
        await second.reaches('ringing');
        await second.popup.getByRole('button', { name: '拒否', exact: true }).click();
        await other.sawEnd();
      },
    );
  }

  test('[38] twenty tabs opened at once: one owner, one contact; the owner closed: one of the others is the next; signed out in one, signed out in all', async ({
    openPhone,
    openTab,
    asterisk,
  }) => {
    const first = await openPhone('1001');
    const tabs = [first, ...(await Promise.all(Array.from({ length: 19 }, () => openTab(first))))];
    await Promise.all(tabs.map((tab) => tab.lineIs('registered')));
    const owner = await ownerOf(tabs);
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
    await owner.page.close();
    const next = await ownerOf(tabs);
    await next.lineIs('registered');
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);

    // Signing out in one signs out in all, and leaves nothing.
    const some = tabs.find((tab) => !tab.isGone && tab !== next) as PagePhone;
    await some.signsOut();
    for (const tab of tabs.filter((candidate) => !candidate.isGone)) await tab.lineIs('off');
    await expect.poll(() => asterisk.contactsOf('1001')).toEqual([]);
    expect(await some.page.evaluate(() => ({ ...localStorage }))).toEqual({});
  });

  test('two accounts in one browser never meet', async ({ openPhone, openTab, asterisk }) => {
    const first = await openPhone('1001');
    const stranger = await openTab(first, '1002');
    await stranger.lineIs('registered');
    expect((await stranger.snapshot()).owner).toBe('here');
    expect((await first.snapshot()).owner).toBe('here');
    await first.dials('1002');
    await stranger.reaches('ringing');
    await stranger.answers();
    await Promise.all([expectHears(first.page, stranger.tone), expectHears(stranger.page, first.tone)]);
    await asterisk.expectChannelsOf('1001', '1002');
    await first.page.close();
    await expectSilence(stranger.page, first.tone);
    expect((await stranger.snapshot()).owner).toBe('here');
    await stranger.hangsUp();
  });

  test('another version of the widgets holds the line: in use elsewhere, until it is taken on purpose', async ({ openPhone, asterisk }) => {
    const first = await openPhone('1003', { registers: false, prepare: async (page) => void (await page.addInitScript(pretendNewerVersion)) });
    await first.lineIs('elsewhere');
    expect(await asterisk.contactsOf('1003')).toEqual([]);
    await first.button('ここで使う').click();
    await first.lineIs('registered');
    expect(await asterisk.contactsOf('1003')).toHaveLength(1);
  });
});

/** Runs in the page: a tab of a later version, which says what all versions understand and nothing else. */
function pretendNewerVersion(): void {
  if (window !== window.top) return;
  const key = 'it-widgets C0001 A0001 1003 1003@127.0.0.1';
  void navigator.locks.request(key, () => new Promise(() => undefined)).catch(() => undefined);
  const channel = new BroadcastChannel(key);
  channel.onmessage = ({ data }: MessageEvent<{ type: string }>) => {
    if (data.type === 'arrived' || data.type === 'tick') channel.postMessage({ v: 999, type: 'tock' });
  };
}
