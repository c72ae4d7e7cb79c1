import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test, TONES } from './people.js';

test.describe('a customer calls the queue', () => {
  test('1001 answers in the pop-up, the contact record appears in the page, and both hear each other', { tag: '@firefox' }, async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    const record = agent.page.getByRole('main').getByRole('heading', { name: /山田太郎/ });

    await customer.dials('700');
    await expect(agent.popup.getByText('山田太郎')).toBeVisible();
    await expect(agent.popup.getByText('09012345678')).toBeVisible();
    await expect(record).toBeHidden();
    expect((await agent.call())?.kind).toBe('acd');

    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await agent.reaches('active');
    await customer.reaches('active');
    await expect(record).toBeVisible();
    expect(agent.page.context().pages()).toHaveLength(1);
    const pops = await agent.heardEvents('it-contact-pop');
    expect(pops.map(({ detail }) => detail['number'])).toEqual(['09012345678']);

    await expectHears(agent.page, TONES['2001']);
    await expectHears(customer.page, TONES['1001']);
  });

  test('1002, who did not answer, sees "answered elsewhere" and nothing missed', async ({ people }) => {
    const agent = await people.arrives('1001');
    const colleague = await people.arrives('1002');
    const customer = await people.arrives('2001');

    await customer.dials('700');
    await colleague.reaches('ringing');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();

    expect(await colleague.sawEnd()).toMatchObject({ reason: 'answered-elsewhere', side: 'remote' });
    await expect(colleague.softphone.getByText('他の担当者が応答しました')).toBeVisible();
    await expect(colleague.popup.getByRole('button', { name: '応答', exact: true })).toBeHidden();
    expect(await colleague.heardEvents('it-contact-pop')).toEqual([]);
  });

  test('both agents ring with their own status, and only agents of the group do', async ({ people }) => {
    const agent = await people.arrives('1001');
    const other = await people.arrives('1002', { path: '/crm/?credential=demo-1003' });
    const customer = await people.arrives('2001');

    await customer.dials('700');
    await agent.reaches('ringing');
    await customer.reaches('ringing');
    expect((await other.phone()).calls).toEqual([]);
  });

  test('hold takes the tone away and resume brings it back, on both sides', { tag: '@firefox' }, async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('700');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await expectHears(customer.page, TONES['1001']);

    await agent.button('保留').click();
    await expect(agent.button('保留解除')).toBeVisible();
    await expectSilence(customer.page, TONES['1001']);
    await expectSilence(agent.page, TONES['2001']);
    await expect.poll(async () => (await customer.call())?.hold).toEqual({ local: false, remote: true });

    await agent.button('保留解除').click();
    await expect(agent.button('保留')).toBeVisible();
    await expectHears(customer.page, TONES['1001']);
    await expectHears(agent.page, TONES['2001']);
  });

  test('mute takes only the own voice away', { tag: '@firefox' }, async ({ people }) => {
    const agent = await people.arrives('1001');
    const customer = await people.arrives('2001');
    await customer.dials('700');
    await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
    await expectHears(customer.page, TONES['1001']);

    await agent.button('ミュート').click();
    await expectSilence(customer.page, TONES['1001']);
    await expectHears(agent.page, TONES['2001']);

    await agent.button('ミュート解除').click();
    await expectHears(customer.page, TONES['1001']);
  });

  for (const [who, side] of [
    ['the agent', 'local'],
    ['the customer', 'remote'],
  ] as const) {
    test(`${who} hangs up: the call ends for both, and the agent sees who ended it`, async ({ people }) => {
      const agent = await people.arrives('1001');
      const customer = await people.arrives('2001');
      await customer.dials('700');
      await agent.popup.getByRole('button', { name: '応答', exact: true }).click();
      await customer.reaches('active');
      await agent.reaches('active');
      // A queue takes its call back from who answered second within half a second.
      await expectHears(agent.page, TONES['2001']);

      await (side === 'local' ? agent : customer).button('切断').click();
      expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side, code: 16 });
      expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: side === 'local' ? 'remote' : 'local' });
      expect((await agent.phone()).activeCallId).toBeUndefined();
    });
  }
});
