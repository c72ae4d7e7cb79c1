import { HOLD_MUSIC_HZ } from '../../demo/asterisk/hold-music.mjs';
import { startGapMeter } from '../hearing/gap.js';
import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expectBothHear, expectShortGap, talk } from './conversation.js';
import { expect, test, type PagePhone } from './phones.js';

/** Both talk as before, and the far end was without the agent for less than the limit. */
async function expectGoesOn(agent: PagePhone, other: PagePhone): Promise<void> {
  await agent.reaches('active');
  await expectBothHear(agent, other);
  await expectShortGap(other, 'to the next page');
}

test.describe('calls outlive their page', () => {
  for (const side of ['caller', 'callee'] as const) {
    test(
      `[40] as ${side}: reloaded, a link followed, and back: the same call, heard on both sides, one entry`,
      { tag: side === 'callee' ? '@firefox' : [] },
      async ({ openPhone, asterisk }) => {
        const caller = await openPhone('1001');
        const callee = await openPhone('1002');
        await talk(caller, callee);
        const [agent, other] = side === 'caller' ? [caller, callee] : [callee, caller];
        const before = await agent.call();
        const linkedIds = await asterisk.linkedIds();
        await startGapMeter(other.page, agent.tone);

        await agent.page.reload();
        await expectGoesOn(agent, other);
        await agent.page.evaluate(() => (location.href = '/en'));
        await agent.page.waitForURL('**/en');
        await expectGoesOn(agent, other);
        await agent.page.goBack();
        await agent.page.waitForURL('**/ja');
        await expectGoesOn(agent, other);

        const { calls } = await agent.snapshot();
        expect(calls).toHaveLength(1);
        expect(calls[0]).toMatchObject({ id: before?.id, answeredAt: before?.answeredAt, direction: before?.direction, peer: { number: other.extension } });
        await asterisk.expectChannelsOf('1001', '1002');
        expect(await asterisk.linkedIds()).toEqual(linkedIds);
        expect(await asterisk.contactsOf(agent.extension)).toHaveLength(1);

        await agent.hangsUp();
        expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
        expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'local' });
      },
    );
  }

  test('[40] two calls: the held one stays held with its music, the muted one muted, and every command works afterwards', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    const other = await openPhone('1002');
    await talk(agent, other);
    await agent.button('保留').click();
    await expectHears(other.page, HOLD_MUSIC_HZ);
    await agent.page.evaluate(() => document.querySelector('it-provider')!.phone.dial('600'));
    await agent.reaches('active');
    await expectHears(agent.page, agent.tone);
    await agent.button('ミュート').click();
    await expectSilence(agent.page, agent.tone);

    await agent.page.reload();
    await expect(agent.button('ミュート解除')).toBeVisible();
    await expectHears(other.page, HOLD_MUSIC_HZ);
    await Promise.all([expectSilence(other.page, agent.tone), expectSilence(agent.page, agent.tone)]);
    expect((await agent.snapshot()).calls.map(({ phase, muted, hold }) => ({ phase, muted, held: hold.local }))).toEqual([
      { phase: 'active', muted: false, held: true },
      { phase: 'active', muted: true, held: false },
    ]);

    await agent.button('ミュート解除').click();
    await expectHears(agent.page, agent.tone);
    await agent.hangsUp();
    await agent.button('保留解除').click();
    await Promise.all([expectHears(other.page, agent.tone), expectHears(agent.page, other.tone)]);
    await agent.hangsUp();
    expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('[37] [40] a ringing call rings on in the next page, and is answered or refused there', { tag: '@firefox' }, async ({ openPhone, asterisk }) => {
    const agent = await openPhone('1001');
    const caller = await openPhone('2001');
    await caller.dials('1001');
    await agent.reaches('ringing');
    const before = await agent.call();
    await agent.page.reload();
    await agent.lineIs('registered');
    await agent.reaches('ringing');
    expect((await agent.call())?.id).toBe(before?.id);
    await agent.answers();
    await agent.reaches('active');
    await Promise.all([expectHears(agent.page, caller.tone), expectHears(caller.page, agent.tone)]);
    await asterisk.expectChannelsOf('1001', '2001');
    await caller.hangsUp();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });

    await caller.dials('1001');
    await agent.reaches('ringing');
    await agent.page.reload();
    await agent.lineIs('registered');
    await agent.popup.getByRole('button', { name: '拒否', exact: true }).click();
    // chan_pjsip sends its ACK where the first page was, and tells the caller of that connection.
    expect(await caller.sawEnd()).toMatchObject({ side: 'remote', code: asterisk.version === '16' ? 486 : 503 });
    expect(await agent.sawEnd()).toMatchObject({ reason: 'rejected', side: 'local' });
  });

  test('[37] a call that is being dialled is dialled again by the next page, under the same id, and rings once', async ({ openPhone, asterisk }) => {
    const agent = await openPhone('1001');
    const other = await openPhone('1002');
    await agent.dials('1002');
    await agent.reaches('ringing');
    await other.reaches('ringing');
    const before = await agent.call();
    await agent.page.reload();
    await agent.reaches('ringing');
    expect(await agent.call()).toMatchObject({ id: before?.id, direction: 'out' });
    await expect.poll(async () => (await other.snapshot()).calls.filter(({ phase }) => phase === 'ringing').length).toBe(1);
    await asterisk.expectChannelsOf('1001', '1002');
    await other.answers();
    await agent.reaches('active');
    await Promise.all([expectHears(agent.page, other.tone), expectHears(other.page, agent.tone)]);
    await agent.hangsUp();
  });

  test('after 8 s without any page the call is still there, and goes on', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    const other = await openPhone('1002');
    await talk(agent, other);
    const address = agent.page.url();
    const leftAt = Date.now();
    await agent.page.goto('about:blank');
    await expectSilence(other.page, agent.tone);
    await expect.poll(() => Date.now() - leftAt, { timeout: 10_000 }).toBeGreaterThan(8_000);
    await agent.page.goto(address);
    await agent.reaches('active');
    await Promise.all([expectHears(agent.page, other.tone), expectHears(other.page, agent.tone)]);
    await agent.hangsUp();
  });
});
