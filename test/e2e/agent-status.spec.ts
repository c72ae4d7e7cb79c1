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
});
