import { HOLD_MUSIC_HZ } from '../../demo/asterisk/hold-music.mjs';
import { expectHears, expectPlays, expectSilence } from '../hearing/hearing.js';
import { ANNOUNCEMENT_HZ, serveAudio } from './audio-server.js';
import { expect, test, type PagePhone } from './phones.js';

let audio: Awaited<ReturnType<typeof serveAudio>>;
test.beforeAll(async () => void (audio = await serveAudio()));
test.afterAll(() => audio.stop());

async function isAnnounced(phone: PagePhone, announced: string): Promise<void> {
  await expect.poll(async () => (await phone.call())?.announcement, { timeout: 20_000 }).toBe(announced);
}

/** The far end hears the announcement and nothing of the agent, who hears it too. */
async function announcementIsHeard(agent: PagePhone, other: PagePhone): Promise<void> {
  await Promise.all([expectHears(other.page, ANNOUNCEMENT_HZ), expectSilence(other.page, agent.tone), expectPlays(agent.page, ANNOUNCEMENT_HZ)]);
}

async function agentIsHeard(agent: PagePhone, other: PagePhone): Promise<void> {
  await Promise.all([expectHears(other.page, agent.tone), expectHears(agent.page, other.tone)]);
  await expectSilence(other.page, ANNOUNCEMENT_HZ);
}

test.describe('an announcement', () => {
  test('of one call is heard by the far end before the agent, by the agent too, and the microphone follows', async ({ openPhone }) => {
    const agent = await openPhone('1001');
    const other = await openPhone('1002', { network: 'internet' });
    await agent.page.evaluate((announcement) => document.querySelector('it-provider')!.phone.dial('1002', { announcement }), `${audio.origin}/tone.wav`);
    await other.answers();
    await isAnnounced(agent, 'playing');
    await expect(agent.softphone.getByText('自動アナウンスを再生中')).toBeVisible();
    await announcementIsHeard(agent, other);
    await isAnnounced(agent, 'played');
    await agentIsHeard(agent, other);
    await other.hangsUp();
    expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
  });

  test('of the account is heard by whoever calls; muting keeps the microphone back and not the announcement, which is stopped by its button', async ({
    openPhone,
  }) => {
    const agent = await openPhone('1001', { config: { phone: { announcement: `${audio.origin}/tone.wav` } } });
    const customer = await openPhone('2001');
    await customer.dials('1001');
    await agent.answers();
    await isAnnounced(agent, 'playing');
    await agent.button('ミュート').click();
    await announcementIsHeard(agent, customer);
    await agent.button('アナウンスを停止').click();
    await isAnnounced(agent, 'stopped');
    await Promise.all([expectSilence(customer.page, ANNOUNCEMENT_HZ), expectSilence(customer.page, agent.tone)]);
    await agent.button('ミュート解除').click();
    await agentIsHeard(agent, customer);
    await agent.hangsUp();
  });

  test('waits while the call is on hold, and goes on after it', async ({ openPhone }) => {
    const agent = await openPhone('1001', { config: { phone: { announcement: `${audio.origin}/tone.wav` } } });
    const customer = await openPhone('2001');
    await customer.dials('1001');
    await agent.answers();
    await isAnnounced(agent, 'playing');
    await agent.button('保留').click();
    await Promise.all([expectHears(customer.page, HOLD_MUSIC_HZ), expectSilence(customer.page, ANNOUNCEMENT_HZ)]);
    expect((await agent.call())?.announcement).toBe('playing');
    await agent.button('保留解除').click();
    await Promise.all([expectHears(customer.page, ANNOUNCEMENT_HZ), expectSilence(customer.page, agent.tone)]);
    await isAnnounced(agent, 'played');
    await agentIsHeard(agent, customer);
    await agent.hangsUp();
  });

  test('ends with its page: the next page goes on with the call, and the agent is heard', async ({ openPhone }) => {
    const agent = await openPhone('1001', { config: { phone: { announcement: `${audio.origin}/tone.wav` } } });
    const customer = await openPhone('2001');
    await customer.dials('1001');
    await agent.answers();
    await isAnnounced(agent, 'playing');
    agent.page.on('dialog', (dialog) => void dialog.accept());
    await agent.page.reload();
    await agentIsHeard(agent, customer);
    await isAnnounced(agent, 'stopped');
    await customer.hangsUp();
  });

  for (const [what, file] of [
    ['is not there', 'missing.wav'],
    ['is no audio', 'broken.wav'],
    ['may not be read by this page (CORS)', 'private.wav'],
  ] as const) {
    test(`that ${what} holds nobody up: the agent is heard, and told`, async ({ openPhone }) => {
      const agent = await openPhone('1001', { config: { phone: { announcement: `${audio.origin}/${file}` } }, mayLog: /tone|wav|CORS|404|Failed to load/i });
      const customer = await openPhone('2001');
      await customer.dials('1001');
      await agent.answers();
      await isAnnounced(agent, 'failed');
      await agentIsHeard(agent, customer);
      await expect(agent.softphone.getByRole('alert').getByText('自動アナウンスを再生できませんでした')).toBeVisible();
      expect(await agent.errorCodes()).toEqual(['announcement-failed']);
      await agent.hangsUp();
    });
  }

  test('is stopped by a conference: all hear each other', async ({ openPhone }) => {
    const agent = await openPhone('1001', { config: { phone: { announcement: `${audio.origin}/tone.wav` } } });
    const customer = await openPhone('2001');
    const colleague = await openPhone('1003');
    await customer.dials('1001');
    await agent.answers();
    await isAnnounced(agent, 'playing');
    await agent.button('アナウンスを停止').click();
    await agent.button('通話を追加').click();
    await agent.dials('1003');
    await colleague.answers();
    await isAnnounced(agent, 'playing');
    await agent.button('三者通話').click();
    await expect(agent.softphone.getByText('全員が互いに聞こえます')).toBeVisible();
    await Promise.all([
      expectHears(colleague.page, agent.tone),
      expectHears(colleague.page, customer.tone),
      expectHears(customer.page, colleague.tone),
      expectHears(customer.page, agent.tone),
    ]);
    await expectSilence(colleague.page, ANNOUNCEMENT_HZ);
    await agent.hangsUp();
  });
});
