import type { Locator } from '@playwright/test';
import type { ItProvider } from '../../../src/elements/it-provider.js';
import { expectHears } from '../../hearing/hearing.js';
import type { PagePhone } from '../phones.js';
import { expect, popsOf, statusIs, takesTelephony, test } from './agents.js';

const CUSTOMER = '09012345678';
const CRM_ONLY = 'CRM1708391749';

interface Elements {
  readonly softphone: Locator;
  readonly status: Locator;
  readonly history: Locator;
  readonly chat: Locator;
}

/** The page's elements, with those that its host leaves out. */
async function everyElement({ page, softphone, status }: PagePhone): Promise<Elements> {
  await page.evaluate(() => {
    const provider = document.querySelector('it-provider') as ItProvider;
    provider.append(document.createElement('it-call-history'), document.createElement('it-chat-outside'));
  });
  return { softphone, status, history: page.locator('it-call-history'), chat: page.locator('it-chat-outside') };
}

/** Each element that is named says why it is absent, by code and by words; the others have no alert. */
async function expectAbsent(elements: Elements, absent: Partial<Record<keyof Elements, string>>): Promise<void> {
  for (const [name, element] of Object.entries(elements) as [keyof Elements, Locator][]) {
    const code = absent[name];
    if (code === undefined) await expect(element.getByRole('alert'), name).toHaveCount(0);
    else await expect(element.getByRole('alert').first(), name).toContainText(code);
  }
}

function capabilitiesOf({ page }: PagePhone): Promise<ItProvider['account']['snapshot']['capabilities']> {
  return page.evaluate(() => (document.querySelector('it-provider') as ItProvider).account.snapshot.capabilities);
}

/** The code that dialling is refused with. */
function refusalOfDialling({ page }: PagePhone): Promise<unknown> {
  return page.evaluate(() =>
    (document.querySelector('it-provider') as ItProvider).phone.dial('600').then(
      () => undefined,
      (error: { code?: unknown }) => error.code,
    ),
  );
}

test.describe('an account', () => {
  for (const role of ['operator', 'supervisor'] as const) {
    test(`of a${role === 'operator' ? 'n' : ''} ${role} with the licence has everything, and ${role === 'operator' ? 'no right' : 'the right'} to supervise`, async ({
      openAgent,
      openPhone,
    }) => {
      const agent = await openAgent('1001', { config: { agent: { id: '1001', name: '佐藤花子', role, groupCodes: ['G01'] } }, claims: { role } });
      const customer = await openPhone('2001');
      await statusIs(agent, 0);
      const elements = await everyElement(agent);
      await expect(elements.history.getByRole('grid', { name: '通話履歴' })).toBeVisible();
      await expectAbsent(elements, {});
      expect(await capabilitiesOf(agent)).toEqual(role === 'operator' ? { supervision: 'supervisor-only' } : {});
      await customer.dials('700');
      await agent.answers();
      await statusIs(agent, 99);
      await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
      await expect(elements.history.getByRole('row').filter({ hasText: CUSTOMER }).first()).toContainText('通話中');
      await agent.hangsUp();
      await agent.sawEnd();
      await statusIs(agent, 0);
    });
  }

  test('without the SoftphoneLicense has no softphone, which says so; status, pop-up and history are there', async ({ openAgent, data }) => {
    const agent = await openAgent('1001', { registers: false, config: { licenses: [] } });
    await statusIs(agent, 0);
    const elements = await everyElement(agent);
    await expect(elements.history.getByRole('grid', { name: '通話履歴' })).toBeVisible();
    await expectAbsent(elements, { softphone: 'not-licensed' });
    await expect(elements.softphone).toContainText('SoftphoneLicense');
    expect(await refusalOfDialling(agent)).toBe('not-licensed');
    await agent.status.getByRole('button', { name: 'ステータス' }).click();
    await agent.status.getByRole('menuitemradio', { name: '離席' }).click();
    await statusIs(agent, 3);
    expect(await data.agent('1001')).toMatchObject({ status: 3 });
  });

  test('of a tenant that is not in ast-allow-customers has a phone; its status names what is missing', async ({ openAgent, openPhone, data }) => {
    await data.allowTenant(false);
    try {
      const agent = await openAgent('1001');
      const customer = await openPhone('2001');
      const elements = await everyElement(agent);
      await expect(elements.status.getByRole('alert')).toContainText('ast-allow-customers');
      await expectAbsent(elements, { status: 'tenant-not-allowed' });
      await customer.dials('1001');
      await agent.answers();
      await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
      await agent.hangsUp();
      await agent.sawEnd();
    } finally {
      await data.allowTenant(true);
    }
  });

  test('with CRM alone has chat; everything else says why it is absent; with telephony it has all of it, without a reload', async ({ openAgent, data }) => {
    const agent = await openAgent('1001', { registers: false, config: { contract: { agreementId: CRM_ONLY } }, claims: { customerId: 'C0001' } });
    const elements = await everyElement(agent);
    await expectAbsent(elements, { softphone: 'no-telephony', status: 'no-telephony', history: 'no-telephony' });
    await expect(elements.chat.getByText('まだ会話はありません')).toBeVisible();
    expect(await refusalOfDialling(agent)).toBe('no-telephony');
    await data.giveTelephony(CRM_ONLY, 'C0001');
    try {
      await expect.poll(() => agent.events('it-config-needed')).toHaveLength(1);
      await takesTelephony(agent);
      await expect(elements.history.getByRole('grid', { name: '通話履歴' })).toBeVisible();
      await expectAbsent(elements, {});
    } finally {
      await data.giveTelephony(CRM_ONLY, undefined);
    }
  });

  test('with pop-ups alone, beside a hardware phone, has status, pop-up and history, and the pop-up says to answer there', async ({ openAgent, openPhone }) => {
    const hardware = await openPhone('1001');
    const agent = await openAgent('1001', { deskPhone: true });
    const customer = await openPhone('2001');
    await statusIs(agent, 0);
    const elements = await everyElement(agent);
    await expectAbsent(elements, { softphone: 'not-licensed' });
    await customer.dials('700');
    await expect(agent.popup.getByText('電話機で応答してください')).toBeVisible();
    await expect(agent.popup.getByRole('button', { name: '応答', exact: true })).toHaveCount(0);
    await hardware.answers();
    await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
    await statusIs(agent, 99);
    await hardware.hangsUp();
    await hardware.sawEnd();
    await statusIs(agent, 0);
  });

  test('of a VPN connects from an http page; on an https page the softphone says what to do, and the rest goes on', async ({ openAgent }) => {
    const own = await openAgent('1001', { network: 'vpn' });
    await own.lineIs('registered');
    expect(own.sockets.map((socket) => new URL(socket.url()).protocol)).toContain('ws:');

    const secure = await openAgent('1002', {
      registers: false,
      network: 'vpn',
      // A name: an address of a private network may be asked from an https page where the browser has Local Network Access.
      sip: { domain: 'pbx.example' },
      // The emulators are at a loopback address, which the browser keeps from a page of the internet.
      mayLog: /Mixed Content|Access to fetch|ERR_|Failed to load|@firebase/,
    });
    const { origin } = new URL(secure.page.url());
    await secure.page.route('https://crm.example/**', async (route) => {
      const response = await route.fetch({ url: route.request().url().replace('https://crm.example', origin) });
      await route.fulfill({ response });
    });
    await secure.page.goto('https://crm.example/ja');
    await expect(secure.softphone.getByRole('alert')).toContainText('mixed-content');
    await expect(secure.softphone.getByRole('alert')).toContainText('wss を有効にするか');
  });
});
