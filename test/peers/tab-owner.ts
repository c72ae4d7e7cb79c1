import { expect, type PagePhone } from './phones.js';

/** Waits until exactly one of the tabs that are left owns the line. */
export async function ownerOf(tabs: readonly PagePhone[]): Promise<PagePhone> {
  let owners: PagePhone[] = [];
  await expect
    .poll(
      async () => {
        const live = tabs.filter((tab) => !tab.isGone);
        const snapshots = await Promise.all(live.map((tab) => tab.snapshot()));
        owners = live.filter((_tab, index) => snapshots[index]?.owner === 'here');
        return owners.length;
      },
      { message: 'tabs that own the line' },
    )
    .toBe(1);
  return owners[0] as PagePhone;
}

/** What no page can do to itself: it stops without a word. Resolves to how it goes on, where it can. */
export async function stop(tab: PagePhone, how: 'closed' | 'crashed' | 'frozen'): Promise<() => Promise<unknown>> {
  if (how === 'closed') {
    await tab.page.close();
    return () => Promise.resolve();
  }
  const session = await tab.page.context().newCDPSession(tab.page);
  if (how === 'crashed') {
    const crashed = tab.page.waitForEvent('crash');
    // It answers nothing any more.
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    return () => Promise.resolve();
  }
  // Chromium freezes only pages that are hidden, and hides none here; a page whose scripts stand still is the harder case, since nothing announces it.
  await session.send('Debugger.enable');
  await session.send('Debugger.pause');
  return () => session.send('Debugger.disable');
}
