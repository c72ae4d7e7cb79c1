import type { Page } from '@playwright/test';
import { expect, test } from './people.js';

interface Shown {
  readonly title: string;
  readonly body: string;
  closed: boolean;
}

/** The desktop of this page: notifications are kept instead of shown, and the agent looks elsewhere. */
async function looksElsewhere(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: Shown[] = [];
    (window as unknown as { shown: Shown[] }).shown = shown;
    document.hasFocus = () => false;
    // No class: what a compiler makes of its fields is not there in the page.
    const Notice = function (this: { close?: () => void }, title: string, { body }: { body: string }): void {
      const entry: Shown = { title, body, closed: false };
      shown.push(entry);
      this.close = () => (entry.closed = true);
    };
    Object.assign(Notice, { permission: 'granted', requestPermission: () => Promise.resolve('granted') });
    (window as unknown as { Notification: unknown }).Notification = Notice;
  });
}

function shownBy(page: Page): Promise<Shown[]> {
  return page.evaluate(() => (window as unknown as { shown: Shown[] }).shown);
}

test('a ring is on the desktop and in the title, by the contact’s name, and nowhere once it was answered', async ({ people }) => {
  const agent = await people.arrives('1001', { prepare: looksElsewhere });
  const title = await agent.page.title();
  const customer = await people.arrives('2001');
  await customer.dials('1001');
  await expect.poll(async () => (await shownBy(agent.page)).at(-1)?.title).toBe('山田太郎 様');
  await expect(agent.page).toHaveTitle(`☎ 山田太郎 様 | ${title}`);
  await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
  await agent.reaches('active');
  await expect(agent.page).toHaveTitle(title);
  expect((await shownBy(agent.page)).at(-1)?.closed).toBe(true);
});

test('a missed call stays in the title until the agent looks', async ({ people }) => {
  const agent = await people.arrives('1001', { prepare: looksElsewhere });
  const title = await agent.page.title();
  const customer = await people.arrives('2001');
  await customer.dials('1001');
  await agent.reaches('ringing');
  await customer.button('切断').click();
  await expect(agent.page).toHaveTitle(`(1) ${title}`);
  await agent.page.evaluate(() => {
    document.hasFocus = () => true;
    dispatchEvent(new Event('focus'));
  });
  await expect(agent.page).toHaveTitle(title);
});
