import { expect, popsOf, statusIs, takesTelephony, test } from './agents.js';

const CRM_ONLY = 'CRM1708391749';

test.describe('who may see data', () => {
  test.afterEach(async ({ data }) => {
    await data.useRules('product');
    await data.giveTelephony(CRM_ONLY, undefined);
  });

  test('a tenant that is not in ast-allow-customers is told so, and has its status as soon as it is entered', async ({ openAgent, data }) => {
    await data.allowTenant(false);
    try {
      const agent = await openAgent('1001');
      await expect(agent.status.getByRole('alert')).toContainText('ast-allow-customers');
      await expect(agent.status.getByRole('alert')).toContainText('tenant-not-allowed');
      expect((await agent.agentSnapshot()).absent).toBe('tenant-not-allowed');
      await data.allowTenant(true);
      await statusIs(agent, 0);
      await expect(agent.status.getByRole('alert')).toHaveCount(0);
      await data.allowTenant(false);
      await expect(agent.status.getByRole('alert')).toContainText('tenant-not-allowed');
    } finally {
      await data.allowTenant(true);
    }
  });

  test('the rules refuse the data of another tenant, which is named, while the phone goes on', async ({ openAgent, openPhone }) => {
    const stranger = await openAgent('1001', { claims: { customerId: 'C0002', agreementId: 'A0002' } });
    const customer = await openPhone('2001');
    await expect(stranger.status.getByRole('alert')).toContainText('data-denied');
    await customer.dials('1001');
    await stranger.answers();
    await stranger.reaches('active');
    await stranger.hangsUp();
    await stranger.sawEnd();
    expect(await popsOf(stranger)).toEqual([]);
    expect((await stranger.agentSnapshot()).code).toBeUndefined();
  });

  test('[42] rules that refuse everything are named, and when they allow again all is there without a reload', async ({ openAgent, openPhone, data }) => {
    await data.useRules('nobody');
    const agent = await openAgent('1001');
    const customer = await openPhone('2001');
    await expect(agent.status.getByRole('alert')).toContainText('data-denied');
    // A phone call is none of their business.
    await customer.dials('1001');
    await agent.answers();
    await agent.reaches('active');
    expect(await popsOf(agent)).toEqual([]);

    await data.useRules('product');
    await statusIs(agent, 89);
    await expect(agent.status.getByRole('alert')).toHaveCount(0);
    await expect.poll(() => popsOf(agent), { timeout: 15_000 }).toEqual(['09012345678']);
    await customer.hangsUp();
    await agent.sawEnd();
    await statusIs(agent, 0);
  });

  test('an agreement with CRM alone that gets telephony asks the host once for a new configuration; with it phone and status are there without a reload', async ({
    openAgent,
    data,
  }) => {
    const agent = await openAgent('1001', { registers: false, config: { contract: { agreementId: CRM_ONLY } }, claims: { customerId: 'C0001' } });
    await expect(agent.status.getByRole('alert')).toContainText('no-telephony');
    expect(await agent.events('it-config-needed')).toEqual([]);
    await data.giveTelephony(CRM_ONLY, 'C0001');
    await expect.poll(() => agent.events('it-config-needed')).toHaveLength(1);
    await takesTelephony(agent);
    expect(await agent.events('it-config-needed')).toHaveLength(1);
  });
});
