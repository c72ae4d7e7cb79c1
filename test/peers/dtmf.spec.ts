import type { AmiMessage } from '../../demo/asterisk/ami.mjs';
import type { AsteriskPeer } from './asterisk.js';
import { expect, test } from './phones.js';

/** Asterisk's reading of four digits at 602. */
function digitsRead(asterisk: AsteriskPeer): Promise<AmiMessage> {
  return asterisk.ami.waitFor(({ Event, UserEvent }) => Event === 'UserEvent' && UserEvent === 'DTMFRead', 20_000, 'the digits');
}

test.describe('tones', () => {
  test('clicked on the keypad are read by Asterisk as typed', { tag: '@firefox' }, async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001');
    const read = digitsRead(asterisk);
    await phone.dials('602');
    await phone.reaches('active');
    await phone.button('ダイヤルパッド').click();
    for (const key of '19*0') await phone.button(key).click();
    expect(await read).toMatchObject({ Digits: '19*0', Status: 'OK' });
    // It says the digits and hangs up.
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
  });

  test('typed on the keyboard, fast and with repeats, are read by Asterisk as typed', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001', { network: 'internet' });
    const read = digitsRead(asterisk);
    await phone.dials('602');
    await phone.reaches('active');
    await phone.button('ダイヤルパッド').click();
    await phone.page.keyboard.type('2255');
    expect(await read).toMatchObject({ Digits: '2255', Status: 'OK' });
    // It says the digits and hangs up.
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
  });
});
