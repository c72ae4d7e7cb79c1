import { startGapMeter } from '../hearing/gap.js';
import { expectAudioReleased, expectSilence } from '../hearing/hearing.js';
import { connect, expectBothHear, expectShortGap, talk } from './conversation.js';
import { expect, test, type PagePhone } from './phones.js';
import { stop } from './tab-owner.js';

const MINUTE_MS = 60_000;

/** Messages of a method that the page sent since it was opened. */
function sentOf(phone: PagePhone, method: string): string[] {
  return phone.sent.filter((message) => message.startsWith(`${method} `));
}

/** How often the page got into a dialog by an INVITE of its own: an ACK of 2xx is a transaction of its own, that of a refusal is the INVITE's (RFC 3261 section 17.1.1.3). */
function dialogsOf(phone: PagePhone): number {
  const branches = (method: string): string[] => sentOf(phone, method).map((message) => /branch=(\w+)/.exec(message)?.[1] ?? '');
  const ofInvites = new Set(branches('INVITE'));
  return branches('ACK').filter((branch) => !ofInvites.has(branch)).length;
}

test.describe('what becomes of the page and of its elements in a call', () => {
  test('[40] a hundred reloads in one call: the same call, one contact, and both hear each other', async ({ openPhone, asterisk }) => {
    test.setTimeout(240_000);
    const agent = await openPhone('1001', { config: { phone: { leaveWarning: false } } });
    const other = await openPhone('1002');
    await talk(agent, other);
    const before = await agent.call();
    const linkedIds = await asterisk.linkedIds();
    const began = Date.now();
    for (let reload = 1; reload <= 100; reload += 1) {
      const taken = dialogsOf(agent);
      await agent.page.reload({ waitUntil: 'commit' });
      await expect.poll(() => dialogsOf(agent), { message: `taken over after reload ${reload}`, intervals: [20] }).toBeGreaterThan(taken);
    }
    test.info().annotations.push({ type: 'a hundred reloads, ms', description: String(Date.now() - began) });
    // A page that nobody touched may play only while it records, and the tone is no recording.
    await agent.page.mouse.click(5, 5);
    await agent.reaches('active');
    await expectBothHear(agent, other);
    const { calls } = await agent.snapshot();
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ id: before?.id, answeredAt: before?.answeredAt, direction: 'out' });
    await asterisk.expectChannelsOf('1001', '1002');
    expect(await asterisk.linkedIds()).toEqual(linkedIds);
    await agent.lineIs('registered');
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
    await agent.hangsUp();
    expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('[39] [40] the only page crashes in a call, as without a word as one that the browser discards: a new page goes on', async ({
    openPhone,
    openTab,
    asterisk,
  }) => {
    const first = await openPhone('1001');
    const other = await openPhone('1002');
    await talk(first, other);
    const before = await first.call();
    await startGapMeter(other.page, first.tone);
    await stop(first, 'crashed');
    const next = await openTab(first);
    await next.reaches('active');
    await expectBothHear(next, other);
    await expectShortGap(other, 'the only page crashed, a new one opened', 10_000);
    expect(await next.call()).toMatchObject({ id: before?.id, answeredAt: before?.answeredAt });
    await asterisk.expectChannelsOf('1001', '1002');
    await next.hangsUp();
  });

  test('[39] hidden for ten minutes, with timers that run once a minute: registered throughout, and the next call rings and is answered', async ({
    openPhone,
  }) => {
    const agent = await openPhone('1001', {
      prepare: async (page) => {
        await page.clock.install();
        await page.addInitScript(() => {
          const looked = { visibility: 'hidden' };
          Object.defineProperty(document, 'visibilityState', { get: () => looked.visibility });
          addEventListener('looked-at', () => {
            looked.visibility = 'visible';
            document.dispatchEvent(new Event('visibilitychange'));
          });
        });
      },
    });
    const caller = await openPhone('2001');
    let answers = 0;
    agent.sockets[0]!.on('framereceived', ({ payload }) => {
      if (/^SIP\/2.0 200 [^]*^CSeq: \d+ REGISTER/im.test(String(payload))) answers += 1;
    });
    await agent.page.clock.pauseAt(Date.now() + 1000);
    for (let minute = 1; minute <= 10; minute += 1) {
      const answered = answers;
      await agent.page.clock.fastForward(MINUTE_MS);
      await expect.poll(() => answers, { message: `the registrar answers in minute ${minute}` }).toBeGreaterThan(answered);
      await agent.lineIs('registered');
    }
    expect(agent.sockets).toHaveLength(1);
    expect((await agent.events('it-line-change')).map(({ detail }) => (detail['line'] as { state: string }).state)).not.toContain('lost');
    await agent.page.clock.resume();
    await caller.dials('1001');
    await agent.reaches('ringing');
    await agent.page.evaluate(() => dispatchEvent(new Event('looked-at')));
    await agent.answers();
    await agent.reaches('active');
    await expectBothHear(agent, caller);
    await caller.hangsUp();
  });

  test('[41] elements moved in a call: the page keeps its connection, the call and its registration', async ({ openPhone, asterisk }) => {
    const agent = await openPhone('1001');
    const other = await openPhone('1002');
    await talk(agent, other);
    const before = await agent.call();
    const contacts = await asterisk.contactsOf('1001');
    await startGapMeter(other.page, agent.tone);
    await agent.page.evaluate(async () => {
      const provider = document.querySelector('it-provider')!;
      const place = document.body.appendChild(document.createElement('main'));
      // Moved, taken out for a second, and its softphone moved within it.
      place.append(provider);
      provider.remove();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      place.append(provider);
      provider.append(document.createElement('section'));
      provider.lastElementChild!.append(document.querySelector('it-softphone')!);
    });
    await expectShortGap(other, 'elements moved', 300);
    await expectBothHear(agent, other);
    expect(await agent.call()).toMatchObject({ id: before?.id, answeredAt: before?.answeredAt, phase: 'active' });
    expect(agent.sockets).toHaveLength(1);
    expect(sentOf(agent, 'INVITE').length).toBeLessThanOrEqual(2);
    expect(await asterisk.contactsOf('1001')).toEqual(contacts);
    await agent.button('保留').click();
    await expect(agent.button('保留解除')).toBeVisible();
    await agent.hangsUp();
    expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('[41] all elements removed in a call: the line is let go without a word, and new elements go on with the call', async ({ openPhone, asterisk }) => {
    const agent = await openPhone('1001');
    const other = await openPhone('1002');
    await talk(agent, other);
    const before = await agent.call();
    const said = agent.sent.length;
    await agent.page.evaluate(() => {
      const provider = document.querySelector('it-provider')!;
      Object.assign(window, { kept: provider.config });
      provider.remove();
    });
    await expectAudioReleased(agent.page);
    expect(
      agent.sent.slice(said).filter((message) => /^(BYE|CANCEL|REGISTER) /.test(message) && !/^REGISTER [^]*\nContact: .*expires=[1-9]/i.test(message)),
    ).toEqual([]);
    await expectSilence(other.page, agent.tone);
    await asterisk.expectChannelsOf('1001', '1002');

    await agent.page.evaluate(() => {
      document.body.innerHTML = '<it-provider><it-softphone></it-softphone><it-call-popup></it-call-popup></it-provider>';
      document.querySelector('it-provider')!.config = (window as unknown as { kept: HTMLElementTagNameMap['it-provider']['config'] }).kept!;
    });
    await agent.reaches('active');
    await expectBothHear(agent, other);
    expect(await agent.call()).toMatchObject({ id: before?.id, answeredAt: before?.answeredAt });
    await agent.lineIs('registered');
    expect(await asterisk.contactsOf('1001')).toHaveLength(1);
    await asterisk.expectChannelsOf('1001', '1002');
    await agent.hangsUp();
    expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('the browser asks before a page that talks is left, and not where the host turned that off', async ({ openPhone }) => {
    const asks = await openPhone('1001');
    const quiet = await openPhone('1002', { config: { phone: { leaveWarning: false } } });
    await connect(asks, quiet);
    const asked: string[] = [];
    for (const { page, extension } of [asks, quiet]) {
      page.on('dialog', (dialog) => {
        asked.push(`${extension} ${dialog.type()}`);
        void dialog.accept();
      });
    }
    await quiet.page.reload();
    await asks.page.reload();
    expect(asked).toEqual(['1001 beforeunload']);
    await Promise.all([asks.reaches('active'), quiet.reaches('active')]);
    await asks.hangsUp();
    await quiet.sawEnd();
  });
});
