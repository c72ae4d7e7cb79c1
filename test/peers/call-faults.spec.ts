import { expectHears, expectSilence } from '../hearing/hearing.js';
import { isRequest, responseTo, type FaultProxy } from './fault-proxy.js';
import { expect, test, type PagePhone } from './phones.js';
import { dropUdp, RTP_PORTS } from './udp.js';

/** Asterisk's Milliwatt. */
const MILLIWATT_HZ = 1004;
const LOST = { reason: 'network-lost', side: 'network' } as const;

/** The phone talks to its own echo. */
async function talks(phone: PagePhone): Promise<void> {
  await phone.dials('600');
  await phone.reaches('active');
  await expectHears(phone.page, phone.tone);
}

test.describe('without the socket', () => {
  test('[3] closed while it rings: the ring stops, and what Asterisk still offers afterwards can be answered', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    await asterisk.callFromOutside('1001');
    await phone.reaches('ringing');
    proxy.refuse();
    expect(await phone.sawEnd()).toEqual(LOST);
    await expect(phone.popup.getByRole('button', { name: '応答', exact: true })).toBeHidden();
    await expect(phone.softphone.getByText('通話が切れました')).toBeVisible();
    proxy.heal();
    await phone.lineIs('registered');
    const offered = (await asterisk.channels()).some((channel) => channel.startsWith(`${asterisk.technology}/1001-`));
    // Neither driver notices that the socket went.
    expect(offered).toBe(true);
    await phone.answers();
    await phone.reaches('active');
    await asterisk.expectChannelsOf('1001');
    await expectHears(phone.page, MILLIWATT_HZ);
    await asterisk.outsideHangsUp('1001');
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
  });

  test('[4] closed while dialling: the error says network, and the far end stops ringing after the reconnect', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    const callee = await openPhone('1002');
    await phone.dials('1002');
    await callee.reaches('ringing');
    proxy.refuse();
    expect(await phone.sawEnd()).toEqual(LOST);
    await expect(phone.softphone.getByText('ネットワークが途切れました')).toBeVisible();
    proxy.heal();
    expect(await callee.sawEnd()).toMatchObject({ reason: 'cancelled', side: 'remote' });
    await asterisk.expectChannelsOf();
  });

  test('[6] a hang-up while down ends the call here at once, and in Asterisk within 10 s of the reconnect', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    await talks(phone);
    proxy.refuse();
    await phone.lineIs('lost');
    await phone.hangsUp();
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'local', code: 16 });
    await asterisk.expectChannelsOf('1001');
    proxy.heal();
    await phone.lineIs('registered');
    await asterisk.expectChannelsOf();
  });

  test('[6] a hang-up into a socket that is dead unnoticed reaches Asterisk over the next one', async ({ openProxy, openPhone, asterisk }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    await talks(phone);
    proxy.blackHole();
    await phone.hangsUp();
    await phone.reaches('ended');
    await phone.lineIs('lost', { limitMs: 5000 });
    proxy.heal();
    await phone.lineIs('registered');
    await asterisk.expectChannelsOf();
  });

  test('[7] the other party hangs up while down: our call ends after the reconnect', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    const other = await openPhone('1002');
    await phone.dials('1002');
    await other.answers();
    await phone.reaches('active');
    proxy.refuse();
    await phone.lineIs('lost');
    await other.hangsUp();
    await other.reaches('ended');
    expect((await phone.call())?.phase).toBe('active');
    proxy.heal();
    expect(await phone.sawEnd()).toMatchObject(LOST);
  });

  test('[5] [34] after an outage both hear each other, mute stays, every command works, and the far end’s BYE arrives', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    const other = await openPhone('1002');
    await phone.dials('1002');
    await other.answers();
    await phone.reaches('active');
    proxy.refuse();
    await phone.lineIs('lost');
    await expect(phone.softphone.getByText('通話は切れていません')).toBeVisible();
    await Promise.all([expectHears(phone.page, other.tone), expectHears(other.page, phone.tone)]);
    await phone.button('ミュート').click();
    await expectSilence(other.page, phone.tone);
    proxy.heal();
    await phone.lineIs('registered');
    await expectSilence(other.page, phone.tone);
    expect((await phone.call())?.muted).toBe(true);
    await phone.button('保留').click();
    await phone.button('保留解除').click();
    await expectSilence(other.page, phone.tone);
    await phone.button('ミュート解除').click();
    await Promise.all([expectHears(phone.page, other.tone), expectHears(other.page, phone.tone)]);
    // No command since: where the phone is now, Asterisk was told by the line itself.
    proxy.cut();
    await phone.lineIs('lost');
    await phone.lineIs('registered');
    await other.hangsUp();
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
  });

  test('[11] Asterisk dies and starts again: phones idle, ringing, talking and on hold are registered again, and their calls end and say so at once', async ({
    openProxy,
    openPhone,
    asterisk,
  }) => {
    const through = await openProxy();
    const idle = await openPhone('2001', { through });
    const talking = await openPhone('1001', { through });
    const holding = await openPhone('1002', { through });
    const ringing = await openPhone('1003', { through });
    await talks(talking);
    await holding.dials('600');
    await holding.reaches('active');
    await holding.button('保留').click();
    await expect(holding.button('保留解除')).toBeVisible();
    await asterisk.callFromOutside('1003');
    await ringing.reaches('ringing');
    // One that is told to restart hangs up first; one that crashes does not.
    through.blackHole();
    await asterisk.restart();
    through.refuse();
    through.heal();
    for (const phone of [talking, holding, ringing]) expect(await phone.sawEnd()).toMatchObject(LOST);
    for (const phone of [idle, talking, holding, ringing]) {
      await phone.lineIs('registered');
      expect(await asterisk.contactsOf(phone.extension)).toHaveLength(1);
    }
  });
});

/** Answers the phone's next re-INVITEs in Asterisk's place: with these statuses, undefined: never. */
function refuseReinvites(proxy: FaultProxy, ...statuses: (string | undefined)[]): void {
  proxy.rule = (message, direction) => {
    if (direction === 'down' || !/^To: .*;tag=/im.test(message)) return message;
    if (isRequest(message, 'INVITE') && statuses.length > 0) {
      const status = statuses.shift();
      proxy.say(responseTo(message, '100 Trying'));
      if (status !== undefined) proxy.say(responseTo(message, status));
      return undefined;
    }
    // The acknowledgements of those answers, and what takes an unanswered one back.
    return (isRequest(message, 'ACK') && statuses.length > 0) || isRequest(message, 'CANCEL') ? undefined : message;
  };
}

test.describe('in a call', () => {
  test('[27] hold answered 488, 500, never, 491 twice, 491 once: the call goes on, and what is shown is true', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    await talks(phone);
    for (const statuses of [['488 Not Acceptable Here'], ['500 Server Internal Error'], [undefined]]) {
      refuseReinvites(proxy, ...statuses);
      await phone.button('保留').click();
      await expect(phone.softphone.getByRole('alert')).toContainText('保留にできませんでした', { timeout: 12_000 });
      expect((await phone.call())?.hold.local).toBe(false);
      await phone.softphone.getByRole('button', { name: 'メッセージを閉じる' }).click();
      await expectHears(phone.page, phone.tone);
    }
    for (const statuses of [['491 Request Pending', '491 Request Pending'], ['491 Request Pending']]) {
      refuseReinvites(proxy, ...statuses);
      await phone.button('保留').click();
      await expect(phone.button('保留解除')).toBeVisible({ timeout: 15_000 });
      await expectSilence(phone.page, phone.tone);
      await phone.button('保留解除').click();
      await expect(phone.button('保留')).toBeVisible();
      await expectHears(phone.page, phone.tone);
    }
    await phone.hangsUp();
    await phone.reaches('ended');
  });

  test('[28] hold clicked ten times fast: in the end both sides agree', async ({ openPhone }) => {
    const phone = await openPhone('1001');
    const other = await openPhone('1002');
    await phone.dials('1002');
    await other.answers();
    await phone.reaches('active');
    await phone.page.evaluate(async () => {
      const asked: Promise<void>[] = [];
      for (let index = 0; index < 10; index += 1) {
        asked.push(document.querySelector('it-provider')!.phone.setHold(index % 2 === 0));
        await new Promise(requestAnimationFrame);
      }
      await Promise.all(asked);
    });
    expect((await phone.call())?.hold.local).toBe(false);
    // One after another, as they were asked for.
    const held = (await phone.events('it-call-change')).map(({ detail: { call } }) => call?.hold.local);
    expect(held.filter((now, index) => now !== (held[index - 1] ?? false))).toEqual([true, false, true, false, true, false, true, false, true, false]);
    await Promise.all([expectHears(phone.page, other.tone), expectHears(other.page, phone.tone)]);
    await phone.hangsUp();
    await other.reaches('ended');
  });

  test('[29] an offer of Asterisk that crosses ours is refused with 491, ours goes through; one that does not cross is answered', async ({
    openProxy,
    openPhone,
  }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    let sdp = '';
    let crossing: string | undefined;
    proxy.rule = (message, direction) => {
      const [head = '', body = ''] = message.split('\r\n\r\n');
      if (direction === 'down' && head.startsWith('SIP/2.0 200') && body.startsWith('v=')) sdp = body;
      if (direction === 'up' && isRequest(message, 'INVITE') && /^To: .*;tag=/im.test(head)) {
        crossing = reinviteAgainst(head, sdp);
        proxy.say(crossing);
      }
      // Its answers are none of Asterisk's business.
      return direction === 'up' && message.startsWith('SIP/2.0') && crossing !== undefined && message.includes(branchOf(crossing)) ? undefined : message;
    };
    await talks(phone);
    await phone.button('保留').click();
    await expect(phone.button('保留解除')).toBeVisible();
    await expectSilence(phone.page, phone.tone);
    const answersTo = (request = ''): string[] =>
      proxy.sent.filter((message) => message.startsWith('SIP/2.0') && message.includes(branchOf(request))).map((message) => message.slice(8, 11));
    await expect.poll(() => answersTo(crossing)).toContain('491');
    await phone.button('保留解除').click();
    await expect(phone.button('保留')).toBeVisible();
    const late = (crossing ?? '').replace(/branch=\S+/, 'branch=z9hG4bKlate').replace(/CSeq: (\d+)/, (_all, cseq) => `CSeq: ${Number(cseq) + 5}`);
    crossing = late;
    proxy.say(late);
    await expect.poll(() => answersTo(late)).toContain('200');
    proxy.say(
      late
        .replace(/^INVITE/, 'ACK')
        .replace(/CSeq: (\d+) INVITE/, 'CSeq: $1 ACK')
        .replace(/Content-Length: \d+[\s\S]*$/, 'Content-Length: 0\r\n\r\n'),
    );
    await expectHears(phone.page, phone.tone);
    await phone.hangsUp();
    await phone.reaches('ended');
  });

  test('[30] audio packets cut off for 5 s, for 20 s, and for good on the path that was taken: a new path is found, both hear each other again', async ({
    openPhone,
  }) => {
    test.setTimeout(100_000);
    const phone = await openPhone('1001');
    const other = await openPhone('1002');
    await phone.dials('1002');
    await other.answers();
    await phone.reaches('active');
    await Promise.all([expectHears(phone.page, other.tone), expectHears(other.page, phone.tone)]);
    for (const seconds of [5, 20]) {
      const cutAt = Date.now();
      const restore = await dropUdp('--dport', RTP_PORTS);
      if (seconds === 20) await expect.poll(() => connectionState(phone), { timeout: 15_000 }).toBe('disconnected');
      await expect.poll(() => Date.now() - cutAt, { timeout: 25_000 }).toBeGreaterThan(seconds * 1000);
      await restore();
      await Promise.all([expectHears(phone.page, other.tone, { limitMs: 20_000 }), expectHears(other.page, phone.tone, { limitMs: 20_000 })]);
    }

    // As when the address changed: nothing leaves from where the call was any more.
    const restorePath = await dropUdp('--sport', String(await localPort(phone)));
    try {
      await expect.poll(() => connectionState(phone), { timeout: 15_000 }).not.toBe('connected');
      await Promise.all([expectHears(phone.page, other.tone, { limitMs: 25_000 }), expectHears(other.page, phone.tone, { limitMs: 25_000 })]);
    } finally {
      await restorePath();
    }
    await phone.hangsUp();
    await other.reaches('ended');
  });
});

function branchOf(message: string): string {
  return /branch=([^;\s]+)/.exec(message)?.[1] ?? 'none';
}

/** A re-INVITE of the other side in the dialog of ours. */
function reinviteAgainst(ours: string, answer: string): string {
  const sdp = answer.replace(/a=setup:\w+/g, 'a=setup:actpass').replace(/a=(?:sendonly|recvonly|inactive)/g, 'a=sendrecv');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(ours)?.[1] ?? '';
  const target = /<(.*?)>/.exec(header('Contact'))?.[1] ?? '';
  return [
    `INVITE ${target} SIP/2.0`,
    `Via: SIP/2.0/WS proxy.invalid;branch=z9hG4bK${Math.random().toString(36).slice(2)}`,
    'Max-Forwards: 70',
    `From: ${header('To')}`,
    `To: ${header('From')}`,
    `Call-ID: ${header('Call-ID')}`,
    'CSeq: 70000 INVITE',
    `Contact: <sip:asterisk@127.0.0.1:8088;transport=ws>`,
    'Content-Type: application/sdp',
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
}

function connectionState(phone: PagePhone): Promise<string | undefined> {
  return phone.page.evaluate(() => [...window.pageAudio.connections].find((connection) => connection.signalingState !== 'closed')?.connectionState);
}

/** The UDP port that the call's audio leaves from. */
function localPort(phone: PagePhone): Promise<number | undefined> {
  return phone.page.evaluate(async () => {
    const connection = [...window.pageAudio.connections].find(({ signalingState }) => signalingState !== 'closed');
    const reports = [...((await connection?.getStats())?.values() as Iterable<Record<string, string | number>>)];
    const transport = reports.find(({ type }) => type === 'transport');
    const pair = reports.find(({ id }) => id === transport?.['selectedCandidatePairId']);
    return Number(reports.find(({ id }) => id === pair?.['localCandidateId'])?.['port']);
  });
}
