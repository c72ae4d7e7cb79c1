import { expect, test, type Person } from './people.js';

/** The call rings at 1002 and is given up, so that the next one finds the line free. */
async function rangAt(colleague: Person, agent: Person): Promise<void> {
  await colleague.reaches('ringing');
  expect(await colleague.call()).toMatchObject({ direction: 'in', kind: 'internal', peer: { number: '1001' } });
  await agent.button('切断').click();
  await colleague.reaches('ended');
}

test.describe('dialling', () => {
  test('by the pad: each key adds its character, 発信 calls', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    for (const key of '1002') await agent.button(key).click();
    await expect(agent.numberField).toHaveValue('1002');
    await agent.button('発信').click();
    await rangAt(colleague, agent);
  });

  test('by keyboard: typed and Enter', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    await agent.numberField.click();
    await agent.page.keyboard.type('1002');
    await agent.page.keyboard.press('Enter');
    await rangAt(colleague, agent);
  });

  test('by pasting full-width digits and dashes', async ({ people }) => {
    const agent = await people.arrives('1001', { permissions: ['microphone', 'clipboard-read', 'clipboard-write'] });
    const colleague = await people.arrives('1002');
    await agent.page.evaluate(() => navigator.clipboard.writeText('１０－０２'));
    await agent.numberField.click();
    await agent.page.keyboard.press('Control+V');
    await agent.button('発信').click();
    await rangAt(colleague, agent);
  });

  test('by a tel: link and by a tel-app link of the contact record; the page stays', async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await agent.page.getByRole('navigation').getByRole('button', { name: '山田太郎' }).click();
    const address = agent.page.url();

    for (const link of ['09012345678', 'この番号に電話する']) {
      await agent.page.getByRole('main').getByRole('link', { name: link, exact: true }).click();
      await customer.reaches('ringing');
      await agent.button('切断').click();
      await customer.reaches('ended');
    }
    expect(agent.page.url()).toBe(address);
  });

  test('a number that nobody has ends as "not found", in words', async ({ people }) => {
    const agent = await people.arrives('1001');
    await agent.dials('1999');
    expect(await agent.sawEnd()).toMatchObject({ reason: 'not-found', side: 'remote', code: 404 });
    await expect(agent.softphone.getByText('番号が見つかりません')).toBeVisible();
  });

  test('an extension that is not signed in ends as "unavailable"', async ({ people }) => {
    const agent = await people.arrives('1001');
    await agent.dials('1900');
    expect(await agent.sawEnd()).toMatchObject({ reason: 'unavailable', side: 'remote', code: 480 });
  });

  test('the caller gives up: both see a call that was cancelled, not one that failed', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    await agent.dials('1002');
    await colleague.reaches('ringing');
    await agent.button('切断').click();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'cancelled', side: 'local' });
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'cancelled', side: 'remote' });
  });

  test('a second call is dialled while the first is on hold; ending it gives the first one back', { tag: '@firefox' }, async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    const customer = await people.arrives('2001');
    await customer.dials('1001');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');
    const first = (await agent.call())?.id;

    await agent.button('保留').click();
    await expect(agent.button('保留解除')).toBeVisible();
    const second = await agent.page.evaluate(() => document.querySelector('it-provider')!.phone.dial('1002'));
    expect((await agent.phone()).activeCallId).toBe(second);
    await colleague.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');
    expect((await agent.phone()).calls.map(({ id, hold }) => [id, hold.local])).toEqual([
      [first, true],
      [second, false],
    ]);

    await colleague.button('切断').click();
    await expect.poll(async () => (await agent.phone()).activeCallId).toBe(first);
    await agent.button('保留解除').click();
    await expect.poll(async () => (await agent.phone()).calls[0]?.hold).toEqual({ local: false, remote: false });
  });
});
