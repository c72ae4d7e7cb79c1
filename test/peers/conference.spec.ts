import { HOLD_MUSIC_HZ } from '../../demo/asterisk/hold-music.mjs';
import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test, type PagePhone } from './phones.js';

/** The agent talks with the customer, then with the colleague, and makes one conversation of both. */
async function confer(customer: PagePhone, agent: PagePhone, colleague: PagePhone): Promise<void> {
  await customer.dials('1001');
  await agent.answers();
  await agent.reaches('active');
  await agent.button('通話を追加').click();
  await agent.dials('1003');
  await colleague.answers();
  await agent.reaches('active');
  await agent.button('三者通話').click();
  await expect(agent.softphone.getByText('全員が互いに聞こえます')).toBeVisible();
}

async function allHearEachOther(phones: readonly PagePhone[]): Promise<void> {
  await Promise.all(phones.flatMap((phone) => phones.filter((other) => other !== phone).map((other) => expectHears(phone.page, other.tone))));
}

test.describe('a conference of three', () => {
  test('lets each hear the other two and nobody themselves; mute, hold and tones work in it; a party taken out hears nothing more', async ({
    openPhone,
    asterisk,
  }) => {
    test.setTimeout(120_000);
    const customer = await openPhone('2001');
    const agent = await openPhone('1001', { network: 'internet' });
    const colleague = await openPhone('1003');
    await confer(customer, agent, colleague);
    await allHearEachOther([customer, agent, colleague]);
    await Promise.all([customer, colleague].map((phone) => expectSilence(phone.page, phone.tone)));
    expect((await agent.snapshot()).calls.map(({ conference }) => conference)).toEqual([true, true]);

    await agent.button('ミュート').click();
    await expect(agent.button('ミュート解除')).toBeVisible();
    await Promise.all([
      expectSilence(customer.page, agent.tone),
      expectSilence(colleague.page, agent.tone),
      expectHears(customer.page, colleague.tone),
      expectHears(colleague.page, customer.tone),
    ]);

    await agent.button('保留').click();
    await expect(agent.button('保留解除')).toBeVisible();
    await Promise.all([customer, colleague].map((phone) => expectHears(phone.page, HOLD_MUSIC_HZ, { limitMs: 25_000 })));
    await Promise.all([expectSilence(customer.page, colleague.tone), expectSilence(colleague.page, customer.tone)]);
    await agent.button('保留解除').click();
    await expect(agent.button('保留')).toBeVisible();
    // Mute outlives the hold.
    await Promise.all([expectHears(customer.page, colleague.tone), expectHears(colleague.page, customer.tone), expectSilence(customer.page, agent.tone)]);
    await agent.button('ミュート解除').click();
    await allHearEachOther([customer, agent, colleague]);

    const digit = asterisk.ami.waitFor(({ Event, Digit, Direction }) => Event === 'DTMFEnd' && Digit === '5' && Direction === 'Received', 10_000, 'the tone');
    await agent.page.evaluate(() => document.querySelector('it-provider')!.phone.sendTones('5'));
    expect((await digit)['Channel']).toContain('/1001');

    await agent.softphone.getByRole('button', { name: /Agent 1003.*を外す/ }).click();
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote', code: 16 });
    await expect(agent.button('転送')).toBeVisible();
    await Promise.all([expectHears(customer.page, agent.tone), expectHears(agent.page, customer.tone)]);
    await asterisk.expectChannelsOf('1001', '2001');
    await customer.hangsUp();
    await expect
      .poll(async () => (await agent.snapshot()).calls.map(({ end }) => end))
      .toEqual([
        { reason: 'hung-up', side: 'remote', code: 16 },
        { reason: 'hung-up', side: 'local', code: 16 },
      ]);
  });

  test('goes on as a call of two when a party hangs up, and ends for both when the agent hangs up', async ({ openPhone }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await confer(customer, agent, colleague);
    await allHearEachOther([customer, agent, colleague]);
    await customer.hangsUp();
    await Promise.all([expectHears(colleague.page, agent.tone), expectHears(agent.page, colleague.tone), expectSilence(colleague.page, customer.tone)]);
    await customer.dials('1001');
    expect(await customer.sawEnd()).toMatchObject({ reason: 'busy' });

    await agent.hangsUp();
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('loses the party whose button is pressed, the first as well as the second; the agent talks on with the other', async ({ openPhone, asterisk }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await confer(customer, agent, colleague);
    await allHearEachOther([customer, agent, colleague]);
    await agent.softphone
      .getByRole('button', { name: /を外す$/ })
      .first()
      .click();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote', code: 16 });
    await asterisk.expectChannelsOf('1001', '1003');
    await Promise.all([expectHears(colleague.page, agent.tone), expectHears(agent.page, colleague.tone), expectSilence(colleague.page, customer.tone)]);
    await agent.hangsUp();
  });

  test('of a consultation ends for both when the agent hangs up', async ({ openPhone }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await customer.dials('1001');
    await agent.answers();
    await agent.reaches('active');
    await agent.button('転送').click();
    await agent.softphone.getByRole('textbox', { name: '電話番号' }).fill('1003');
    await agent.button('相談してから転送').click();
    await colleague.answers();
    await agent.button('三者通話').click();
    await allHearEachOther([customer, agent, colleague]);
    await agent.hangsUp();
    for (const phone of [customer, colleague]) expect(await phone.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    expect((await agent.snapshot()).calls.map(({ end }) => end?.side)).toEqual(['local', 'local']);
  });
});
