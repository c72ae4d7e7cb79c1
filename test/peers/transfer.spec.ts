import { HOLD_MUSIC_HZ } from '../../demo/asterisk/hold-music.mjs';
import type { Call } from '../../src/phone/call.js';
import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test, type PagePhone } from './phones.js';

/** How a command of the phone came out: `done`, or the code of its error. */
function outcomeOf(phone: PagePhone, command: 'transfer' | 'consult' | 'completeTransfer' | 'cancelTransfer', target = ''): Promise<string> {
  return phone.page.evaluate(
    async ({ name, to }) => {
      const { phone } = document.querySelector('it-provider')!;
      const run = {
        transfer: () => phone.transfer(to),
        consult: () => phone.transfer(to, { consult: true }),
        completeTransfer: () => phone.completeTransfer(),
        cancelTransfer: () => phone.cancelTransfer(),
      };
      return run[name]().then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    },
    { name: command, to: target },
  );
}

async function callsOf(phone: PagePhone): Promise<readonly Call[]> {
  return (await phone.snapshot()).calls;
}

/** The customer has called 1001, who answered; the two hear each other. */
async function talk(customer: PagePhone, agent: PagePhone): Promise<void> {
  await customer.dials('1001');
  await agent.answers();
  await agent.reaches('active');
  await expectHears(agent.page, customer.tone);
}

async function hearEachOther(a: PagePhone, b: PagePhone): Promise<void> {
  await Promise.all([expectHears(a.page, b.tone), expectHears(b.page, a.tone)]);
}

test.describe('a blind transfer', () => {
  test('[32] connects the customer with the colleague, names each to the other, and ends the agent’s part; tones still arrive', async ({
    openPhone,
    asterisk,
  }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001', { network: 'internet' });
    const colleague = await openPhone('1003');
    await talk(customer, agent);
    const transferred = outcomeOf(agent, 'transfer', '1003');
    await colleague.reaches('ringing');
    expect(await colleague.call()).toMatchObject({ kind: 'external', peer: { number: '09012345678' } });
    await colleague.answers();
    expect(await transferred).toBe('done');
    expect(await agent.sawEnd()).toEqual({ reason: 'transferred', side: 'local', code: 16 });
    expect((await agent.call())?.transfer).toEqual({ state: 'done', target: { number: '1003' } });
    await asterisk.expectChannelsOf('1003', '2001');
    await hearEachOther(customer, colleague);
    await expect.poll(async () => (await customer.call())?.peer).toEqual({ number: '1003', name: 'Agent 1003' });
    await expect(customer.softphone.getByText('Agent 1003')).toBeVisible();

    const digit = asterisk.ami.waitFor(({ Event, Digit, Direction }) => Event === 'DTMFEnd' && Digit === '7' && Direction === 'Received', 10_000, 'the tone');
    await customer.page.evaluate(() => document.querySelector('it-provider')!.phone.sendTones('7'));
    expect((await digit)['Channel']).toContain('/2001');

    await customer.hangsUp();
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('[32] to a number that nobody has is refused as such, and the talk goes on', async ({ openPhone, asterisk }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    await talk(customer, agent);
    expect(await outcomeOf(agent, 'transfer', '999')).toBe('transfer-refused');
    expect((await agent.call())?.transfer).toMatchObject({ state: 'refused', target: { number: '999' }, refusal: { reason: 'not-found', code: 404 } });
    await asterisk.expectChannelsOf('1001', '2001');
    await hearEachOther(customer, agent);
    await agent.hangsUp();
  });

  for (const [why, target] of [
    ['is busy', '1003'],
    ['is not registered', '1002'],
    ['is unknown', '1999'],
    ['does not answer', '608'],
  ] as const) {
    test(`[32] to a colleague who ${why} brings the customer back to the agent`, async ({ openPhone, asterisk }) => {
      const customer = await openPhone('2001');
      const agent = await openPhone('1001');
      if (target === '1003') {
        const colleague = await openPhone('1003');
        await colleague.dials('600');
        await colleague.reaches('active');
      }
      await talk(customer, agent);
      void outcomeOf(agent, 'transfer', target);
      await expect.poll(async () => (await callsOf(agent)).map(({ phase }) => phase), { timeout: 15_000 }).toEqual(['ended', 'ringing']);
      expect((await agent.call())?.peer.number).toBe('09012345678');
      await agent.answers();
      await agent.reaches('active');
      await hearEachOther(customer, agent);
      await customer.hangsUp();
      expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
      await asterisk.hangUpAll();
    });
  }

  test('[32] that the PBX fails by hanging up on the customer leaves the agent no dead call', async ({ openPhone, asterisk }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    await talk(customer, agent);
    // 604 rejects by itself: nothing brings the customer back from there.
    const outcome = await outcomeOf(agent, 'transfer', '604');
    expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote', code: 21 });
    const end = await agent.sawEnd();
    if (asterisk.version === '22') {
      expect(outcome).toBe('transfer-refused');
      expect(end?.side).toBe('remote');
      expect((await agent.call())?.transfer).toMatchObject({ state: 'refused', refusal: { reason: 'unavailable', code: 503 } });
    } else {
      // chan_sip tells nothing of what becomes of the customer.
      expect(end).toMatchObject({ reason: 'transferred' });
    }
    await asterisk.expectChannelsOf();
  });

  test('[32] whose customer hangs up while the colleague rings ends everywhere', async ({ openPhone, asterisk }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await talk(customer, agent);
    const outcome = outcomeOf(agent, 'transfer', '1003');
    await colleague.reaches('ringing');
    await customer.hangsUp();
    expect(await colleague.sawEnd()).toEqual({ reason: 'cancelled', side: 'remote' });
    expect((await agent.sawEnd())?.reason).toMatch(/transferred|hung-up/);
    await outcome;
    await asterisk.expectChannelsOf();
  });

  test('[32] whose colleague answers while the agent has no connection leaves none on its way: it is done, or nobody can tell', async ({
    openPhone,
    openProxy,
    asterisk,
  }) => {
    const proxy = await openProxy();
    const customer = await openPhone('2001');
    const agent = await openPhone('1001', { through: proxy });
    const colleague = await openPhone('1003');
    // chan_sip tells at once that the customer is on the way: that is what is lost there.
    proxy.rule = (message, direction) => (direction === 'down' && message.startsWith('NOTIFY ') ? undefined : message);
    await talk(customer, agent);
    const outcome = outcomeOf(agent, 'transfer', '1003');
    await colleague.reaches('ringing');
    proxy.refuse();
    await colleague.answers();
    await asterisk.expectChannelsOf('1003', '2001');
    proxy.heal();
    expect(['done', 'transfer-refused']).toContain(await outcome);
    const { end, transfer } = (await agent.call())!;
    expect(['done', 'refused']).toContain(transfer?.state);
    // chan_sip answers an offer in the dialog whose party it handed over, so that the agent has to end it.
    if (asterisk.version === '22') expect(end).toBeDefined();
    else await agent.hangsUp();
    await hearEachOther(customer, colleague);
    await customer.hangsUp();
  });
});

test.describe('a transfer with consultation', () => {
  test('[32] keeps the customer on hold music while agent and colleague talk, then connects the two', async ({ openPhone, asterisk }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003', { network: 'internet' });
    await talk(customer, agent);
    expect(await outcomeOf(agent, 'consult', '1003')).toBe('done');
    const [waiting, consultation] = await callsOf(agent);
    expect(waiting).toMatchObject({ hold: { local: true }, transfer: { state: 'consulting', target: { number: '1003' }, consultationId: consultation?.id } });
    await colleague.answers();
    await agent.reaches('active');
    await hearEachOther(agent, colleague);
    await Promise.all([expectHears(customer.page, HOLD_MUSIC_HZ), expectSilence(customer.page, agent.tone), expectSilence(colleague.page, customer.tone)]);

    expect(await outcomeOf(agent, 'completeTransfer')).toBe('done');
    expect((await callsOf(agent)).map(({ end }) => end?.reason)).toEqual(['transferred', 'transferred']);
    await asterisk.expectChannelsOf('1003', '2001');
    await hearEachOther(customer, colleague);
    await Promise.all([expectSilence(customer.page, HOLD_MUSIC_HZ), expectSilence(customer.page, agent.tone)]);
    await expect.poll(async () => (await customer.call())?.peer).toEqual({ number: '1003', name: 'Agent 1003' });
    await expect.poll(async () => (await colleague.call())?.peer.number).toBe('09012345678');
    expect((await colleague.call())?.kind).toBe('external');

    const digit = asterisk.ami.waitFor(({ Event, Digit, Direction }) => Event === 'DTMFEnd' && Digit === '7' && Direction === 'Received', 10_000, 'the tone');
    await colleague.page.evaluate(() => document.querySelector('it-provider')!.phone.sendTones('7'));
    expect((await digit)['Channel']).toContain('/1003');
    await colleague.hangsUp();
    expect(await customer.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('is cancelled: the colleague is let go, and agent and customer hear each other again', async ({ openPhone, asterisk }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await talk(customer, agent);
    await outcomeOf(agent, 'consult', '1003');
    await colleague.answers();
    await agent.reaches('active');
    expect(await outcomeOf(agent, 'cancelTransfer')).toBe('done');
    expect(await colleague.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
    const [back] = await callsOf(agent);
    expect(back).toMatchObject({ phase: 'active', hold: { local: false } });
    expect(back?.transfer).toBeUndefined();
    await asterisk.expectChannelsOf('1001', '2001');
    await hearEachOther(customer, agent);
    await agent.hangsUp();
  });

  test('[32] is completed while the colleague only rings: the customer waits for the answer', async ({ openPhone, asterisk }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await talk(customer, agent);
    await outcomeOf(agent, 'consult', '1003');
    await colleague.reaches('ringing');
    expect(await outcomeOf(agent, 'completeTransfer')).toBe('done');
    await colleague.reaches('ringing');
    await colleague.answers();
    await asterisk.expectChannelsOf('1003', '2001');
    await hearEachOther(customer, colleague);
    await customer.hangsUp();
  });

  test('[32] whose colleague is busy, does not answer, or hangs up early, leaves the customer on hold with the agent, who takes them back', async ({
    openPhone,
  }) => {
    const customer = await openPhone('2001');
    const agent = await openPhone('1001');
    const colleague = await openPhone('1003');
    await talk(customer, agent);
    await outcomeOf(agent, 'consult', '604');
    await expect.poll(async () => (await callsOf(agent))[0]?.transfer).toMatchObject({ state: 'refused', refusal: { side: 'remote' } });
    await outcomeOf(agent, 'consult', '608');
    await expect
      .poll(async () => (await callsOf(agent))[0]?.transfer)
      .toMatchObject({ state: 'refused', target: { number: '608' }, refusal: { reason: 'no-answer', side: 'remote' } });
    await outcomeOf(agent, 'consult', '1003');
    await colleague.answers();
    await agent.reaches('active');
    await colleague.hangsUp();
    await expect.poll(async () => (await callsOf(agent))[0]?.transfer).toMatchObject({ state: 'refused', refusal: { reason: 'hung-up', side: 'remote' } });
    await expectHears(customer.page, HOLD_MUSIC_HZ);
    expect(await outcomeOf(agent, 'completeTransfer')).toBe('no-such-call');
    expect(await outcomeOf(agent, 'cancelTransfer')).toBe('done');
    await hearEachOther(customer, agent);
    await customer.hangsUp();
  });
});
