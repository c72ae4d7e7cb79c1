import { gapSince, startGapMeter } from '../../hearing/gap.js';
import { expectHears } from '../../hearing/hearing.js';
import { expect, popsOf, statusIs, test } from './agents.js';
import { answeredCall, ringingCall } from './written-calls.js';

const CUSTOMER = '09012345678';
const BURST = 1000;
const STALL_MS = 200;
/** Beyond what Opus conceals of one or two packets that came late, ms. */
const GAP_MS = 100;
const MINUTE = 60_000;

declare global {
  interface Window {
    stalls: number[];
  }
}

/** Runs in the page: keeps every task of more than 50 ms. */
function keepStalls(): void {
  window.stalls = [];
  new PerformanceObserver((list) => window.stalls.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
}

test.describe('documents', () => {
  test.afterEach(async ({ data }) => {
    await data.removeWrittenCalls();
  });

  test(`[45] ${BURST} at once in a call: no stall over ${STALL_MS} ms, no gap in what either side hears, and the call goes on`, async ({
    openAgent,
    openPhone,
    data,
  }) => {
    const agent = await openAgent('1001');
    const customer = await openPhone('2001');
    await customer.dials('700');
    await agent.answers();
    await agent.reaches('active');
    await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
    await agent.page.evaluate(keepStalls);
    await startGapMeter(agent.page, customer.tone);
    await startGapMeter(customer.page, agent.tone);

    const at = Date.now();
    const idOf = (index: number): string => `written-${at}-${index}`;
    for (let from = 0; from < BURST; from += 250) {
      const calls = Array.from({ length: 250 }, (_, index) => [idOf(from + index), ringingCall({ startedAt: new Date(at + from + index) })]);
      await data.writeCalls(Object.fromEntries(calls) as Record<string, Record<string, unknown>>);
    }
    await agent.page.waitForFunction((id) => document.querySelector('it-provider')?.contacts.snapshot.events[id], idOf(BURST - 1));

    expect(Math.max(0, ...(await agent.page.evaluate(() => window.stalls))), 'longest task, ms').toBeLessThan(STALL_MS);
    for (const { page, extension } of [agent, customer]) expect((await gapSince(page)).longestGapMs, `gap that ${extension} heard, ms`).toBeLessThan(GAP_MS);
    expect(await popsOf(agent)).toEqual([CUSTOMER]);
    await agent.hangsUp();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'local' });
  });

  test('[46] of one call half-filled, wrongly typed, twice, in disorder and late: one entry, one pop, and what is wrong is told by name', async ({
    openAgent,
    data,
  }) => {
    const agent = await openAgent('1001', { deskPhone: true });
    await statusIs(agent, 0);
    const id = 'written-46';
    const phaseOf = async (): Promise<(string | undefined)[]> =>
      agent.page.evaluate(() => document.querySelector('it-provider')!.contacts.snapshot.deskCalls.map(({ phase }) => phase));
    const startedAt = new Date();
    const { state: _state, direction: _direction, ...half } = ringingCall({ startedAt });
    await data.writeCalls({ [id]: half });
    const wrong = async (): Promise<number> => (await agent.errorCodes()).filter((code) => code === 'document-invalid').length;
    await expect.poll(wrong, { message: 'direction and state' }).toBe(2);
    await data.writeCalls({ [id]: ringingCall({ startedAt, caller: 9012345678, groupName: 5, callIds: 'none' }) });
    await expect.poll(phaseOf).toEqual(['ringing']);
    // Answered is told before the rest of what rang, and twice.
    await data.writeCalls({ [id]: answeredCall({ startedAt }) });
    await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
    await data.writeCalls({ [id]: ringingCall({ startedAt, groupName: '遅れて届いた' }) });
    await data.writeCalls({ [id]: answeredCall({ startedAt, groupName: '遅れて届いた' }) });
    await expect(agent.popup.getByText('遅れて届いた')).toBeVisible();
    expect(await phaseOf()).toEqual(['active']);
    await data.writeCalls({ [id]: answeredCall({ startedAt, state: 'ended', endedAt: new Date(), cause: 16 }) });
    await expect.poll(phaseOf).toEqual(['ended']);
    await data.writeCalls({ [id]: answeredCall({ startedAt, groupName: 'まだ話している' }) });
    // Something that is told after it.
    await data.writeCalls({ 'written-46-next': ringingCall() });
    await expect.poll(phaseOf).toEqual(['ended', 'ringing']);
    expect(await popsOf(agent)).toEqual([CUSTOMER]);
    expect(await wrong(), 'and caller, groupName, callIds').toBe(5);
  });

  test('[47] a reload with 500 old ones, ringing and answered for ever: none pops and none is drawn; the next call does', async ({ openAgent, data }) => {
    const old = Array.from({ length: 500 }, (_, index) => {
      const startedAt = new Date(Date.now() - (500 - index) * MINUTE);
      return [`written-old-${index}`, index % 2 ? ringingCall({ startedAt }) : answeredCall({ startedAt, answeredAt: startedAt })] as const;
    });
    await data.writeCalls(Object.fromEntries(old));
    const agent = await openAgent('1001', { deskPhone: true, config: { phone: { popAt: 'ringing' } } });
    const known = (): Promise<number> => agent.page.evaluate(() => Object.keys(document.querySelector('it-provider')?.contacts?.snapshot.events ?? {}).length);
    for (const reload of [false, true]) {
      if (reload) await agent.page.reload();
      await statusIs(agent, 0);
      // Of the newest, those of earlier tests are among them.
      await expect.poll(known).toBeGreaterThan(0);
      expect(await popsOf(agent)).toEqual([]);
      await expect(agent.popup.getByText(CUSTOMER)).toHaveCount(0);
    }
    await data.writeCalls({ 'written-new': ringingCall() });
    await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
    await expect(agent.popup.getByText(CUSTOMER).first()).toBeVisible();
  });

  for (const minutes of [-10, 10]) {
    test(`[48] the computer's clock is ${minutes} min off: a call pops once, also after a reload in it, and the time in a status is the true one`, async ({
      openAgent,
      openPhone,
    }) => {
      const agent = await openAgent('1001', { prepare: (page) => page.clock.install({ time: Date.now() + minutes * MINUTE }) });
      const customer = await openPhone('2001');
      await statusIs(agent, 0);
      await customer.dials('700');
      await agent.answers();
      await statusIs(agent, 99);
      await expect.poll(() => popsOf(agent)).toEqual([CUSTOMER]);
      await expect(agent.status.locator('[part=time]')).toHaveText(/^00:00:\d\d$/);
      await expect(agent.softphone.locator('[part=timer]').first()).toHaveText(/^00:[0-5]\d$/);
      await agent.page.reload();
      await agent.reaches('active');
      await statusIs(agent, 99);
      await agent.hangsUp();
      await agent.sawEnd();
      await statusIs(agent, 0);
      expect(await popsOf(agent)).toEqual([]);
    });
  }

  test('[49] SIP talks while Firestore says 待機中: both stay as they are, and that is said after some seconds', async ({ openAgent, openPhone, data }) => {
    const agent = await openAgent('1001');
    const customer = await openPhone('2001');
    await customer.dials('700');
    await agent.answers();
    await statusIs(agent, 99);
    await data.writeAgent('1001', { status: 0 });
    await expect(agent.status.getByText('サーバーの状態は変わっていません')).toBeVisible({ timeout: 15_000 });
    await expect(agent.status.locator('#value')).toHaveText('待機中');
    await expect(agent.softphone.getByText('通話中')).toBeVisible();
    expect((await agent.call())?.phase).toBe('active');
    await agent.hangsUp();
    await agent.sawEnd();
    await expect(agent.status.getByText('サーバーの状態は変わっていません')).toHaveCount(0);
    await statusIs(agent, 0);
  });

  test('[49] Firestore says that the agent talks while SIP has no call: both stay as they are, and that is said after some seconds', async ({
    openAgent,
    data,
  }) => {
    const agent = await openAgent('1001');
    await statusIs(agent, 0);
    await data.writeAgent('1001', { status: 99 });
    try {
      await expect(agent.status.getByText('この電話に通話はありません')).toBeVisible({ timeout: 15_000 });
      await expect(agent.status.locator('#value')).toHaveText('ACD着信:通話中');
      expect((await agent.snapshot()).calls).toEqual([]);
      await expect(agent.button('発信')).toBeEnabled();
    } finally {
      await data.writeAgent('1001', { status: 0 });
    }
    await expect(agent.status.getByText('この電話に通話はありません')).toHaveCount(0);
  });
});
