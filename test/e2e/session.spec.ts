import { expect, test } from './people.js';

test.describe('signing in and out', () => {
  test('the credential is gone from the address before the first request of the page, and from its history', async ({ people }) => {
    const asked: { url: string; shown: string; referer: string | undefined }[] = [];
    const agent = await people.arrives('1001', {
      path: '/text-service/?credential=demo-1001&locale=ja',
      prepare: async (page) => {
        page.on('request', (request) => {
          if (request.resourceType() === 'fetch' || request.resourceType() === 'xhr' || request.resourceType() === 'eventsource') {
            asked.push({ url: request.url(), shown: page.url(), referer: request.headers()['referer'] });
          }
        });
      },
    });
    expect(new URL(agent.page.url()).search).toBe('?locale=ja');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ url, shown, referer }) => [url, shown, referer ?? ''].some((text) => text.includes('credential')))).toEqual([]);
    expect(await agent.page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
  });

  test('a reload signs in by the cookie, without a credential', async ({ people }) => {
    const agent = await people.arrives('1001');
    const cookies = await agent.page.context().cookies();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatchObject({ path: '/text-service', httpOnly: true, sameSite: 'Lax' });

    const bodies: (string | null)[] = [];
    agent.page.on('request', (request) => request.url().endsWith('/session') && bodies.push(request.postData()));
    await agent.page.reload();
    await agent.isOnLine();
    expect(bodies).toEqual(['{}']);
    await expect(agent.page.getByText('1001').first()).toBeVisible();
  });

  test('without cookie and credential there is a login form; a demo account signs in', async ({ people }) => {
    people.mayLog(/401/);
    const agent = await people.arrives('1001', { path: '/text-service/', registers: false });
    await expect(agent.page.getByRole('alert')).toBeHidden();
    await agent.page.getByRole('button', { name: /^1001/ }).click();
    await agent.isOnLine();
    await expect(agent.softphone).toHaveCount(1);
    await expect(agent.popup).toHaveCount(1);
    await expect(agent.page.locator('it-provider')).toHaveCount(1);
  });

  test('a wrong credential is refused in words, with it-error, and the right one then works', async ({ people }) => {
    people.mayLog(/401|403/);
    const agent = await people.arrives('1001', { path: '/text-service/?credential=wrong', registers: false });
    await expect(agent.page.getByRole('alert').first()).toBeVisible();
    expect(await agent.errorCodes()).toEqual(['sign-in-failed']);
    await agent.page.getByRole('textbox', { name: 'クレデンシャル' }).fill('demo-1001');
    await agent.page.getByRole('button', { name: 'サインイン', exact: true }).click();
    await agent.isOnLine();
  });

  test('signOut ends the call, unregisters, and forgets the session', async ({ people }) => {
    people.mayLog(/401/);
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    await agent.dials('1002');
    await colleague.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');

    await agent.page.getByRole('button', { name: 'サインアウト' }).click();
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    await expect(agent.page.getByRole('button', { name: 'サインイン', exact: true })).toBeVisible();
    expect(await agent.page.context().cookies()).toEqual([]);
    expect(await agent.page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);

    await colleague.dials('1001');
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'unavailable', code: 480 });

    await agent.page.reload();
    await expect(agent.page.getByRole('button', { name: 'サインイン', exact: true })).toBeVisible();
  });

  test('two agents in one browser do not meet: each page has its own cookie', async ({ people, context: _own }) => {
    const agent = await people.arrives('1001');
    const beside = await agent.page.context().newPage();
    await beside.goto('/crm/?credential=demo-1002');
    await expect.poll(() => beside.evaluate(() => document.querySelector('it-provider')?.account?.snapshot.extension)).toBe('1002');
    await agent.page.reload();
    await agent.isOnLine();
    expect(await agent.page.evaluate(() => document.querySelector('it-provider')!.account.snapshot.extension)).toBe('1001');
    expect((await agent.page.context().cookies()).map(({ path }) => path).sort()).toEqual(['/crm', '/text-service']);
  });

  test('a session that is over is renewed in place: the page comes back as it was, and the call goes on', async ({ people }) => {
    people.mayLog(/401/);
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    const { page } = agent;
    // 自動ワーク of an earlier test takes no customer.
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription('待機中', { timeout: 15_000 });
    await page.getByRole('button', { name: '山田太郎', exact: true }).click();
    await page.getByRole('textbox', { name: '対応中のメモ' }).fill('折り返しの約束');
    await customer.dials('1001');
    await agent.button('応答').click();
    await agent.reaches('active');
    expect(await page.evaluate(async () => (await fetch('/text-service/session', { method: 'DELETE' })).status)).toBe(204);

    await agent.popup.getByRole('button', { name: '顧客情報を表示' }).click();
    await expect(page.getByText('セッションの期限が切れました')).toBeVisible();
    expect((await agent.call())?.phase).toBe('active');
    await page.getByRole('button', { name: /^1001/ }).click();
    await expect(page.getByText('セッションの期限が切れました')).toBeHidden();
    expect((await agent.call())?.phase).toBe('active');
    await expect(page.getByRole('textbox', { name: '対応中のメモ' })).toHaveValue('折り返しの約束');
    await customer.button('切断').click();
    await agent.reaches('ended');
  });

  test('a reload comes back to the record that was shown', async ({ people }) => {
    const agent = await people.arrives('1001');
    await agent.page.getByRole('button', { name: '山田太郎', exact: true }).click();
    await expect(agent.page.getByRole('heading', { name: /山田太郎/ })).toBeVisible();
    await agent.page.reload();
    await expect(agent.page.getByRole('heading', { name: /山田太郎/ })).toBeVisible();
  });
});
