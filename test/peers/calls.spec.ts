import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test } from './phones.js';

test.describe('calls', () => {
  for (const network of ['vpn', 'internet'] as const) {
    test(
      `600 answers over ${network === 'vpn' ? 'ws' : 'wss'} and the own voice comes back`,
      { tag: network === 'internet' ? '@firefox' : [] },
      async ({ openPhone, asterisk }) => {
        const phone = await openPhone('1001', { network });
        await phone.dials('600');
        await phone.reaches('active');
        await asterisk.expectChannelsOf('1001');
        await expectHears(phone.page, phone.tone);

        await phone.hangsUp();
        expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'local', code: 16 });
        await expect(phone.softphone.getByText('こちらから切断しました')).toBeVisible();
      },
    );
  }

  for (const side of ['caller', 'callee'] as const) {
    test(`an agent calls another over wss; both hear each other until the ${side} hangs up, and both see who did`, async ({ openPhone, asterisk }) => {
      const caller = await openPhone('1001');
      const callee = await openPhone('1002', { network: 'internet' });
      await caller.dials('1002');
      await caller.reaches('ringing');
      await callee.reaches('ringing');
      expect(await callee.call()).toMatchObject({ direction: 'in', kind: 'internal', peer: { number: '1001', name: 'Agent 1001' } });
      await expect(callee.popup.getByText('Agent 1001')).toBeVisible();

      await callee.answers();
      await caller.reaches('active');
      await callee.reaches('active');
      await asterisk.expectChannelsOf('1001', '1002');
      await Promise.all([expectHears(caller.page, callee.tone), expectHears(callee.page, caller.tone)]);
      await expectSilence(callee.page, callee.tone);

      const [ending, other] = side === 'caller' ? [caller, callee] : [callee, caller];
      await ending.hangsUp();
      expect(await ending.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'local' });
      expect(await other.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
      await expect(ending.softphone.getByText('こちらから切断しました')).toBeVisible();
      await expect(other.softphone.getByText('相手が切断しました')).toBeVisible();
    });
  }

  test('the caller gives up while it rings: cancelled for both', async ({ openPhone, asterisk }) => {
    const caller = await openPhone('1001');
    const callee = await openPhone('1002');
    await caller.dials('1002');
    await callee.reaches('ringing');
    await asterisk.expectChannelsOf('1001', '1002');
    await caller.hangsUp();
    expect(await caller.sawEnd()).toEqual({ reason: 'cancelled', side: 'local' });
    expect(await callee.sawEnd()).toEqual({ reason: 'cancelled', side: 'remote' });
    await expect(callee.popup.getByRole('button', { name: '応答', exact: true })).toBeHidden();
    await expect(caller.softphone.getByText('発信を中止')).toBeVisible();
    await expect(callee.softphone.getByText('不在着信')).toBeVisible();
  });
});
