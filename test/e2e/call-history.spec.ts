import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import type { CallDocument, Demo } from '../../demo/start.mjs';
import { expect, test, type Person } from './people.js';

/** Calls of a queue of G01, one a minute, newest first; the oldest is from `count` minutes ago. */
function tellPast(demo: Demo, count: number, change: Partial<CallDocument> = {}): void {
  for (let age = count; age > 0; age--) {
    const startedAt = Date.now() - age * 60_000;
    demo.pbx.callEvents.publish({
      linkedId: `past-${age}-${change.groupCode ?? 'G01'}`,
      direction: 'in',
      kind: 'acd',
      caller: { number: `0312${String(age).padStart(6, '0')}`, name: '' },
      called: { number: '700', name: '' },
      groupCode: 'G01',
      groupName: 'グループ01',
      queue: '700',
      extensions: ['1900'],
      callIds: [],
      state: 'ended',
      startedAt,
      answeredAt: startedAt + 1000,
      endedAt: startedAt + 31_000,
      answeredBy: '1900',
      cause: 16,
      ...change,
    });
  }
}

const historyOf = (agent: Person): Locator => agent.page.locator('it-call-history');
const rowsOf = (agent: Person): Locator => historyOf(agent).locator('[role=row].call');

test.describe('call history', () => {
  test('shows calls of the own groups alone, live, and gives the way back: call and contact', async ({ people, demo }) => {
    tellPast(demo, 3);
    tellPast(demo, 3, { groupCode: 'G02', groupName: 'グループ02', extensions: ['1003'] });
    const agent = await people.arrives('1001');
    await expect(rowsOf(agent).filter({ hasText: '0312000001' }).first()).toContainText('グループ01');
    await expect(historyOf(agent)).not.toContainText('グループ02');

    const customer = await people.arrives('2001');
    await customer.dials('700');
    await expect(rowsOf(agent).first()).toContainText('呼出中');
    await expect(rowsOf(agent).first()).toContainText('09012345678');
    await customer.button('切断').click();
    await expect(rowsOf(agent).first()).toContainText('不在');

    await rowsOf(agent).first().hover();
    await historyOf(agent)
      .getByRole('button', { name: /^顧客情報を表示/ })
      .first()
      .click();
    await expect.poll(async () => (await agent.heardEvents('it-contact-pop')).map(({ detail }) => detail['number'])).toEqual(['09012345678']);
    await expect(agent.page.getByRole('heading', { name: /山田太郎/ })).toBeVisible();
    await rowsOf(agent)
      .first()
      .getByRole('button', { name: /に発信$/ })
      .click();
    await customer.reaches('ringing');
    expect((await agent.call())?.peer.number).toBe('09012345678');
  });

  test('an internal call is in the history of both extensions', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    await agent.dials('1002');
    await colleague.reaches('ringing');
    for (const person of [agent, colleague]) await expect(rowsOf(person).first()).toContainText('内線');
  });

  test('10,000 calls: pages are read as the reader goes, and the export holds all of them as a file that a spreadsheet opens', async ({ people, demo }) => {
    test.slow();
    tellPast(demo, 10_000);
    const pages: string[] = [];
    const agent = await people.arrives('1001', {
      prepare: async (page) => void page.on('request', (request) => request.url().includes('/live/history') && pages.push(request.url())),
    });
    await expect(rowsOf(agent).first()).toBeVisible();
    expect(pages).toHaveLength(1);
    expect(await rowsOf(agent).count()).toBeLessThan(60);
    await historyOf(agent)
      .locator('.scroller')
      .evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight));
    await expect.poll(() => pages.length).toBe(2);

    const [download] = await Promise.all([
      agent.page.waitForEvent('download', { timeout: 60_000 }),
      historyOf(agent).getByRole('button', { name: 'CSV出力', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^通話履歴-[\d-]+\.csv$/);
    const file = await readFile(await download.path(), 'utf8');
    const lines = file.split('\r\n');
    expect(lines[0]).toBe('\ufeff"日時","グループ名","発信者","発信番号","種別","通話先","通話時間","通話状態"');
    expect(lines.length).toBeGreaterThanOrEqual(10_000);
    expect(lines.find((line) => line.includes('"0312'))).toMatch(
      /^"\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d","グループ01","","0312\d{6}","入電","700","00:30","通話済み"$/,
    );

    // Back to the newest, by keyboard and wheel, without a long task.
    await agent.page.evaluate(() => {
      const long: number[] = [];
      Object.assign(window, { long });
      new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    });
    for (const part of [0.9, 0.5, 0.2, 0]) {
      await historyOf(agent)
        .locator('.scroller')
        .evaluate((scroller, at) => (scroller.scrollTop = at * scroller.scrollHeight), part);
      await expect(rowsOf(agent).first()).toBeVisible();
    }
    const long = await agent.page.evaluate(() => (window as unknown as { long: number[] }).long);
    test.info().annotations.push({ type: 'long tasks', description: JSON.stringify(long) });
    expect(Math.max(0, ...long)).toBeLessThan(200);
  });

  test('a tenant without telephony is told why there is none', async ({ people }) => {
    const agent = await people.arrives('1001', { path: '/crm/?credential=demo-crm', registers: false });
    await expect(historyOf(agent).getByRole('alert')).toContainText('no-telephony');
  });
});
