import { expectHears } from '../hearing/hearing.js';
import type { AsteriskPeer } from './asterisk.js';
import { expect, test } from './phones.js';

const CALLER = { number: '09012345678', name: '山田太郎' };
/** Asterisk's Milliwatt. */
const MILLIWATT_HZ = 1004;

/** A call from outside to 1001; resolves to its Linkedid once the phone's channel is there. */
async function callFromOutside(asterisk: AsteriskPeer): Promise<string> {
  const rings = asterisk.ami.waitFor(
    ({ Event, Channel }) => Event === 'Newchannel' && Boolean(Channel?.startsWith(`${asterisk.technology}/1001-`)),
    5_000,
    'a channel of 1001',
  );
  await asterisk.ami.originate({ channel: 'Local/1001@from-outside/n', context: 'outside-party', exten: 'milliwatt', callerId: CALLER });
  return (await rings)['Linkedid'] ?? '';
}

async function outsideHangsUp(asterisk: AsteriskPeer): Promise<void> {
  const outside = (await asterisk.channels()).find((channel) => channel.startsWith('Local/1001@from-outside') && channel.endsWith(';1'));
  await asterisk.ami.command(`channel request hangup ${outside}`);
}

test.describe('a call from outside', () => {
  test('shows the caller in softphone and pop-up, is answered in the pop-up and heard; the far end hangs up', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001');
    const linkedId = await callFromOutside(asterisk);
    await phone.reaches('ringing');
    expect(await phone.call()).toMatchObject({ direction: 'in', kind: 'external', groupCode: 'G01', linkedId, peer: CALLER });
    for (const element of [phone.softphone, phone.popup]) {
      await expect(element.getByText('山田太郎').first()).toBeVisible();
      await expect(element.getByText('09012345678').first()).toBeVisible();
    }

    await phone.answers();
    await phone.reaches('active');
    await asterisk.expectChannelsOf('1001');
    await expectHears(phone.page, MILLIWATT_HZ);

    await outsideHangsUp(asterisk);
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
    await expect(phone.softphone.getByText('相手が切断しました')).toBeVisible();
  });

  test('is answered in the softphone', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001', { network: 'internet' });
    await callFromOutside(asterisk);
    await phone.button('応答').click();
    await phone.reaches('active');
    await expectHears(phone.page, MILLIWATT_HZ);
    await phone.hangsUp();
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'local', code: 16 });
  });

  test('is rejected: Asterisk hears busy', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001');
    await callFromOutside(asterisk);
    await phone.reaches('ringing');
    const refused = asterisk.ami.waitFor(({ Event }) => Event === 'DialEnd', 5_000, 'DialEnd');
    await phone.popup.getByRole('button', { name: '拒否', exact: true }).click();
    expect((await refused)['DialStatus']).toBe('BUSY');
    expect(await phone.sawEnd()).toMatchObject({ reason: 'rejected', side: 'local' });
  });

  test('is given up by the caller: it stops ringing and is no error', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001');
    await callFromOutside(asterisk);
    await phone.reaches('ringing');
    await outsideHangsUp(asterisk);
    expect(await phone.sawEnd()).toEqual({ reason: 'cancelled', side: 'remote' });
    await expect(phone.popup.getByRole('button', { name: '応答', exact: true })).toBeHidden();
    await expect(phone.softphone.getByText('不在着信')).toBeVisible();
    expect(await phone.errorCodes()).toEqual([]);
  });
});
