import { expect, test, type Person } from './people.js';

async function choose(agent: Person, label: string): Promise<void> {
  await agent.status.getByRole('button', { name: 'ステータス', exact: true }).click();
  await agent.status.getByRole('menuitemradio', { name: label, exact: true }).click();
}

test.describe('agent status', () => {
  test('離席 refuses the customer and takes a colleague', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    const customer = await people.arrives('2001');
    await choose(agent, '離席');
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription(/離席/);

    await customer.dials('1001');
    expect(await customer.sawEnd()).toMatchObject({ reason: 'busy', side: 'remote', code: 486 });
    expect((await agent.phone()).calls).toEqual([]);

    await colleague.dials('1001');
    await agent.reaches('ringing');
    expect((await agent.call())?.kind).toBe('internal');
  });

  test('離席 takes the agent out of the queue, 待機中 brings them back', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    const customer = await people.arrives('2001');
    await choose(agent, '離席');
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription(/離席/);
    await customer.dials('700');
    await colleague.reaches('ringing');
    expect((await agent.phone()).calls).toEqual([]);
    await customer.button('切断').click();
    await colleague.reaches('ended');

    await choose(agent, '待機中');
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription(/待機中/);
    await customer.dials('700');
    await agent.reaches('ringing');
  });

  test('says "changing…" until the server confirmed', async ({ people }) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const agent = await people.arrives('1001', {
      prepare: (page) =>
        page.route('**/text-service/**', async (route) => {
          if (route.request().method() === 'POST' && !route.request().url().endsWith('/session')) await held;
          await route.continue();
        }),
    });
    const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
    await expect(button).toHaveAccessibleDescription(/待機中/);
    await choose(agent, 'ワーク');
    await expect(agent.status.getByText('変更中')).toBeVisible();
    await expect(button).not.toHaveAccessibleDescription(/^ワーク/);
    release();
    await expect(button).toHaveAccessibleDescription(/ワーク/);
    await expect(agent.status.getByText('変更中')).toBeHidden();
    expect((await agent.heardEvents('it-agent-status-change')).at(-1)?.detail['code']).toBe(2);
  });

  test('the menu offers 待機中, ワーク, 離席, ログオフ and marks the present one', async ({ people }) => {
    const agent = await people.arrives('1001');
    await agent.status.getByRole('button', { name: 'ステータス', exact: true }).click();
    const options = agent.status.getByRole('menuitemradio');
    await expect(options).toHaveText([/待機中/, /ワーク/, /離席/, /ログオフ/]);
    await expect(agent.status.getByRole('menuitemradio', { name: '待機中', exact: true })).toHaveAttribute('aria-checked', 'true');
    await agent.page.keyboard.press('Escape');
    await expect(options.first()).toBeHidden();
  });

  test('follows a call: ACD着信:呼出中, ACD着信:通話中, and back', async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
    await customer.dials('700');
    await expect(button).toHaveAccessibleDescription(/ACD着信:呼出中/);
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await expect(button).toHaveAccessibleDescription(/ACD着信:通話中/);
    await customer.button('切断').click();
    await agent.reaches('ended');
    await expect(button).toHaveAccessibleDescription(/待機中|自動ワーク/);
  });

  test('a status chosen in a call waits for its end, can be taken back, and a newer choice takes its place', { tag: '@firefox' }, async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('1001');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
    await expect(button).toHaveAccessibleDescription(/ACD以外着信:通話中/);
    const older = agent.page.evaluate(() =>
      document
        .querySelector('it-provider')!
        .agent.setStatus(3)
        .catch((error: { code: string }) => error.code),
    );
    await expect(button).toHaveAccessibleDescription('ACD以外着信:通話中 次: 離席');

    await choose(agent, 'ワーク');
    expect(await older).toBe('status-refused');
    await expect(button).toHaveAccessibleDescription('ACD以外着信:通話中 次: ワーク');
    await agent.status.getByRole('button', { name: '次のステータスを取り消し', exact: true }).click();
    await expect(button).toHaveAccessibleDescription('ACD以外着信:通話中');

    await choose(agent, '離席');
    await expect(button).toHaveAccessibleDescription('ACD以外着信:通話中 次: 離席');
    await customer.button('切断').click();
    await expect(button).toHaveAccessibleDescription('離席');
  });

  test('自動ワーク shows what is left of it', async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('700');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');
    await customer.button('切断').click();
    await expect(agent.status.getByRole('button', { name: 'ステータス', exact: true })).toHaveAccessibleDescription('自動ワーク');
    await expect(agent.status.getByText(/残り 00:(?:0\d|10)/)).toBeVisible();
    const { autoWorkEndsAt, since } = await agent.page.evaluate(() => document.querySelector('it-provider')!.agent.snapshot);
    expect(autoWorkEndsAt! - since!).toBe(10_000);
  });

  test('chosen offline: 変更中… and the old status until the server is back and has set it', async ({ people }) => {
    people.mayLog(/ERR_INTERNET_DISCONNECTED/);
    const agent = await people.arrives('1001');
    const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
    await choose(agent, '離席');
    await expect(button).toHaveAccessibleDescription('離席');
    await agent.page.context().setOffline(true);
    await choose(agent, '待機中');
    await expect(agent.status.getByText('待機中に変更中…')).toBeVisible();
    await expect(button).toHaveAccessibleDescription('離席 待機中に変更中…');
    const { chosen, code } = await agent.page.evaluate(() => document.querySelector('it-provider')!.agent.snapshot);
    expect([chosen, code]).toEqual([3, 3]);
    await agent.page.context().setOffline(false);
    await expect(button).toHaveAccessibleDescription('待機中');
    expect(await agent.errorCodes()).not.toContain('data-denied');
  });

  test('refused by the server: rolled back, and said', async ({ people }) => {
    people.mayLog(/403/);
    const agent = await people.arrives('1001', {
      prepare: (page) => page.route('**/live/status', (route) => route.fulfill({ status: 403, json: { code: 'data-denied', message: 'no' } })),
    });
    const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
    await expect(button).toHaveAccessibleDescription('待機中');
    await choose(agent, '離席');
    await expect(agent.status.getByRole('alert')).toContainText('data-denied');
    await expect(button).toHaveAccessibleDescription('待機中');
    expect(await agent.errorCodes()).toEqual(['data-denied']);
  });

  test('a server that does not see the call is shown as it is, with a word about it', async ({ people, demo }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('1001');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    const button = agent.status.getByRole('button', { name: 'ステータス', exact: true });
    await expect(button).toHaveAccessibleDescription('ACD以外着信:通話中');
    demo.pbx.agentStates.follow('1001', [], false);
    await expect(button).toHaveAccessibleDescription('待機中');
    await expect(agent.status.getByText('この電話では通話がありますが、サーバーの状態は変わっていません。')).toBeVisible();
    await agent.reaches('active');
    await customer.button('切断').click();
    await expect(agent.status.getByText('この電話では通話がありますが')).toBeHidden();
  });
});
