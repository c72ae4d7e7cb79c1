import { expectHears } from '../hearing/hearing.js';
import { expect, test } from './phones.js';

/** The tone of 603, steady so that it can be measured. */
const DIAL_TONE_HZ = 425;

test.describe('a call that comes to nothing ends with its own reason', () => {
  for (const { number, what, end, words } of [
    { number: '999', what: 'a number that the dialplan does not have', end: { reason: 'not-found', side: 'remote', code: 404 }, words: '番号が見つかりません' },
    { number: '1099', what: 'an extension that nobody has', end: { reason: 'not-found', side: 'remote', code: 404 }, words: '番号が見つかりません' },
    { number: '605', what: 'an unallocated number, after a second', end: { reason: 'not-found', side: 'remote', code: 404 }, words: '番号が見つかりません' },
    { number: '1900', what: 'an extension that is not registered', end: { reason: 'unavailable', side: 'remote', code: 480 }, words: 'つながりません' },
  ] as const) {
    test(`${what}: ${end.reason}`, async ({ openPhone }) => {
      const phone = await openPhone('1001');
      await phone.dials(number);
      expect(await phone.sawEnd()).toEqual(end);
      await expect(phone.softphone.getByText(words).first()).toBeVisible();
    });
  }

  test('[24] an agent who is talking: busy, and the talk goes on', async ({ openPhone, asterisk }) => {
    const agent = await openPhone('1001');
    const talking = await openPhone('1002');
    const third = await openPhone('1003');
    await agent.dials('1002');
    await talking.answers();
    await agent.reaches('active');

    await third.dials('1002');
    expect(await third.sawEnd()).toEqual({ reason: 'busy', side: 'remote', code: 486 });
    await expect(third.softphone.getByText('話し中').first()).toBeVisible();
    await asterisk.expectChannelsOf('1001', '1002');
    expect((await talking.snapshot()).calls.map(({ phase }) => phase)).toEqual(['active']);
    await expectHears(talking.page, agent.tone);
    await agent.hangsUp();
    await talking.reaches('ended');
  });

  test('[20] busy told by early media: its tone is heard, then busy', async ({ openPhone }) => {
    const phone = await openPhone('1001');
    await phone.dials('603');
    await phone.reaches('ringing');
    expect((await phone.call())?.earlyMedia).toBe(true);
    await expectHears(phone.page, DIAL_TONE_HZ);
    expect(await phone.sawEnd()).toMatchObject({ reason: 'busy', side: 'remote' });
  });

  test('given up while ringing: cancelled, and Asterisk stops at once', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001');
    await phone.dials('606');
    await phone.reaches('ringing');
    await asterisk.expectChannelsOf('1001');
    await phone.hangsUp();
    expect(await phone.sawEnd()).toEqual({ reason: 'cancelled', side: 'local' });
  });
});
