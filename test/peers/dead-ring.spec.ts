import { expect, test } from './phones.js';

test.describe('a socket that dies while it rings', () => {
  test('[3] the caller gives up while it rings again: the ring ends within 6 s, although Asterisk tells the socket that is no more', async ({
    openProxy,
    openPhone,
    asterisk,
  }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    await asterisk.callFromOutside('1001');
    await phone.reaches('ringing');
    proxy.refuse();
    await phone.sawEnd();
    proxy.heal();
    await phone.reaches('ringing');
    // It goes on ringing as long as there is a caller.
    const asked = (): number => proxy.sent.filter((message) => message.startsWith('INFO ')).length;
    await expect.poll(asked, { timeout: 15_000 }).toBeGreaterThanOrEqual(3);
    expect((await phone.call())?.phase).toBe('ringing');
    await asterisk.outsideHangsUp('1001');
    await expect.poll(async () => (await phone.call())?.phase, { timeout: 6000 }).toBe('ended');
    expect((await phone.call())?.end).toMatchObject({ reason: 'cancelled', side: 'remote' });
    await expect(phone.softphone.getByText('不在着信').first()).toBeVisible();
  });

  test('[3] the caller gave up while the socket was down: it does not ring again', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    await asterisk.callFromOutside('1001');
    await phone.reaches('ringing');
    proxy.refuse();
    await phone.sawEnd();
    await asterisk.outsideHangsUp('1001');
    await asterisk.expectChannelsOf();
    proxy.heal();
    await phone.lineIs('registered');
    await expect.poll(() => proxy.sent.filter((message) => message.startsWith('UPDATE ')).length).toBeGreaterThan(0);
    const rung = await phone.events('it-call-incoming');
    await expect.poll(async () => (await phone.events('it-call-incoming')).length, { intervals: [500], timeout: 4000 }).toBe(rung.length);
    expect((await phone.snapshot()).calls.map(({ phase }) => phase)).toEqual(['ended']);
  });
});
