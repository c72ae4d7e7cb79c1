import { expectHears } from '../hearing/hearing.js';
import { isRequest, responseTo, type FaultProxy } from './fault-proxy.js';
import { expect, test, type PagePhone } from './phones.js';

const SECOND_HOST = '127.0.0.2';
const FAIL_OVER_MS = 5000;

/** Refuses to register anybody, while the connection stands. */
function overload(proxy: FaultProxy): void {
  proxy.rule = (message, direction) => {
    if (direction === 'down' || !isRequest(message, 'REGISTER')) return message;
    proxy.say(responseTo(message, '503 Service Unavailable'));
    return undefined;
  };
}

/** Does what ends the connection, waits until the line is found lost, then until it is registered by way of `server`; 5 s from the one to the other. */
async function failsOver(phone: PagePhone, server: FaultProxy, foundWithinMs: number, fault: () => unknown): Promise<void> {
  const states = async (): Promise<unknown[]> => (await phone.events('it-line-change')).map(({ detail }) => (detail['line'] as { state: string }).state);
  const [before, sent] = [(await states()).length, server.sent.length];
  await fault();
  await expect.poll(async () => (await states()).slice(before), { timeout: foundWithinMs, intervals: [100] }).toContain('lost');
  const lostAt = Date.now();
  await phone.lineIs('registered', { limitMs: FAIL_OVER_MS });
  expect(Date.now() - lostAt).toBeLessThan(FAIL_OVER_MS);
  expect(server.sent.slice(sent).some((message) => isRequest(message, 'REGISTER'))).toBe(true);
}

test.describe('of several servers', () => {
  for (const { how, fail, foundWithinMs } of [
    { how: 'that closes its port', fail: (proxy: FaultProxy) => proxy.refuse(), foundWithinMs: 2000 },
    { how: 'that is black-holed', fail: (proxy: FaultProxy) => proxy.blackHole(), foundWithinMs: 15_000 },
  ]) {
    test(`[1] one ${how} is left for the next within 5 s, idle and in a call, which goes on; the first is taken again when the second goes`, async ({
      openProxy,
      openPhone,
      asterisk,
    }) => {
      const first = await openProxy();
      const second = await openProxy({ host: SECOND_HOST, port: first.port });
      const phone = await openPhone('1001', { through: first, sip: { servers: [SECOND_HOST] } });
      expect(second.sent).toEqual([]);
      await failsOver(phone, second, foundWithinMs, () => fail(first));
      expect(await asterisk.contactsOf('1001')).toHaveLength(1);

      first.heal();
      await failsOver(phone, first, 2000, () => second.cut());
      await phone.dials('600');
      await phone.reaches('active');
      await failsOver(phone, second, foundWithinMs, () => fail(first));
      await expectHears(phone.page, phone.tone);
      await phone.button('保留').click();
      await expect(phone.button('保留解除')).toBeVisible();
      await phone.hangsUp();
      await phone.reaches('ended');
      await asterisk.expectChannelsOf();
    });
  }

  test('[8] one that answers 503 is left for the next within 5 s, also by a phone that was registered there', async ({ openProxy, openPhone, asterisk }) => {
    const first = await openProxy();
    const second = await openProxy({ host: SECOND_HOST, port: first.port });
    overload(first);
    const phone = await openPhone('1001', { through: first, sip: { servers: [SECOND_HOST] }, registers: false });
    await phone.lineIs('registered', { limitMs: FAIL_OVER_MS });
    expect(second.sent.some((message) => isRequest(message, 'REGISTER'))).toBe(true);

    first.rule = undefined;
    overload(second);
    // It is asked by whoever looks at the line.
    await failsOver(phone, first, 2000, () => phone.page.evaluate(() => dispatchEvent(new Event('online'))));
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
  });
});
