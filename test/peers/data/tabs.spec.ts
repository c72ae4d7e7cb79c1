import type { Page } from '@playwright/test';
import type { ItProvider } from '../../../src/elements/it-provider.js';
import type { PagePhone } from '../phones.js';
import { ownerOf } from '../tab-owner.js';
import { expect, popsOf, statusIs, test } from './agents.js';

const CUSTOMER = '09012345678';

test('two tabs have one set of listeners at Firestore: the tab without the line asks it for nothing, until it owns the line', async ({
  openAgent,
  openTab,
  asterisk,
}) => {
  const first = await openAgent('1001');
  await statusIs(first, 0);
  const asked = new Map<Page, number>();
  first.page.context().on('request', (request) => {
    if (!request.url().includes('/Listen/channel')) return;
    const page = request.frame().page();
    asked.set(page, (asked.get(page) ?? 0) + 1);
  });
  const second = await openTab(first);
  await second.lineIs('registered');
  await statusIs(second, 0);
  await asterisk.callFromOutside('1001');
  await Promise.all([statusIs(first, 88), statusIs(second, 88)]);
  expect((await second.call())?.linkedId).toBe((await first.call())?.linkedId);
  expect(asked.get(second.page) ?? 0, 'listened by the second tab').toBe(0);

  await first.page.close();
  await second.lineIs('registered');
  await asterisk.outsideHangsUp('1001');
  await statusIs(second, 0);
  expect(asked.get(second.page) ?? 0, 'listened by the owner').toBeGreaterThan(0);
});

test('a contact pops once, in the tab that is looked at, though the owner is closed while the call rings, and the next one while it is talked on', async ({
  openAgent,
  openTab,
  asterisk,
}) => {
  const first = await openAgent('1001');
  await statusIs(first, 0);
  const later = [await openTab(first), await openTab(first)];
  for (const tab of later) await tab.lineIs('registered');
  await asterisk.callFromOutside('1001');
  await Promise.all(later.map((tab) => tab.reaches('ringing')));
  await first.page.close();
  const owner = await ownerOf(later);
  const looked = later.find((tab) => tab !== owner) as PagePhone;
  await looked.answers();
  await Promise.all(later.map((tab) => tab.reaches('active')));
  await statusIs(looked, 89);
  await expect.poll(() => popsOf(looked)).toEqual([CUSTOMER]);
  expect(await popsOf(owner)).toEqual([]);

  const gone = await ownerOf(later);
  await gone.page.close();
  const last = later.find((tab) => tab !== gone) as PagePhone;
  await last.lineIs('registered');
  await last.reaches('active');
  await statusIs(last, 89);
  expect(await popsOf(last)).toEqual(last === looked ? [CUSTOMER] : []);
  await last.hangsUp();
  await statusIs(last, 0);
  expect(await popsOf(last)).toEqual(last === looked ? [CUSTOMER] : []);
});

test('[40] a page reloaded in a call: its linkedId is kept, its contact pops no second time, and it is logged once', async ({ openAgent, asterisk }) => {
  const logged: string[] = [];
  const agent = await openAgent('1001', {
    prepare: async (page) => {
      await page.exposeFunction('keepLog', (text: string) => logged.push(text));
      await page.addInitScript(logCalls);
    },
  });
  await statusIs(agent, 0);
  const linkedId = await asterisk.callFromOutside('1001');
  await agent.answers();
  await statusIs(agent, 89);
  await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
  const before = await agent.call();
  expect(before?.linkedId).toBe(linkedId);

  await agent.page.reload();
  await agent.reaches('active');
  expect(await agent.call()).toMatchObject({ id: before?.id, linkedId });
  await agent.lineIs('registered');
  await statusIs(agent, 89);
  expect(await asterisk.linkedIds()).toEqual([linkedId]);
  await agent.hangsUp();
  await statusIs(agent, 0);
  expect(await agent.call()).toMatchObject({ id: before?.id, linkedId, phase: 'ended' });
  expect(await popsOf(agent)).toEqual([]);
  await expect.poll(() => logged).toEqual([`${linkedId} hung-up`]);
  await agent.page.reload();
  await statusIs(agent, 0);
  expect(logged).toEqual([`${linkedId} hung-up`]);
});

/** Runs in the page before everything else: its host logs calls. */
function logCalls(): void {
  document.addEventListener('DOMContentLoaded', () => {
    void customElements.whenDefined('it-provider').then(() => {
      const { keepLog } = window as unknown as { keepLog: (text: string) => Promise<void> };
      (document.querySelector('it-provider') as ItProvider).logCall = ({ linkedId, end }) => keepLog(`${linkedId} ${end?.reason}`);
    });
  });
}
