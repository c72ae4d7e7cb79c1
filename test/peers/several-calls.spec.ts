import { HOLD_MUSIC_HZ } from '../../demo/asterisk/hold-music.mjs';
import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test, type PagePhone, type PhoneOptions } from './phones.js';

const WAITING: PhoneOptions = { config: { phone: { callWaiting: true } } };

async function phases(phone: PagePhone): Promise<string[]> {
  return (await phone.snapshot()).calls.map(({ phase }) => phase);
}

test.describe('a second call', () => {
  test('[24] is busy by policy, and the talk goes on untouched', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    const customer = await openPhone('2001');
    await colleague.dials('1001');
    await agent.answers();
    await agent.reaches('active');
    await customer.dials('1001');
    expect(await customer.sawEnd()).toMatchObject({ reason: 'busy', code: 486 });
    expect(await phases(agent)).toEqual(['active']);
    await Promise.all([expectHears(agent.page, colleague.tone), expectHears(colleague.page, agent.tone)]);
    await agent.hangsUp();
  });

  test('[24] waits, is shown and announced, leaves the talk untouched, is answered with the first on hold, and the two are swapped', async ({
    openPhone,
    asterisk,
  }) => {
    const agent = await openPhone('1001', WAITING);
    const colleague = await openPhone('1003');
    const customer = await openPhone('2001');
    await colleague.dials('1001');
    await agent.answers();
    await agent.reaches('active');
    await customer.dials('1001');
    await agent.reaches('ringing');
    await expect(agent.softphone.getByRole('region', { name: '着信' }).getByText('09012345678')).toBeVisible();
    await expect(agent.softphone.getByRole('region', { name: '着信' }).locator('[aria-live=assertive]')).toBeVisible();
    await Promise.all([expectHears(agent.page, colleague.tone), expectHears(colleague.page, agent.tone)]);

    await agent.button('応答').click();
    await agent.reaches('active');
    await asterisk.expectChannelsOf('1001', '1001', '1003', '2001');
    await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone), expectHears(colleague.page, HOLD_MUSIC_HZ)]);
    await Promise.all([expectSilence(agent.page, colleague.tone), expectSilence(colleague.page, agent.tone)]);

    await agent.button('保留解除').click();
    await Promise.all([expectHears(agent.page, colleague.tone), expectHears(colleague.page, agent.tone), expectHears(customer.page, HOLD_MUSIC_HZ)]);
    await expectSilence(agent.page, customer.tone);

    await agent.hangsUp();
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    await agent.button('保留解除').click();
    await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
    await customer.hangsUp();
    await asterisk.expectChannelsOf();
  });

  test('[24] that waits is rejected, or given up, and the first goes on', async ({ openPhone }) => {
    const agent = await openPhone('1001', WAITING);
    const colleague = await openPhone('1003');
    const customer = await openPhone('2001');
    await colleague.dials('1001');
    await agent.answers();
    await agent.reaches('active');
    await customer.dials('1001');
    await agent.button('拒否').click();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'busy', code: 486 });
    await customer.dials('1001');
    await agent.reaches('ringing');
    await customer.hangsUp();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'cancelled', side: 'remote' });
    await Promise.all([expectHears(agent.page, colleague.tone), expectHears(colleague.page, agent.tone)]);
    await agent.hangsUp();
  });
});

test.describe('a directed pick-up', () => {
  test('takes the call that rings at a colleague, who is not told of a missed one; caller and name are shown', async ({ openPhone, asterisk }) => {
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    const customer = await openPhone('2001');
    await customer.dials('1003');
    await colleague.reaches('ringing');
    await agent.page.evaluate(() => document.querySelector('it-provider')!.phone.pickUp('1003'));
    await agent.reaches('active');
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'answered-elsewhere', side: 'remote' });
    await asterisk.expectChannelsOf('1001', '2001');
    await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
    await expect.poll(async () => (await agent.call())?.peer.number).toBe('09012345678');
    await expect.poll(async () => (await customer.call())?.peer).toEqual({ number: '1001', name: 'Agent 1001' });
    await agent.hangsUp();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('where nothing rings says that there is no such call', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    await agent.page.evaluate(() => document.querySelector('it-provider')!.phone.pickUp('1003'));
    expect(await agent.sawEnd()).toMatchObject({ side: 'remote' });
  });
});

test.describe('the last number', () => {
  test('is dialled again by its button, and is named where the host knows whose it is', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    const customer = await openPhone('2001');
    await agent.page.evaluate(() => {
      document.querySelector('it-provider')!.resolveContact = (number) => Promise.resolve(number === '09012345678' ? { id: '1', name: '山田太郎' } : null);
    });
    await agent.dials('０９０-1234-5678');
    await customer.popup.getByRole('button', { name: '拒否', exact: true }).click();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'busy', side: 'remote' });
    await agent.button('かけ直す').click();
    await customer.answers();
    await agent.reaches('active');
    await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
    await agent.hangsUp();
    await agent.button('通話結果を閉じる').click();
    await agent.button('直前の番号').click();
    await expect(agent.softphone.getByText('山田太郎 様', { exact: true })).toBeVisible();
    expect((await agent.snapshot()).dialled).toEqual(['09012345678']);
  });
});
