import type { ItProvider } from '../../src/elements/it-provider.js';
import { expect, test, type PagePhone } from './phones.js';

declare global {
  interface Window {
    logged: string[];
  }
}

/** The host's log of calls: how each ended, as the host was told. */
async function keepLog({ page }: PagePhone): Promise<void> {
  await page.evaluate(() => {
    window.logged = [];
    (document.querySelector('it-provider') as ItProvider).logCall = async ({ direction, phase, end }) =>
      void window.logged.push(`${direction} ${phase} ${end?.reason}`);
  });
}

test('two tabs of one agent: the host is asked to log a call after its end, once, by one of them', async ({ openPhone, openTab, asterisk }) => {
  const first = await openPhone('1001');
  const second = await openTab(first);
  await second.lineIs('registered');
  for (const tab of [first, second]) await keepLog(tab);
  const logged = async (): Promise<string[]> => (await Promise.all([first, second].map(({ page }) => page.evaluate(() => window.logged)))).flat();

  await second.dials('600');
  await first.reaches('active');
  expect(await logged(), 'while it talks').toEqual([]);
  await second.hangsUp();
  for (const tab of [first, second]) await tab.sawEnd();
  await expect.poll(logged).toEqual(['out ended hung-up']);

  await asterisk.callFromOutside('1001');
  for (const tab of [first, second]) await tab.reaches('ringing');
  await asterisk.outsideHangsUp('1001');
  for (const tab of [first, second]) await tab.sawEnd();
  await expect.poll(logged).toEqual(['out ended hung-up', 'in ended cancelled']);
});
