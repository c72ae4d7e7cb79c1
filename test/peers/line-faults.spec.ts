import { expectHears } from '../hearing/hearing.js';
import { isRequest, methodOf, responseTo } from './fault-proxy.js';
import { expect, test } from './phones.js';

test.describe('the line', () => {
  test('[1] closed while idle: registered again at once, Asterisk has one contact, and calls go through', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    proxy.cut();
    await phone.lineIs('lost');
    const lostAt = Date.now();
    await phone.lineIs('registered');
    expect(Date.now() - lostAt).toBeLessThan(2000);
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
    await phone.dials('600');
    await phone.reaches('active');
    await expectHears(phone.page, phone.tone);
    await phone.hangsUp();
    await phone.reaches('ended');
  });

  test('[2] black-holed while idle and looked at: found out within 15 s, registered again after the network’s return', async ({
    openProxy,
    openPhone,
    asterisk,
  }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    proxy.blackHole();
    await phone.lineIs('lost', { limitMs: 15_000 });
    proxy.heal();
    await phone.lineIs('registered', { limitMs: 2000 });
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
  });

  test('[8] REGISTER answered 503: tried again; unanswered: tried again over a new connection; 423: adapts; 403: stops', async ({
    openProxy,
    openPhone,
    asterisk,
  }) => {
    const proxy = await openProxy();
    const ills = [
      (request: string) => responseTo(request, '503 Service Unavailable'),
      (request: string) => responseTo(request, '503 Service Unavailable'),
      () => undefined,
      (request: string) => responseTo(request, '423 Interval Too Brief', ['Min-Expires: 300']),
    ];
    proxy.rule = (message, direction) => {
      if (direction === 'down' || !isRequest(message, 'REGISTER')) return message;
      const ill = ills.shift();
      if (!ill) return message;
      const answer = ill(message);
      if (answer !== undefined) proxy.say(answer);
      return undefined;
    };
    const phone = await openPhone('1001', { through: proxy, registers: false });
    await phone.lineIs('registered', { limitMs: 12_000 });
    expect(ills).toEqual([]);
    expect(proxy.tries).toHaveLength(2);
    expect(proxy.sent.at(-1)).toContain('Expires: 300');
    // It has learnt that.
    proxy.cut();
    await phone.lineIs('lost');
    await phone.lineIs('registered');
    expect(proxy.sent.at(-1)).toContain('Expires: 300');
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);

    proxy.rule = (message, direction) => {
      if (direction === 'down' || !isRequest(message, 'REGISTER')) return message;
      proxy.say(responseTo(message, '403 Forbidden'));
      return undefined;
    };
    await phone.lineIs('refused', { limitMs: 12_000 });
    expect((await phone.snapshot()).line.reason).toBe('wrong-credentials');
    const asked = proxy.sent.length;
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => proxy.sent.length, { intervals: [500], timeout: 3000 }).toBe(asked);
  });

  for (const status of ['503 Service Unavailable', '480 Temporarily Unavailable']) {
    test(`[8] Retry-After of a REGISTER answered ${status}: tried again once that time has passed, and not before`, async ({ openProxy, openPhone }) => {
      const proxy = await openProxy();
      const askedAt: number[] = [];
      proxy.rule = (message, direction) => {
        if (direction === 'down' || !isRequest(message, 'REGISTER')) return message;
        askedAt.push(Date.now());
        if (askedAt.length > 1) return message;
        proxy.say(responseTo(message, status, ['Retry-After: 4 (restarting)']));
        return undefined;
      };
      const phone = await openPhone('1001', { through: proxy, registers: false });
      await phone.lineIs('registered');
      const [first = 0, second = 0] = askedAt;
      expect(second - first).toBeGreaterThanOrEqual(4000);
      expect(second - first).toBeLessThan(4000 + 2000);
    });
  }

  test('[9] a challenge whose nonce is stale is answered once more', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    let stale = false;
    proxy.rule = (message, direction) => {
      if (direction === 'up' && isRequest(message, 'REGISTER') && !stale && /^Authorization: /im.test(message)) {
        stale = true;
        // Asterisk challenges again, with a new nonce.
        return message.replace(/^Authorization: .*\r\n/im, '');
      }
      return direction === 'down' && stale ? message.replace(/^WWW-Authenticate: .*$/im, '$&, stale=true') : message;
    };
    const phone = await openPhone('1001', { through: proxy });
    expect(stale).toBe(true);
    // Each REGISTER has a CSeq of its own (RFC 3261 section 10.2), what is asked next included.
    const cseqs = (): number[] => proxy.sent.map((message) => Number(/^CSeq: (\d+) REGISTER/im.exec(message)?.[1]));
    const before = cseqs().length;
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => cseqs().length).toBeGreaterThan(before);
    expect(cseqs()).toEqual(cseqs().map((_cseq, index) => (cseqs()[0] ?? 0) + index));
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
  });

  test('[10] woken from sleep with a registration that expired: registered again at once', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    // Asterisk forgets the phone after 10 s, and the phone believes in 120.
    proxy.rule = (message, direction) =>
      methodOf(message) !== 'REGISTER'
        ? message
        : direction === 'up'
          ? message.replaceAll(/expires(=|: )120/gi, 'expires$110')
          : message.replace(/expires=\d+/, 'expires=120');
    const phone = await openPhone('1001', { through: proxy, prepare: (page) => page.clock.install() });
    await phone.page.clock.pauseAt(Date.now() + 1000);
    await expect.poll(() => asterisk.contactsOf('1001'), { timeout: 30_000 }).toEqual([]);
    proxy.rule = undefined;
    await phone.page.clock.fastForward('01:00:00');
    await phone.page.clock.resume();
    await expect.poll(() => asterisk.contactsOf('1001'), { timeout: 3000 }).toHaveLength(1);
    await phone.lineIs('registered');
  });

  test('[13] the same extension in another browser: the first says so and leaves the line alone, until its agent takes it back', async ({
    openPhone,
    asterisk,
  }) => {
    const first = await openPhone('1001');
    const second = await openPhone('1001');
    await first.lineIs('elsewhere', { limitMs: 15_000 });
    await expect(first.softphone.getByText('他のブラウザで使用中です')).toBeVisible();
    const contacts = await asterisk.contactsOf('1001');
    expect(contacts).toHaveLength(1);
    const asked = first.sent.length;
    await first.page.evaluate(() => dispatchEvent(new Event('online')));
    await second.dials('600');
    await second.reaches('active');
    await second.hangsUp();
    expect(first.sent).toHaveLength(asked);
    expect(await asterisk.contactsOf('1001')).toEqual(contacts);

    await first.button('ここで使う').click();
    await first.lineIs('registered');
    await second.page.evaluate(() => dispatchEvent(new Event('online')));
    await second.lineIs('elsewhere');
    const taken = await asterisk.contactsOf('1001');
    expect(taken).not.toEqual(contacts);
    // Each refresh of the one that has it finds it still its own; the other asks for nothing.
    const quiet = second.sent.length;
    for (let refresh = 1; refresh <= 3; refresh += 1) {
      const said = first.sent.length;
      for (const { page } of [first, second]) await page.evaluate(() => dispatchEvent(new Event('online')));
      await expect.poll(() => first.sent.length).toBeGreaterThan(said);
      await first.lineIs('registered');
    }
    expect(second.sent).toHaveLength(quiet);
    expect((await second.snapshot()).line.state).toBe('elsewhere');
    expect(await asterisk.contactsOf('1001')).toEqual(taken);
  });

  test('[13] a call that lives on while the extension is used elsewhere: a hang-up into a dead socket is delivered by the next one', async ({
    openProxy,
    openPhone,
  }) => {
    const proxy = await openProxy();
    const first = await openPhone('1001', { through: proxy });
    const other = await openPhone('1002');
    await first.dials('1002');
    await other.answers();
    await first.reaches('active');
    await openPhone('1001');
    await first.lineIs('elsewhere', { limitMs: 15_000 });
    proxy.blackHole();
    await first.hangsUp();
    proxy.heal();
    expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    await first.lineIs('elsewhere');
  });

  test('a registrar that lists another contact which nobody can read, such as a container’s, keeps the phone registered, and is asked on', async ({
    openProxy,
    openPhone,
  }) => {
    const proxy = await openProxy();
    proxy.rule = (message, direction) =>
      direction === 'down' && /^SIP\/2\.0 200/.test(message) && methodOf(message) === 'REGISTER'
        ? message.replace(/^Contact:/im, 'Contact: <sip:1001@019f9ae299f5:5060>;expires=60\r\nContact:')
        : message;
    const phone = await openPhone('1001', { through: proxy });
    const asked = proxy.sent.length;
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => proxy.sent.length).toBeGreaterThan(asked);
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => proxy.sent.length).toBeGreaterThan(asked + 1);
    expect((await phone.snapshot()).line.state).toBe('registered');
  });

  test('[14] dialling while the server is away: a clear error at once, and no call', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    proxy.refuse();
    await phone.lineIs('lost');
    await expect(phone.softphone.getByRole('alert')).toContainText('電話サーバーにつながっていません');
    const code = await phone.page.evaluate(() =>
      document
        .querySelector<HTMLElement & { phone: { dial(target: string): Promise<string> } }>('it-provider')
        ?.phone.dial('600')
        .catch((error: { code: string }) => error.code),
    );
    expect(code).toBe('line-offline');
    expect((await phone.snapshot()).calls).toEqual([]);
    proxy.heal();
    await phone.lineIs('registered');
    await expect(phone.softphone.getByRole('alert')).toBeHidden();
  });
});
