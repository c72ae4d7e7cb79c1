import type { ItConfig } from '../../../src/config/config.js';
import type { Page } from '@playwright/test';
import type {} from '../../../src/elements/it-provider.js';
import { expectHears } from '../../hearing/hearing.js';
import { giveTone } from '../../hearing/tone-microphone.js';
import { TONES } from '../phones.js';
import { expect, test as base } from './agents.js';

/** The demo's pages on the real stack, as a person opens them. */
const test = base.extend<{ open: (path: string, tone?: number) => Promise<Page> }>({
  open: async ({ browser, data, asterisk }, use) => {
    await data.everyoneIsAvailable();
    const pages: Page[] = [];
    await use(async (path, tone) => {
      const context = await browser.newContext({ baseURL: data.url, locale: 'ja-JP', permissions: ['microphone'] });
      const page = await context.newPage();
      pages.push(page);
      if (tone !== undefined) await giveTone(page, tone);
      await page.goto(path);
      return page;
    });
    for (const page of pages) await page.context().close();
    await asterisk.hangUpAll();
  },
});

async function isOnLine(page: Page): Promise<void> {
  const state = (): Promise<string | undefined> => page.evaluate(() => document.querySelector('it-provider')?.phone?.snapshot.line.state);
  await expect.poll(state, { message: `line of ${page.url()}`, timeout: 15_000 }).toBe('registered');
}

test.describe("the demo's pages on the real stack", () => {
  test('a customer calls 700, the agent in text-service answers, the contact record appears in the page, and both hear each other', async ({ open }) => {
    const agent = await open('/text-service/?credential=demo-1001', TONES['1001']);
    const customer = await open('/customer/?credential=demo-2001', TONES['2001']);
    await Promise.all([isOnLine(agent), isOnLine(customer)]);
    await expect(agent.locator('it-agent-status')).toContainText('待機中');
    const record = agent.getByRole('main').getByRole('heading', { name: /山田太郎/ });

    await customer.locator('it-softphone').getByRole('textbox', { name: '電話番号' }).fill('700');
    await customer.locator('it-softphone').getByRole('button', { name: '発信', exact: true }).click();
    await expect(agent.locator('it-call-popup').getByText('山田太郎')).toBeVisible();
    await expect(record).toBeHidden();
    await agent.locator('it-call-popup').getByRole('button', { name: '応答', exact: true }).click();
    await expect(record).toBeVisible();
    await expect(agent.locator('it-agent-status')).toContainText('ACD着信:通話中');
    await Promise.all([expectHears(agent, TONES['2001']), expectHears(customer, TONES['1001'])]);

    await agent.locator('it-softphone').getByRole('button', { name: '切断', exact: true }).click();
    await expect(agent.locator('it-agent-status')).toContainText('待機中');
  });

  test('an agreement with CRM alone has chat, and softphone and status say why they are absent', async ({ open }) => {
    const agent = await open('/crm/?credential=demo-crm');
    for (const element of ['it-softphone', 'it-agent-status']) {
      await expect(agent.locator(element).getByRole('alert').first()).toContainText('電話はご契約に含まれていません');
      await expect(agent.locator(element)).toContainText('no-telephony');
    }
    const guest = await open('/chat/?group=G01&agreement=CRM1708391749');
    const ofGuest = guest.locator('it-chat-outside');
    await ofGuest.getByRole('textbox', { name: 'メッセージ' }).fill('CRM だけの契約です');
    await ofGuest.getByRole('button', { name: '送信', exact: true }).click();
    const ofAgent = agent.locator('it-chat-outside');
    await ofAgent.getByRole('listitem').filter({ hasText: 'CRM だけの契約です' }).getByRole('button').click();
    await ofAgent.getByRole('textbox', { name: 'メッセージ' }).fill('承ります');
    await ofAgent.getByRole('button', { name: '送信', exact: true }).click();
    await expect(ofGuest.getByRole('log').getByRole('listitem').filter({ hasText: '承ります' })).toBeVisible();
  });

  test('when that agreement gets telephony, the page asks for its session again, by the cookie, and has a phone', async ({ open, data, asterisk }) => {
    const page = await open('/crm/');
    const asked: unknown[] = [];
    await page.route('**/crm/session', async (route) => {
      const response = await route.fetch();
      // What the first page asked may come only now, and is refused.
      if (!response.ok()) return route.fulfill({ response });
      asked.push(route.request().postDataJSON());
      const { contract, ...config } = (await response.json()) as ItConfig;
      if (asked.length === 1) return route.fulfill({ response });
      const sip = { extension: '1002', domain: '127.0.0.1', network: 'vpn', password: asterisk.passwordOf('1002') };
      return route.fulfill({ response, json: { ...config, contract: { ...contract, customerId: 'C0001' }, licenses: ['softphone'], sip } });
    });
    await page.goto('/crm/?credential=demo-crm');
    await expect(page.locator('it-softphone')).toContainText('no-telephony');
    await data.giveTelephony('CRM1708391749', 'C0001');
    try {
      await isOnLine(page);
      expect(asked).toEqual([{ credential: 'demo-crm' }, {}]);
    } finally {
      await data.giveTelephony('CRM1708391749', undefined);
    }
  });

  test('[42] signing out leaves nothing of the data in the browser', async ({ open }) => {
    const agent = await open('/text-service/?credential=demo-1001');
    await isOnLine(agent);
    await expect(agent.locator('it-agent-status')).toContainText('待機中');
    await agent.getByRole('button', { name: 'サインアウト' }).click();
    await expect(agent.getByRole('textbox')).toBeVisible();
    const left = await agent.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
    }));
    expect(left).toEqual({ local: [], session: [], databases: [] });
    expect(await agent.context().cookies()).toEqual([]);
  });
});
