import { expectHears } from '../hearing/hearing.js';
import { expect, test } from './phones.js';

test('[25] a customer calls queue 700: its agents ring with queue and group, one answers, the other sees "answered elsewhere"', async ({
  openPhone,
  asterisk,
}) => {
  const customer = await openPhone('2001');
  const agent = await openPhone('1001');
  const colleague = await openPhone('1002', { network: 'internet' });
  const outsider = await openPhone('1003');
  await customer.dials('700');
  await customer.reaches('ringing');
  for (const phone of [agent, colleague]) {
    await phone.reaches('ringing');
    expect(await phone.call()).toMatchObject({ direction: 'in', kind: 'acd', queue: '700', groupCode: 'G01', peer: { number: '09012345678' } });
  }
  expect((await agent.call())?.linkedId).toBe((await colleague.call())?.linkedId);
  expect((await outsider.snapshot()).calls).toEqual([]);

  await agent.answers();
  expect(await colleague.sawEnd()).toEqual({ reason: 'answered-elsewhere', side: 'remote' });
  await expect(colleague.softphone.getByText('他の担当者が応答しました')).toBeVisible();
  await expect(colleague.softphone.getByText('不在着信')).toBeHidden();
  await agent.reaches('active');
  await customer.reaches('active');
  await asterisk.expectChannelsOf('1001', '2001');
  await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);

  await agent.hangsUp();
  expect(await customer.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
});

test('[26] two agents answer one queue call at once: one talks, the other is told that it was taken, which is no error', async ({ openPhone, asterisk }) => {
  const customer = await openPhone('2001');
  const agents = [await openPhone('1001'), await openPhone('1002')];
  for (let round = 0; round < 3; round += 1) {
    await customer.dials('700');
    for (const agent of agents) await agent.reaches('ringing');
    // One that comes too late has nothing to click any more.
    await Promise.all(agents.map(({ page }) => page.evaluate(answerAtOnce)));
    await customer.reaches('active');
    await expect.poll(async () => (await Promise.all(agents.map(async (agent) => (await agent.call())?.phase))).sort()).toEqual(['active', 'ended']);
    const phases = await Promise.all(agents.map(async (agent) => (await agent.call())?.phase));
    const [winner, loser] = phases[0] === 'active' ? agents : [agents[1], agents[0]];
    if (!winner || !loser) throw new Error('two agents are expected');
    expect((await loser.call())?.end).toEqual({ reason: 'answered-elsewhere', side: 'remote' });
    await expect(loser.softphone.getByText('他の担当者が応答しました')).toBeVisible();
    await asterisk.expectChannelsOf(winner.extension, '2001');
    await Promise.all([expectHears(winner.page, customer.tone), expectHears(customer.page, winner.tone)]);
    await winner.hangsUp();
    for (const phone of [winner, customer, loser]) {
      await phone.reaches('ended');
      await phone.softphone.getByRole('button', { name: '通話結果を閉じる' }).click();
    }
  }
});

/** Runs in the page: its agent answers, and may be late. */
async function answerAtOnce(): Promise<void> {
  const provider = document.querySelector<HTMLElement & { phone: { answer(): Promise<void> } }>('it-provider');
  await provider?.phone.answer().catch(() => undefined);
}

test('queue 700 without any agent registered refuses the customer instead of letting them wait', async ({ openPhone }) => {
  const customer = await openPhone('2001');
  await customer.dials('700');
  expect(await customer.sawEnd()).toEqual({ reason: 'unavailable', side: 'remote', code: 480 });
});
