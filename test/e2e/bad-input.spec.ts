import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../gate/chromium.mjs';
import type { ItConfig } from '../../src/config/config.js';
import { expect, test, type Person } from './people.js';

type Draft = { -readonly [Key in keyof ItConfig]: ItConfig[Key] };

/** The server's configuration as this test wants it. */
function withConfig(change: (config: Draft) => void): (page: Page) => Promise<unknown> {
  return (page) =>
    page.route('**/text-service/session', async (route) => {
      const response = await route.fetch();
      const config = (await response.json()) as Draft;
      change(config);
      await route.fulfill({ response, json: config });
    });
}

/** The rest of the widgets and of the page goes on working: status can be changed, contacts can be read. */
async function everythingElseWorks(agent: Person): Promise<void> {
  const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
  await button.click();
  await agent.status.getByRole('menuitemradio', { name: 'ワーク', exact: true }).click();
  await expect(button).toHaveAccessibleDescription(/ワーク/);
  await pageWorks(agent);
}

async function pageWorks(agent: Person): Promise<void> {
  await agent.page.getByRole('navigation').getByRole('button', { name: '山田太郎' }).click();
  await expect(agent.page.getByRole('main').getByRole('heading', { name: /山田太郎/ })).toBeVisible();
}

test.describe('bad input is named, drawn where it belongs, and told to the host', () => {
  test('a configuration that lacks a field: config-invalid, naming the field', async ({ people }) => {
    const agent = await people.arrives('1001', {
      registers: false,
      prepare: withConfig((config) => {
        config.contract = { customerId: 'C0001' } as ItConfig['contract'];
      }),
    });
    await expect(agent.softphone.getByRole('alert')).toContainText('contract.agreementId');
    const errors = await agent.heardEvents('it-error');
    expect(errors.map(({ detail }) => [detail.code, detail['field']])).toEqual([['config-invalid', 'contract.agreementId']]);
    await pageWorks(agent);
  });

  test('no softphone licence: not-licensed, status and contacts stay', async ({ people }) => {
    const agent = await people.arrives('1001', { registers: false, prepare: withConfig((config) => (config.licenses = [])) });
    await expect(agent.softphone.getByRole('alert')).toBeVisible();
    await expect(agent.numberField).toBeHidden();
    expect(await agent.errorCodes()).toContain('not-licensed');
    await everythingElseWorks(agent);
  });

  test('an account without telephony: no-telephony, said once in the softphone', async ({ people }) => {
    const agent = await people.arrives('1001', { registers: false, path: '/text-service/?credential=demo-crm' });
    await expect(agent.softphone.getByRole('alert')).toBeVisible();
    expect(await agent.errorCodes()).toContain('no-telephony');
    await expect(agent.page.getByRole('button', { name: 'サインアウト' })).toBeVisible();
  });

  test('a wrong SIP password: wrong-credentials', async ({ people }) => {
    const agent = await people.arrives('1001', {
      registers: false,
      prepare: withConfig((config) => (config.sip = { ...config.sip!, password: 'wrong' })),
    });
    await agent.isOnLine('refused');
    expect((await agent.phone()).line.reason).toBe('wrong-credentials');
    await expect(agent.softphone.getByRole('alert')).toBeVisible();
    expect(await agent.errorCodes()).toEqual(['wrong-credentials']);
    expect(JSON.stringify(await agent.heardEvents())).not.toContain('"wrong"');
    await everythingElseWorks(agent);
  });

  for (const [what, number] of [
    ['the number 100%', '100%'],
    ['no number at all', ''],
  ] as const) {
    test(`${what}: number-invalid, and a right one then rings`, async ({ people }) => {
      const agent = await people.arrives('1001');
      const colleague = await people.arrives('1002');
      await agent.dials(number);
      await expect(agent.softphone.getByRole('alert')).toBeVisible();
      expect(await agent.errorCodes()).toEqual(['number-invalid']);
      expect((await agent.phone()).calls).toEqual([]);

      await agent.dials('1002');
      await colleague.reaches('ringing');
      await expect(agent.softphone.getByRole('alert')).toBeHidden();
    });
  }

  test('a microphone that was refused: dialling makes no call, an answered call rings on', async ({ people }) => {
    const refusing = await launch((flags) => flags.map((flag) => (flag === '--use-fake-ui-for-media-stream' ? `${flag}=deny` : flag)));
    const agent = await people.arrives('1001', { tone: false, browser: refusing, permissions: [] });
    const colleague = await people.arrives('1002');
    await agent.dials('1002');
    await expect(agent.softphone.getByRole('alert')).toBeVisible();
    expect(await agent.errorCodes()).toEqual(['microphone-denied']);
    expect((await agent.phone()).calls).toEqual([]);

    await colleague.dials('1001');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await expect(agent.popup.getByRole('alert')).toBeVisible();
    await agent.reaches('ringing');
    expect(await agent.errorCodes()).toEqual(['microphone-denied', 'microphone-denied']);
    await agent.popup.getByRole('button', { name: '拒否', exact: true }).click();
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'busy' });
    await everythingElseWorks(agent);
  });

  test('no microphone at all: microphone-missing', async ({ people }) => {
    const bare = await launch((flags) => flags.filter((flag) => !flag.includes('fake-device')));
    const agent = await people.arrives('1001', { tone: false, browser: bare });
    await agent.dials('1002');
    await expect(agent.softphone.getByRole('alert')).toBeVisible();
    expect(await agent.errorCodes()).toEqual(['microphone-missing']);
    expect((await agent.phone()).calls).toEqual([]);
    await everythingElseWorks(agent);
  });

  test('commands reject with the same codes that the host hears', async ({ people }) => {
    const agent = await people.arrives('1001');
    const codes = await agent.page.evaluate(async () => {
      const { phone } = document.querySelector('it-provider')!;
      const softphone = document.querySelector('it-softphone') as unknown as typeof phone;
      const outcomes = [phone.dial('100%'), softphone.dial('100%'), phone.answer(), phone.hangUp('nobody'), phone.setHold(true), phone.sendTones('?')];
      return Promise.all(
        outcomes.map((outcome) =>
          outcome.then(
            () => 'resolved',
            (error: { code: string }) => error.code,
          ),
        ),
      );
    });
    expect(codes).toEqual(['number-invalid', 'number-invalid', 'no-such-call', 'no-such-call', 'no-such-call', 'no-such-call']);
  });
});

/** A browser with other flags than the tests' own. */
async function launch(change: (flags: readonly string[]) => string[]): Promise<Browser> {
  const executablePath = await findChromium();
  return chromium.launch({ args: change(CHROMIUM_FLAGS), ...(executablePath !== undefined && { executablePath }) });
}
