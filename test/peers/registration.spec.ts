import { expect, test } from './phones.js';

test.describe('registration', () => {
  for (const [network, transport] of [
    ['vpn', 'ws'],
    ['internet', 'wss'],
  ] as const) {
    for (const byHa1 of [false, true]) {
      test(`over ${transport} by ${byHa1 ? 'HA1' : 'password'}: Asterisk has one contact, and none after the sign-out`, async ({ openPhone, asterisk }) => {
        const phone = await openPhone('1001', { network, byHa1 });
        expect(phone.sockets.map((socket) => socket.url())).toEqual([network === 'vpn' ? asterisk.wsUrl : asterisk.wssUrl]);
        expect(await asterisk.contactsOf('1001')).toHaveLength(1);
        expect((await phone.events('it-line-change')).map(({ detail }) => detail['line'])).toMatchObject([{ state: 'connecting' }, { state: 'registered' }]);

        await phone.signsOut();
        await phone.lineIs('off');
        expect(await asterisk.contactsOf('1001')).toEqual([]);
      });
    }
  }

  for (const byHa1 of [false, true]) {
    test(`with a wrong ${byHa1 ? 'HA1' : 'password'} is refused once: said in the softphone, told to the host, not tried again`, async ({
      openPhone,
      asterisk,
    }) => {
      const phone = await openPhone('1001', { password: 'wrong', byHa1, registers: false, prepare: (page) => page.clock.install() });
      await phone.lineIs('refused');
      expect((await phone.snapshot()).line.reason).toBe('wrong-credentials');
      await expect(phone.softphone.getByRole('alert')).toBeVisible();
      expect(await phone.errorCodes()).toEqual(['wrong-credentials']);

      expect(await asterisk.contactsOf('1001')).toEqual([]);
      // Timers of the next hour have fired by then.
      await phone.page.clock.fastForward('01:00:00');
      // One without and one with credentials.
      expect(phone.sent.map((message) => message.split(' ')[0])).toEqual(['REGISTER', 'REGISTER']);
      expect(phone.sockets).toHaveLength(1);
      await phone.lineIs('refused');
    });
  }
});
