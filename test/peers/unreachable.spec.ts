import type { Page } from '@playwright/test';
import type { ErrorCode } from '../../src/it-error.js';
import { addNetwork } from './network-interface.js';
import { expect, test, type PagePhone } from './phones.js';

/** How long the page may take to find out. */
const FOUND_MS = 15_000;
const HTTPS_PAGE = 'https://crm.example/ja';
/** Chromium's words about what it refuses. */
const REFUSED = /Content Security Policy|Mixed Content|non-secure WebSocket|blocked by CORS policy|Failed to load resource/;

/** The host's page, as if it came from the internet over https. */
async function servedFrom(page: Page, origin: string, headers: Record<string, string> = {}): Promise<void> {
  await page.route('https://crm.example/**', async (route) => {
    const response = await route.fetch({ url: route.request().url().replace('https://crm.example', origin) });
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  });
}

async function saysWhy(phone: PagePhone, reason: ErrorCode, words: string, server: string): Promise<void> {
  await expect.poll(async () => (await phone.snapshot()).line.reason, { timeout: FOUND_MS }).toBe(reason);
  const alert = phone.softphone.getByRole('alert');
  await expect(alert).toContainText(words);
  await expect(alert).toContainText(server);
}

test.describe('why the server cannot be reached is said, with what an administrator has to look at', () => {
  let removeNetwork: () => Promise<void>;
  test.beforeAll(async ({ browser }) => {
    removeNetwork = await addNetwork();
    const page = await browser.newPage();
    await expect.poll(() => page.evaluate(() => navigator.onLine), { message: 'the browser has noticed the network' }).toBe(true);
    await page.close();
  });
  test.afterAll(() => removeNetwork());

  test('[15] a certificate that the browser does not trust; the server’s page, where it says why, is one press away', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001', { network: 'internet', trusts: false, registers: false });
    await saysWhy(phone, 'certificate-untrusted', '証明書が信頼されていません', asterisk.wssUrl);
    expect((await phone.snapshot()).line.state).toBe('lost');
    const opened = phone.page.waitForEvent('popup');
    await phone.button('サーバーのページを開く').click();
    await (await opened).close();
  });

  for (const network of ['vpn', 'internet'] as const) {
    test(`[15] a closed port, ${network}`, async ({ openPhone }) => {
      const phone = await openPhone('1001', { network, sip: { port: 8999 }, registers: false });
      await saysWhy(phone, 'port-closed', '接続を受け付けていません', ':8999/ws');
    });
  }

  test('[15] a name that does not resolve', async ({ openPhone }) => {
    const phone = await openPhone('1001', { network: 'internet', sip: { domain: 'pbx.invalid' }, registers: false });
    await saysWhy(phone, 'host-unknown', '名前が見つかりません', 'wss://pbx.invalid:8089/ws');
  });

  test('[15] a server that answers nothing', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    proxy.blackHole();
    const phone = await openPhone('1001', { through: proxy, registers: false });
    await saysWhy(phone, 'server-silent', '応答がありません', `:${proxy.port}/ws`);
  });

  test('[15] a path that is no WebSocket', async ({ openPhone }) => {
    const phone = await openPhone('1001', { sip: { path: '/elsewhere' }, registers: false });
    await saysWhy(phone, 'websocket-refused', 'WebSocket を受け付けません', '/elsewhere');
  });

  test('[15] a VPN account on an https page: said, and not tried again', async ({ openPhone, host }) => {
    const phone = await openPhone('1001', {
      sip: { domain: 'pbx.example' },
      address: HTTPS_PAGE,
      prepare: (page) => servedFrom(page, host.origin),
      registers: false,
      mayLog: REFUSED,
    });
    await saysWhy(phone, 'mixed-content', 'VPN の電話に接続できません', 'ws://pbx.example:8088/ws');
    expect((await phone.snapshot()).line.state).toBe('refused');
    expect(await phone.errorCodes()).toEqual(['mixed-content']);
  });

  test('[15] Local Network Access refused; once it is allowed the phone registers by itself', async ({ openPhone, host, asterisk }) => {
    const phone = await openPhone('1001', { address: HTTPS_PAGE, prepare: (page) => servedFrom(page, host.origin), registers: false, mayLog: REFUSED });
    await saysWhy(phone, 'local-network-refused', '社内ネットワークへの接続が許可されていません', asterisk.wsUrl);
    await phone.page.context().grantPermissions(['microphone', 'local-network-access']);
    await phone.lineIs('registered');
    await expect(phone.softphone.getByRole('alert')).toBeHidden();
  });

  test('[15] a Content-Security-Policy that does not name the server: said, and not tried again', async ({ openPhone, host, asterisk }) => {
    const phone = await openPhone('1001', {
      address: HTTPS_PAGE,
      prepare: (page) => servedFrom(page, host.origin, { 'content-security-policy': "connect-src 'self'" }),
      registers: false,
      mayLog: REFUSED,
    });
    await saysWhy(phone, 'policy-refused', '禁じられています', asterisk.wsUrl);
    expect((await phone.snapshot()).line.state).toBe('refused');
  });
});

test('[15] a computer without a network', async ({ browser, openPhone }) => {
  const page = await browser.newPage();
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false);
  await page.close();
  const phone = await openPhone('1001', { network: 'internet', sip: { domain: 'pbx.example' }, registers: false });
  await expect.poll(async () => (await phone.snapshot()).line.reason, { timeout: FOUND_MS }).toBe('network-offline');
  await expect(phone.softphone.getByRole('alert')).toContainText('ネットワークにつながっていません');
});
