import { expectHears } from '../../hearing/hearing.js';
import type { PagePhone } from '../phones.js';
import { expect, popsOf, statusesOf, statusIs, test } from './agents.js';

const CUSTOMER = '09012345678';
/** The browser's and Firebase's own words about connections that end. */
const CONNECTIONS = /ERR_|Failed to load resource|@firebase/;

async function choose(agent: PagePhone, name: string): Promise<void> {
  await agent.status.getByRole('button', { name: 'ステータス' }).click();
  await agent.status.getByRole('menuitemradio', { name }).click();
}

test.describe('the source of data fails', () => {
  test.afterEach(async ({ data }) => {
    await data.useRules('product');
  });

  test('[42] rules revoked in a call: it is said, the status is not shown as if it were known, the call goes on; restored, all is there without a reload', async ({
    openAgent,
    openPhone,
    openDataProxy,
    data,
  }) => {
    test.setTimeout(300_000);
    const proxy = await openDataProxy();
    const agent = await openAgent('1001', { dataThrough: proxy, mayLog: CONNECTIONS });
    const customer = await openPhone('2001');
    await statusIs(agent, 0);
    await customer.dials('700');
    await agent.answers();
    await statusIs(agent, 99);
    await data.useRules('nobody');
    // Rules are asked when a listener begins: after an outage, once Firebase has given up its stream.
    proxy.refuse();
    await expect.poll(async () => (await agent.agentSnapshot()).stale, { timeout: 120_000 }).toBe(true);
    proxy.heal();
    await expect(agent.status.getByRole('alert')).toContainText('data-denied', { timeout: 60_000 });
    expect((await agent.agentSnapshot()).code).toBeUndefined();
    await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
    await data.useRules('product');
    await statusIs(agent, 99, { timeout: 45_000 });
    await expect(agent.status.getByRole('alert')).toHaveCount(0);
    await agent.hangsUp();
    await agent.sawEnd();
    await statusIs(agent, 0);
    expect(await popsOf(agent)).toEqual([CUSTOMER]);
  });

  for (const ended of [false, true]) {
    const how = ended ? 'and the session ended at the server: the host is asked for a new token' : 'so that the token has expired: it is renewed';
    test(`[42] asleep for two hours, ${how}, and status and calls go on`, async ({ openAgent, openPhone, openDataProxy, data }) => {
      const proxy = await openDataProxy();
      const agent = await openAgent('1001', { dataThrough: proxy, mayLog: CONNECTIONS, prepare: (page) => page.clock.install() });
      const customer = await openPhone('2001');
      await statusIs(agent, 0);
      const asked = data.tokensAsked;
      proxy.refuse();
      if (ended) await data.forgetSessions();
      await agent.page.clock.fastForward('02:00:00');
      proxy.heal();
      await data.writeAgent('1001', { reason: 'written while asleep' });
      await expect.poll(async () => (await agent.agentSnapshot()).reason, { timeout: 60_000 }).toBe('written while asleep');
      expect(data.tokensAsked - asked).toBe(ended ? 1 : 0);
      await agent.lineIs('registered', { limitMs: 30_000 });
      await customer.dials('700');
      await agent.answers();
      await statusIs(agent, 99);
      await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
      await agent.hangsUp();
      await agent.sawEnd();
      await statusIs(agent, 0);
    });
  }

  test('[43] the listen stream black-holed, nothing closed: what is written meanwhile is there once the way is free, without a reload', async ({
    openAgent,
    openPhone,
    openDataProxy,
  }) => {
    test.setTimeout(180_000);
    const proxy = await openDataProxy();
    const agent = await openAgent('1001', { dataThrough: proxy, mayLog: CONNECTIONS });
    const customer = await openPhone('2001');
    await statusIs(agent, 0);
    proxy.blackHole();
    await customer.dials('700');
    await agent.answers();
    await agent.reaches('active');
    proxy.heal();
    await statusIs(agent, 99, { timeout: 120_000 });
    await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
    await agent.hangsUp();
    await agent.sawEnd();
    await statusIs(agent, 0);
    expect(await popsOf(agent)).toEqual([CUSTOMER]);
  });

  test('[44] a status chosen while the data is out of reach: 変更中…, never a false 待機中; that it is out of reach is said in seconds, and it is done when it is back', async ({
    openAgent,
    openDataProxy,
    data,
  }) => {
    test.setTimeout(300_000);
    const proxy = await openDataProxy();
    const agent = await openAgent('1001', { dataThrough: proxy, mayLog: CONNECTIONS });
    await statusIs(agent, 0);
    await choose(agent, '離席');
    await statusIs(agent, 3);
    proxy.refuse();
    await choose(agent, '待機中');
    await expect(agent.status.getByText('待機中に変更中…')).toBeVisible();
    await expect(agent.status.getByText('更新が止まっています')).toBeVisible({ timeout: 15_000 });
    await expect(agent.status.getByText('待機中に変更中…')).toBeVisible();
    await expect(agent.status.locator('#value')).toHaveText('離席');
    expect(await data.agent('1001')).toMatchObject({ status: 3, requestedStatus: null });
    expect(await statusesOf(agent)).toEqual([0, 3]);
    proxy.heal();
    await statusIs(agent, 0, { timeout: 90_000 });
    await expect(agent.status.getByText('変更中')).toHaveCount(0);
    expect(await statusesOf(agent)).toEqual([0, 3, 0]);
  });
});
