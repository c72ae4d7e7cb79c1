import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './people.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Labels of API.md that are in view while idle and while talking. */
const LABELS = {
  ja: {
    number: '電話番号',
    call: '発信',
    status: 'ステータス',
    available: '待機中',
    hold: '保留',
    mute: 'ミュート',
    hangUp: '切断',
    keypad: 'ダイヤルパッド',
    devices: 'デバイス設定',
    answer: '応答',
    reject: '拒否',
  },
  en: {
    number: 'Phone number',
    call: 'Call',
    status: 'Status',
    available: 'Available',
    hold: 'Hold',
    mute: 'Mute',
    hangUp: 'Hang up',
    keypad: 'Keypad',
    devices: 'Devices',
    answer: 'Answer',
    reject: 'Reject',
  },
  vi: {
    number: 'Số điện thoại',
    call: 'Gọi',
    status: 'Trạng thái',
    available: 'Sẵn sàng',
    hold: 'Giữ máy',
    mute: 'Tắt tiếng',
    hangUp: 'Kết thúc',
    keypad: 'Bàn phím số',
    devices: 'Thiết bị',
    answer: 'Trả lời',
    reject: 'Từ chối',
  },
} as const;

interface Violation {
  id: string;
  nodes: { target: unknown; failureSummary?: string }[];
}

/** WCAG 2.2 A and AA, the whole page with its widgets. Evaluated as a script of the test, so that the page's CSP does not matter. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } };
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary ?? ''}`));
}

for (const locale of ['ja', 'en', 'vi'] as const) {
  test(`labels in ${locale}: idle, ringing and talking`, async ({ people }) => {
    const words = LABELS[locale];
    const agent = await people.arrives('1001', { path: `/text-service/?credential=demo-1001&locale=${locale}` });
    const customer = await people.arrives('2001');
    await expect(agent.page.locator('html')).toHaveAttribute('lang', locale);
    await expect(agent.softphone.getByRole('textbox', { name: words.number, exact: true })).toBeVisible();
    await expect(agent.button(words.call)).toBeVisible();
    await expect(agent.status.getByRole('button', { name: words.status, exact: true })).toHaveAccessibleDescription(new RegExp(words.available));

    await customer.dials('1001');
    await expect(agent.popup.getByRole('button', { name: words.reject, exact: true })).toBeVisible();
    await agent.popup.getByRole('button', { name: words.answer, exact: true }).click();
    for (const label of [words.hold, words.mute, words.hangUp, words.keypad, words.devices]) await expect(agent.button(label)).toBeVisible();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: follows the system, and axe finds nothing while idle, ringing and talking`, async ({ people }) => {
    const agent = await people.arrives('1001', { colorScheme, reducedMotion: 'reduce' });
    const customer = await people.arrives('2001', { colorScheme, reducedMotion: 'reduce' });
    const ground = await agent.softphone.evaluate(
      (element) => getComputedStyle(element.shadowRoot!.querySelector('*')!).color + getComputedStyle(element).colorScheme,
    );
    expect(ground).toBeTruthy();
    expect(await violations(agent.page)).toEqual([]);
    expect(await violations(customer.page)).toEqual([]);

    await customer.dials('700');
    await expect(agent.popup.getByRole('button', { name: '応答', exact: true })).toBeVisible();
    expect(await violations(agent.page)).toEqual([]);
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await expect(agent.button('保留')).toBeVisible();
    expect(await violations(agent.page)).toEqual([]);
  });
}

test('the pages fit 320 px without scrolling sideways', { tag: '@firefox' }, async ({ people }) => {
  for (const extension of ['1001', '1002', '2001'] as const) {
    const person = await people.arrives(extension, { viewport: { width: 320, height: 640 } });
    await expect(person.numberField).toBeVisible();
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});

test('the start page says what to open, in three languages', async ({ people, demo, browser }) => {
  expect(people).toBeDefined();
  const page = await browser.newPage({ baseURL: demo.url });
  for (const [locale, words] of [
    ['ja', 'マイクが必要です'],
    ['en', 'need a microphone'],
    ['vi', 'cần micrô'],
  ] as const) {
    await page.goto(`/?locale=${locale}`);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByRole('link', { name: /1001/ })).toHaveAttribute('href', `/text-service/?credential=demo-1001&locale=${locale}`);
    await expect(page.getByRole('link', { name: /1002/ })).toHaveAttribute('href', `/crm/?credential=demo-1002&locale=${locale}`);
    await expect(page.getByRole('link', { name: /2001/ })).toHaveAttribute('href', `/customer/?credential=demo-2001&locale=${locale}`);
    expect(await violations(page)).toEqual([]);
  }
  await page.close();
});

test('with `launcher` the softphone is a button and opens from it', async ({ people }) => {
  const customer = await people.arrives('2001');
  await customer.softphone.evaluate((element) => element.setAttribute('launcher', ''));
  await expect(customer.numberField).toBeHidden();
  await customer.softphone.getByRole('button').first().click();
  await expect(customer.numberField).toBeVisible();
});

test('the policy forbids inline script and style, and nothing on the pages needs them', { tag: '@firefox' }, async ({ people, demo, request }) => {
  for (const path of ['/', '/text-service/', '/crm/', '/customer/']) {
    const policy = (await request.get(new URL(path, demo.url).href)).headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("script-src 'self'");
    expect(policy, path).toContain("style-src 'self'");
    expect(policy, path).not.toContain('unsafe');
  }
  // A violation is a console error, which the fixture refuses.
  await people.arrives('1001');
  await people.arrives('1002');
});
