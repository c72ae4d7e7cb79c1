import { expect, popsOf, statusIs, test } from './agents.js';

const CUSTOMER = '09012345678';
/** The browser's and Firebase's own words about connections that end. */
const CONNECTIONS = /ERR_|Failed to load resource|@firebase/;

test.describe('the source of data fails', () => {
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
});
