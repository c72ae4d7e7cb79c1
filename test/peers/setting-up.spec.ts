import { expectHears } from '../hearing/hearing.js';
import { isRequest, responseTo, type FaultProxy } from './fault-proxy.js';
import { expect, test, type PagePhone } from './phones.js';
import { dropUdp } from './udp.js';

const MILLIWATT_HZ = 1004;
const STUN = '10.99.0.1:3478';

interface Provider extends HTMLElement {
  readonly phone: Record<'answer' | 'reject' | 'hangUp', (id?: string) => Promise<void>>;
}

/** Gives commands to the phone in the same turn; resolves to the error code of each, or `done`. */
function commands(phone: PagePhone, ...names: ('answer' | 'reject' | 'hangUp')[]): Promise<string[]> {
  return phone.page.evaluate(
    (wanted) =>
      Promise.all(
        wanted.map((name) =>
          (document.querySelector('it-provider') as Provider).phone[name]().then(
            () => 'done',
            (error: { code: string }) => error.code,
          ),
        ),
      ),
    names,
  );
}

/** From the next navigation on, the microphone prompt stays open until `window.allow()`, or fails with this DOMException. */
function holdPrompt(failure?: string) {
  return async (page: PagePhone['page']): Promise<void> =>
    void (await page.addInitScript((name) => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      const allowed = new Promise<void>((resolve) => ((window as unknown as { allow: () => void }).allow = resolve));
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        if (name !== undefined) throw new DOMException('as the test wants it', name);
        await allowed;
        return open(constraints);
      };
    }, failure));
}

/** Runs in the page before everything else: keeps how long each description of ours waited until it left, ms. */
function keepWaits(): void {
  const waits: number[] = [];
  (window as unknown as { waits: number[] }).waits = waits;
  let madeAt: number | undefined;
  const { setLocalDescription } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.setLocalDescription = function (this: RTCPeerConnection, ...words: unknown[]) {
    madeAt = performance.now();
    return Reflect.apply(setLocalDescription, this, words) as Promise<void>;
  };
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (this: WebSocket, data: string) {
    if (madeAt !== undefined && data.includes('\r\nv=0')) waits.push(performance.now() - madeAt);
    if (data.includes('\r\nv=0')) madeAt = undefined;
    send.call(this, data);
  };
}

test.describe('a call begins', () => {
  test('[16] answered twice, answered and rejected together, hung up twice: once is enough, and nothing breaks', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001');
    await asterisk.callFromOutside('1001');
    await phone.reaches('ringing');
    expect(await commands(phone, 'answer', 'answer')).toEqual(['done', 'done']);
    await expectHears(phone.page, MILLIWATT_HZ);
    expect(await commands(phone, 'hangUp', 'hangUp')).toContain('done');
    expect(await phone.sawEnd()).toEqual({ reason: 'hung-up', side: 'local', code: 16 });
    await asterisk.expectChannelsOf();
    await asterisk.callFromOutside('1001');
    await phone.reaches('ringing');
    expect(await commands(phone, 'answer', 'reject')).toEqual(['no-such-call', 'done']);
    expect(await phone.sawEnd()).toMatchObject({ reason: 'rejected', side: 'local' });
  });

  test('[17] given up by the caller while the microphone prompt is open: allowed afterwards, the microphone is let go', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001', { prepare: holdPrompt() });
    await asterisk.callFromOutside('1001');
    await phone.reaches('ringing');
    const answered = commands(phone, 'answer');
    await phone.reaches('answering');
    await asterisk.outsideHangsUp('1001');
    expect(await phone.sawEnd()).toEqual({ reason: 'cancelled', side: 'remote' });
    await phone.page.evaluate(() => (window as unknown as { allow: () => void }).allow());
    expect(await answered).toEqual(['no-such-call']);
  });

  for (const [failure, code] of [
    ['NotAllowedError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
  ] as const) {
    test(`[18] the prompt ends with ${failure}: no call is dialled, a ringing one rings on`, async ({ openPhone, asterisk }) => {
      const phone = await openPhone('1001', { prepare: holdPrompt(failure) });
      await phone.dials('600');
      await expect.poll(() => phone.errorCodes()).toEqual([code]);
      expect((await phone.snapshot()).calls).toEqual([]);
      await asterisk.callFromOutside('1001');
      await phone.reaches('ringing');
      expect(await commands(phone, 'answer')).toEqual([code]);
      expect((await phone.call())?.phase).toBe('ringing');
      expect(await commands(phone, 'reject')).toEqual(['done']);
    });
  }

  test('[19] with a STUN server that is silent, INVITE and answer leave in under 2 s', async ({ openPhone, asterisk }) => {
    const restore = await dropUdp('--dport', '3478');
    try {
      const phone = await openPhone('1001', {
        sip: { iceServers: [{ urls: `stun:${STUN}` }] },
        prepare: async (page) => void (await page.addInitScript(keepWaits)),
      });
      await phone.dials('600');
      await phone.reaches('active');
      await phone.hangsUp();
      await phone.reaches('ended');
      await asterisk.callFromOutside('1001');
      await phone.reaches('ringing');
      await phone.answers();
      await phone.reaches('active');
      const waits = await phone.page.evaluate(() => (window as unknown as { waits: number[] }).waits);
      expect(waits).toHaveLength(2);
      // Less than where no candidate comes at all, which takes a second.
      expect(Math.max(...waits)).toBeLessThan(900);
      await phone.hangsUp();
    } finally {
      await restore();
    }
  });

  test('[21] an INVITE without audio, with refused audio, and without a description: 488, and nothing rings', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    swallowAnswers(proxy);
    const session = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n';
    for (const body of [`${session}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`, `${session}m=audio 0 UDP/TLS/RTP/SAVPF 0\r\n`, '']) {
      const branch = `z9hG4bK${Math.random().toString(36).slice(2)}`;
      proxy.say(inviteFrom('"Caller" <sip:0901@127.0.0.1>;tag=caller', branch, body));
      await expect.poll(() => statusesOf(proxy, branch)).toContain('488');
    }
    expect((await phone.snapshot()).calls).toEqual([]);
  });

  test('[22] each refusal has its own reason and its own words', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    const refusals = [
      ['486 Busy Here', 'busy', '話し中'],
      ['480 Temporarily Unavailable', 'unavailable', '相手は電話に出られない状態です'],
      ['404 Not Found', 'not-found', '番号が見つかりません'],
      ['403 Forbidden', 'forbidden', 'この番号への発信は許可されていません'],
      ['603 Decline', 'rejected', '着信が拒否されました'],
      ['488 Not Acceptable Here', 'not-acceptable', '相手と音声の形式が合いません'],
      ['503 Service Unavailable', 'server-error', '電話サーバーが通話を終えました'],
      ['408 Request Timeout', 'no-answer', '相手が出ませんでした'],
    ] as const;
    for (const [status, reason, words] of refusals) {
      proxy.rule = (message, direction) => {
        if (direction === 'down' || !isRequest(message, 'INVITE')) return isRequest(message, 'ACK') ? undefined : message;
        proxy.say(responseTo(message, status));
        return undefined;
      };
      await phone.dials('600');
      expect(await phone.sawEnd()).toEqual({ reason, side: 'remote', code: Number(status.slice(0, 3)) });
      await expect(phone.softphone.getByText(words).first()).toBeVisible();
      await phone.softphone.getByRole('button', { name: '通話結果を閉じる' }).click();
    }
  });

  test('[56] callers’ names are shown as they came, as text; what no parser reads is answered 400 and does not ring', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    swallowAnswers(proxy);
    const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n';
    const readable = [
      ['"<img src=x onerror=alert(1)>" <sip:0901@127.0.0.1>', { number: '0901', name: '<img src=x onerror=alert(1)>' }],
      ['"a \\"b\\" c" <sip:0902@127.0.0.1>', { number: '0902', name: 'a "b" c' }],
      ['"a \\\\\\" c" <sip:0908@127.0.0.1>', { number: '0908', name: 'a \\" c' }],
      [`"${'長'.repeat(500)}" <sip:0903@127.0.0.1>`, { number: '0903', name: '長'.repeat(500) }],
      ['"☎️👩🏽‍💻" <sip:0904@127.0.0.1>', { number: '0904', name: '☎️👩🏽‍💻' }],
      ['"山田 太郎" <sip:0905@127.0.0.1>', { number: '0905', name: '山田 太郎' }],
      ['"Anonymous" <sip:anonymous@anonymous.invalid>', { number: '' }],
      ['<sip:127.0.0.1>', { number: '' }],
    ] as const;
    for (const [from, peer] of readable) {
      const branch = `z9hG4bK${Math.random().toString(36).slice(2)}`;
      proxy.say(inviteFrom(`${from};tag=caller`, branch, sdp));
      await phone.reaches('ringing');
      expect((await phone.call())?.peer).toEqual(peer);
      await expect(phone.popup.locator('img')).toHaveCount(0);
      await commands(phone, 'reject');
      await phone.reaches('ended');
      await expect.poll(() => statusesOf(proxy, branch)).toContain('486');
    }
    const shown = (await phone.snapshot()).calls.length;
    for (const from of ['山田 <sip:0906@127.0.0.1>', '<sip:0907@019f9ae299f5>', '<sip:@127.0.0.1>']) {
      const branch = `z9hG4bK${Math.random().toString(36).slice(2)}`;
      proxy.say(inviteFrom(`${from};tag=caller`, branch, sdp));
      await expect.poll(() => statusesOf(proxy, branch)).toEqual(['400']);
    }
    expect((await phone.snapshot()).calls).toHaveLength(shown);
    // The line said how many.
    expect(phone.errors.splice(0).filter((text) => text.startsWith('it-widgets:'))).toHaveLength(3);
  });

  test('[57] numbers as people write them go out as digits; what is no number makes no call', async ({ openProxy, openPhone }) => {
    const proxy = await openProxy();
    const phone = await openPhone('1001', { through: proxy });
    const dialled = (): string | undefined =>
      proxy.sent
        .filter((message) => isRequest(message, 'INVITE'))
        .at(-1)
        ?.split(' ')[1];
    for (const [typed, target] of [
      ['０３-１２３４-５６７８', 'sip:0312345678@127.0.0.1'],
      ['（03）1234', 'sip:031234@127.0.0.1'],
      ['tel:+81-3-1234', 'sip:+8131234@127.0.0.1'],
      ['tel-app/0801', 'sip:0801@127.0.0.1'],
      ['sip:999@127.0.0.1', 'sip:999@127.0.0.1'],
    ] as const) {
      await phone.dials(typed);
      await expect.poll(dialled).toBe(target);
      await phone.reaches('ended');
      await phone.softphone.getByRole('button', { name: '通話結果を閉じる' }).click();
    }
    const invites = proxy.sent.filter((message) => isRequest(message, 'INVITE')).length;
    const dial = (target: string): Promise<string> =>
      phone.page.evaluate(
        (number) =>
          (document.querySelector('it-provider') as unknown as { phone: { dial(target: string): Promise<string> } }).phone.dial(number).then(
            () => 'done',
            (error: { code: string }) => error.code,
          ),
        target,
      );
    expect(await dial('')).toBe('number-invalid');
    expect(await dial('100%')).toBe('number-invalid');
    expect(proxy.sent.filter((message) => isRequest(message, 'INVITE'))).toHaveLength(invites);
  });
});

/** Keeps from Asterisk what the phone says of calls that are not Asterisk's. */
function swallowAnswers(proxy: FaultProxy): void {
  proxy.rule = (message, direction) => (direction === 'up' && message.startsWith('SIP/2.0') ? undefined : message);
}

/** Statuses of the phone's answers to the request with this branch. */
function statusesOf(proxy: FaultProxy, branch: string): string[] {
  return proxy.sent.filter((message) => message.startsWith('SIP/2.0') && message.includes(branch)).map((message) => message.slice(8, 11));
}

/** An INVITE to 1001 in Asterisk's place. */
function inviteFrom(from: string, branch: string, sdp: string): string {
  return [
    'INVITE sip:1001@127.0.0.1 SIP/2.0',
    `Via: SIP/2.0/WS proxy.invalid;branch=${branch}`,
    'Max-Forwards: 70',
    `From: ${from}`,
    'To: <sip:1001@127.0.0.1>',
    `Call-ID: ${branch}`,
    'CSeq: 1 INVITE',
    'Contact: <sip:asterisk@127.0.0.1:8088;transport=ws>',
    ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
}
