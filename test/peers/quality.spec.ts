import type { QualityIssue } from '../../src/phone/quality.js';
import { expectHears } from '../hearing/hearing.js';
import { muteHeadset } from '../hearing/tone-microphone.js';
import { expect, test, type PagePhone } from './phones.js';
import { dropUdp, RTP_PORTS } from './udp.js';
import { UdpRelay } from './udp-relay.js';

const POSITIVE: unknown = expect.any(Number);

/** The phone talks to its own echo. */
async function talks(phone: PagePhone): Promise<void> {
  await phone.dials('600');
  await phone.reaches('active');
  await expectHears(phone.page, phone.tone);
}

async function says(phone: PagePhone, issue: QualityIssue | undefined, words?: string): Promise<void> {
  await expect.poll(async () => (await phone.call())?.quality?.issue, { timeout: 40_000, message: `${phone.extension}: what is wrong` }).toBe(issue);
  if (words !== undefined) await expect(phone.softphone.getByText(words)).toBeVisible();
}

/** Drops so many of the packets that match. */
function lose(share: number, ...match: readonly string[]): Promise<() => Promise<void>> {
  return dropUdp(...match, '-m', 'statistic', '--mode', 'random', '--probability', String(share));
}

test.describe('the quality of a call', () => {
  // A machine that is busy for a moment makes jitter and silence of its own, which the phone then names, as it should.
  test.describe.configure({ retries: 2 });

  test('is measured and shown with its numbers, and summed up when the call is over', async ({ openPhone, asterisk }) => {
    const phone = await openPhone('1001');
    await talks(phone);
    await expect.poll(async () => (await phone.call())?.quality?.verdict, { timeout: 15_000 }).toBe('good');
    const { numbers } = (await phone.call())!.quality!;
    expect(numbers.codec?.toLowerCase()).toBe(asterisk.version === '22' ? 'opus' : 'pcmu');
    expect(numbers.path).toMatch(/^(?:host|prflx) – host$/);
    expect(numbers.levelOut).toBeGreaterThan(-30);
    expect(numbers.roundTripMs).toBeLessThan(200);
    await phone.softphone.getByRole('button', { name: '通話品質', exact: true }).click();
    await expect(phone.softphone.getByText('MOS（推定）')).toBeVisible();
    await phone.softphone.getByRole('button', { name: '戻る' }).click();
    await phone.hangsUp();
    await phone.reaches('ended');
    const ended = await phone.call();
    expect(ended?.quality).toBeUndefined();
    expect(ended?.qualitySummary).toMatchObject({ verdict: 'good', issues: {}, lossIn: 0 });
    await expect(phone.softphone.getByText(/通話品質 良好（MOS 4\.\d）/)).toBeVisible();
    const [told] = await phone.events('it-call-ended');
    expect(told?.detail.call?.qualitySummary).toEqual(ended?.qualitySummary);
  });

  test('names packets that are lost on the way here, on whose side and what helps, until they no longer are', async ({ openPhone }) => {
    test.setTimeout(120_000);
    const phone = await openPhone('1001');
    await talks(phone);
    const heal = await lose(0.2, '--sport', RTP_PORTS);
    try {
      await says(phone, 'loss-in', '相手の声が途切れています');
      await expect(phone.softphone.getByText('こちらのネットワーク', { exact: true })).toBeVisible();
      expect((await phone.call())?.quality?.numbers.lossIn).toBeGreaterThanOrEqual(3);
    } finally {
      await heal();
    }
    await says(phone, undefined);
    const issues = (await phone.events('it-call-quality')).map(({ detail }) => detail.call?.quality?.issue);
    expect(issues.filter((issue) => issue === 'loss-in').length).toBeLessThanOrEqual(3);
    await phone.hangsUp();
    await phone.reaches('ended');
    const summary = (await phone.call())?.qualitySummary;
    expect(summary?.issues['loss-in']).toBeGreaterThan(2);
    expect(summary?.lossIn).toBeGreaterThan(1);
    expect(summary?.worstMos).toBeLessThan(summary?.mos ?? 0);
  });

  test('names packets that are lost on the way from here, as Asterisk reports them', async ({ openPhone, asterisk }) => {
    test.setTimeout(120_000);
    const phone = await openPhone('1001');
    // Whoever calls plays a tone of their own: nothing that comes back depends on what is sent.
    await asterisk.callFromOutside('1001');
    await phone.answers();
    await phone.reaches('active');
    const heal = await lose(0.25, '--dport', RTP_PORTS);
    try {
      await says(phone, 'loss-out', 'こちらの声が途切れて聞こえています');
    } finally {
      await heal();
    }
    await phone.hangsUp();
    await phone.reaches('ended');
    expect((await phone.call())?.qualitySummary?.issues['loss-out']).toBeGreaterThan(0);
  });

  test('names a way that is long, and jitter, made by a relay', async ({ openPhone, openProxy }) => {
    test.setTimeout(120_000);
    const relay = await UdpRelay.open();
    try {
      const proxy = await openProxy();
      proxy.rule = relay.rule;
      const phone = await openPhone('1001', { through: proxy });
      await talks(phone);
      expect(relay.passed).toBeGreaterThan(50);
      relay.weather = { delayMs: 280, jitterMs: 0 };
      await says(phone, 'delay-vpn', 'VPN 経由で遅れています');
      expect((await phone.call())?.quality?.numbers.roundTripMs).toBeGreaterThan(500);
      // The browser's jitter buffer stays long for a while after it: this comes last.
      relay.weather = { delayMs: 0, jitterMs: 180 };
      await expect.poll(async () => (await phone.call())?.quality?.numbers.jitterMs ?? 0, { timeout: 30_000 }).toBeGreaterThan(29);
      await says(phone, 'jitter', '音声の届き方が乱れています');
      await phone.hangsUp();
      await phone.reaches('ended');
      expect((await phone.call())?.qualitySummary?.issues).toMatchObject({ jitter: POSITIVE, 'delay-vpn': POSITIVE });
    } finally {
      relay.close();
    }
  });

  test('names a microphone that is silent here, and a far end that is silent there; muting is no fault', async ({ openPhone }) => {
    test.setTimeout(120_000);
    const agent = await openPhone('1001');
    const other = await openPhone('1002');
    await agent.dials('1002');
    await other.answers();
    await agent.reaches('active');
    await expectHears(other.page, agent.tone);
    await muteHeadset(agent.page, true);
    await Promise.all([says(agent, 'microphone-silent', 'マイクの音が入っていません'), says(other, 'far-silent', '相手の声が聞こえません')]);
    await expect(other.softphone.getByText('相手側', { exact: true })).toBeVisible();
    await muteHeadset(agent.page, false);
    await Promise.all([says(agent, undefined), says(other, undefined)]);
    await agent.button('ミュート').click();
    await says(other, 'far-silent');
    expect((await agent.call())?.quality?.issue).toBeUndefined();
    await agent.hangsUp();
  });

  test('names that nothing arrives at all', async ({ openPhone }) => {
    const phone = await openPhone('1001');
    await talks(phone);
    const heal = await dropUdp('--sport', RTP_PORTS);
    try {
      await says(phone, 'no-audio', '相手の音声が届いていません');
    } finally {
      await heal();
    }
    await says(phone, undefined);
    await expectHears(phone.page, phone.tone);
    await phone.hangsUp();
  });
});
