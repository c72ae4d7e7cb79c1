import { HOLD_MUSIC_HZ } from '../../demo/asterisk/hold-music.mjs';
import { startGapMeter } from '../hearing/gap.js';
import { expectHears } from '../hearing/hearing.js';
import { connect, expectBothHear, expectShortGap, talk } from './conversation.js';
import { expect, test, type PagePhone } from './phones.js';
import { ownerOf, stop } from './tab-owner.js';

/** The tab that is left owns the line, with its one contact in Asterisk. */
async function goesOn(tab: PagePhone): Promise<void> {
  await expect.poll(async () => (await tab.snapshot()).owner).toBe('here');
}

test.describe('a call goes on in another tab when its owner goes away', () => {
  for (const how of ['closed', 'crashed'] as const) {
    test(`[37] a ringing call whose owner is ${how} rings on in another tab, and is answered there`, async ({ openPhone, openTab, asterisk }) => {
      const first = await openPhone('1001');
      const second = await openTab(first);
      await second.lineIs('registered');
      const caller = await openPhone('2001');
      await caller.dials('1001');
      await Promise.all([first.reaches('ringing'), second.reaches('ringing')]);
      const before = await second.call();

      await stop(first, how);
      await goesOn(second);
      await second.lineIs('registered');
      expect(await second.call()).toMatchObject({ id: before?.id, phase: 'ringing' });
      await second.answers();
      await second.reaches('active');
      await expectBothHear(second, caller);
      await asterisk.expectChannelsOf('1001', '2001');
      expect(await asterisk.contactsOf('1001')).toHaveLength(1);
      await caller.hangsUp();
      expect(await second.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    });

    test(`[37] a call that is dialled by an owner that is ${how} rings at the far end, once, under the same id`, async ({ openPhone, openTab, asterisk }) => {
      const first = await openPhone('1001');
      const second = await openTab(first);
      await second.lineIs('registered');
      const other = await openPhone('1002');
      await first.dials('1002');
      await Promise.all([other.reaches('ringing'), second.reaches('ringing')]);
      const before = await second.call();

      await stop(first, how);
      await goesOn(second);
      await expect.poll(async () => (await other.snapshot()).calls.map(({ phase }) => phase)).toEqual(['ended', 'ringing']);
      await asterisk.expectChannelsOf('1001', '1002');
      await other.answers();
      await second.reaches('active');
      expect(await second.call()).toMatchObject({ id: before?.id, direction: 'out' });
      await expectBothHear(second, other);
      await second.hangsUp();
    });

    test(`[37] a held call whose owner is ${how} stays held, with its music, and is resumed in another tab`, async ({ openPhone, openTab, asterisk }) => {
      const first = await openPhone('1001');
      const second = await openTab(first);
      await second.lineIs('registered');
      const other = await openPhone('1002');
      await connect(first, other);
      await first.button('保留').click();
      await expectHears(other.page, HOLD_MUSIC_HZ);
      await startGapMeter(other.page, HOLD_MUSIC_HZ);

      await stop(first, how);
      await goesOn(second);
      await second.lineIs('registered');
      await expectHears(other.page, HOLD_MUSIC_HZ);
      await expectShortGap(other, `music, owner ${how}`);
      expect(await second.call()).toMatchObject({ phase: 'active', hold: { local: true } });
      await second.button('保留解除').click();
      await expectBothHear(second, other);
      await asterisk.expectChannelsOf('1001', '1002');
      await second.hangsUp();
      expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    });
  }

  test('[37] two calls, one of them held, whose owner is closed: both go on in another tab', async ({ openPhone, openTab, asterisk }) => {
    const first = await openPhone('1001');
    const second = await openTab(first);
    await second.lineIs('registered');
    const [held, talking] = [await openPhone('1002'), await openPhone('2001')];
    await connect(first, held);
    await first.button('保留').click();
    await first.page.evaluate(() => document.querySelector('it-provider')!.phone.dial('2001'));
    await talking.answers();
    await Promise.all([expectHears(talking.page, first.tone), expectHears(held.page, HOLD_MUSIC_HZ)]);
    await Promise.all([startGapMeter(talking.page, first.tone), startGapMeter(held.page, HOLD_MUSIC_HZ)]);

    await stop(first, 'closed');
    await goesOn(second);
    await Promise.all([expectBothHear(second, talking), expectHears(held.page, HOLD_MUSIC_HZ)]);
    await expectShortGap(talking, 'two calls, the talking one');
    await expectShortGap(held, 'two calls, the held one');
    await asterisk.expectChannelsOf('1001', '1001', '1002', '2001');
    await second.hangsUp();
    await second.button('保留解除').click();
    await expectBothHear(second, held);
    await second.hangsUp();
  });

  test('[37] nine other tabs, and the owner is closed in a call: one of them goes on, alone, and all show the same call', async ({
    openPhone,
    openTab,
    asterisk,
  }) => {
    const first = await openPhone('1001');
    const others = await Promise.all(Array.from({ length: 9 }, () => openTab(first)));
    const far = await openPhone('1002');
    await talk(first, far);
    await Promise.all(others.map((tab) => tab.reaches('active')));
    const before = await first.call();
    await startGapMeter(far.page, first.tone);

    await stop(first, 'closed');
    const next = await ownerOf(others);
    await expectBothHear(next, far);
    await expectShortGap(far, 'closed with nine other tabs');
    await next.lineIs('registered');
    for (const tab of others) expect(await tab.call()).toMatchObject({ id: before?.id, phase: 'active' });
    expect(others.filter(({ sent }) => sent.length > 0)).toEqual([next]);
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
    await asterisk.expectChannelsOf('1001', '1002');
    await others.find((tab) => tab !== next)?.hangsUp();
    expect(await far.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });
});
