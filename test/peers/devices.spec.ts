import type { AmiMessage } from '../../demo/asterisk/ami.mjs';
import { gapSince, startGapMeter } from '../hearing/gap.js';
import { expectHears, expectSilence } from '../hearing/hearing.js';
import { givePlugs, MICROPHONES, plugIn, unplug } from '../hearing/plugged-devices.js';
import type { AsteriskPeer } from './asterisk.js';
import { expect, test, type PagePhone } from './phones.js';

const [FIRST, SECOND] = Object.keys(MICROPHONES) as (keyof typeof MICROPHONES)[];
const HEADSET_OUTPUT = 'Fake Audio Output 2';
/** What the far end's tone may be interrupted by while a device changes, ms: nothing that a listener notices as a gap; a busy machine loses a frame or two. */
const NO_GAP_MS = 120;

/** Chooses in the device panel, and goes back to the call. */
async function chooses(phone: PagePhone, device: 'microphone' | 'speaker', label: string): Promise<void> {
  await phone.button('デバイス設定').click();
  await phone.softphone.locator(`select[name=${device}]`).selectOption({ label });
  await phone.button('戻る').click();
}

/** 1001, whose devices can be unplugged, talks with 1002. */
async function talk(agent: PagePhone, other: PagePhone): Promise<void> {
  await agent.dials('1002');
  await other.answers();
  await agent.reaches('active');
  await Promise.all([expectHears(other.page, MICROPHONES[FIRST!]), expectHears(agent.page, other.tone)]);
}

test('[31] a microphone that is unplugged in a call gives way to the next, and is used again when it is back; the agent hears without a gap', async ({
  openPhone,
}) => {
  const agent = await openPhone('1001', { prepare: (page) => givePlugs(page) });
  const other = await openPhone('1002', { network: 'internet' });
  await talk(agent, other);
  await chooses(agent, 'microphone', SECOND!);
  await expectHears(other.page, MICROPHONES[SECOND!]);
  await expectSilence(other.page, MICROPHONES[FIRST!]);
  await startGapMeter(agent.page, other.tone);

  await unplug(agent.page, SECOND!);
  await expectHears(other.page, MICROPHONES[FIRST!]);
  await expect(agent.softphone.getByRole('alert')).toContainText('マイクが外れました');
  await expect(agent.softphone.getByRole('alert')).toContainText(SECOND!);
  expect(await agent.errorCodes()).toEqual(['device-missing']);

  await plugIn(agent.page, SECOND!);
  await expectHears(other.page, MICROPHONES[SECOND!]);
  await expect(agent.softphone.getByRole('alert')).toHaveCount(0);
  const { longestGapMs, now } = await gapSince(agent.page);
  expect(now).toBe(true);
  expect(longestGapMs).toBeLessThan(NO_GAP_MS);
  await agent.hangsUp();
  await other.sawEnd();
});

test('[31] with no microphone left the call goes on, says so, and has one again as soon as one is plugged in', async ({ openPhone }) => {
  const agent = await openPhone('1001', { prepare: (page) => givePlugs(page) });
  const other = await openPhone('1002');
  await talk(agent, other);
  for (const label of [FIRST!, SECOND!, 'Fake Default Audio Input']) await unplug(agent.page, label);
  await expect(agent.softphone.getByRole('alert')).toContainText('マイクが見つかりません');
  await expectHears(agent.page, other.tone);
  for (const label of [SECOND!, 'Fake Default Audio Input']) await plugIn(agent.page, label);
  await expectHears(other.page, MICROPHONES[SECOND!]);
  await agent.hangsUp();
  await other.sawEnd();
});

test('[31] an output that is unplugged in a call gives way to the default, which is said; the far end is heard on', async ({ openPhone }) => {
  const agent = await openPhone('1001', { prepare: (page) => givePlugs(page) });
  const other = await openPhone('1002', { network: 'internet' });
  await talk(agent, other);
  const outputs = (): Promise<string[]> =>
    agent.page.evaluate(async () => {
      const labels = new Map((await navigator.mediaDevices.enumerateDevices()).map(({ deviceId, label }) => [deviceId, label]));
      const playing = [...window.pageAudio.players].filter((player) => player.srcObject && !player.paused);
      return playing.map(({ sinkId }) => (sinkId === '' ? 'default' : (labels.get(sinkId) ?? 'gone')));
    });
  await chooses(agent, 'speaker', HEADSET_OUTPUT);
  await expect.poll(outputs).toEqual([HEADSET_OUTPUT]);
  await startGapMeter(agent.page, other.tone);

  await unplug(agent.page, HEADSET_OUTPUT);
  await expect.poll(outputs).toEqual(['default']);
  await expect(agent.softphone.getByRole('alert')).toContainText('スピーカーが外れました');
  await expectHears(agent.page, other.tone);
  expect((await gapSince(agent.page)).longestGapMs).toBeLessThan(NO_GAP_MS);

  await plugIn(agent.page, HEADSET_OUTPUT);
  await expect.poll(outputs).toEqual([HEADSET_OUTPUT]);
  await agent.hangsUp();
  await other.sawEnd();
});

test('[34] mute survives a microphone that is unplugged, one that is plugged in, and one that is chosen', async ({ openPhone }) => {
  const agent = await openPhone('1001', { prepare: (page) => givePlugs(page) });
  const other = await openPhone('1002');
  await talk(agent, other);
  await agent.button('ミュート').click();
  await expectSilence(other.page, MICROPHONES[FIRST!]);

  const silent = async (): Promise<void> => {
    for (const tone of Object.values(MICROPHONES)) await expectSilence(other.page, tone);
    expect((await agent.call())?.muted).toBe(true);
  };
  await chooses(agent, 'microphone', SECOND!);
  await silent();
  await unplug(agent.page, SECOND!);
  await silent();
  await plugIn(agent.page, SECOND!);
  await silent();

  await agent.button('ミュート解除').click();
  await expectHears(other.page, MICROPHONES[SECOND!]);
  await agent.hangsUp();
  await other.sawEnd();
});

/** Tones that Asterisk receives from now on, in order, until there are as many as these. */
async function received(asterisk: AsteriskPeer, tones: string, send: () => Promise<void>): Promise<string> {
  const heard: Promise<AmiMessage>[] = [];
  let before = '';
  for (const tone of tones) {
    const mine = tone;
    heard.push(
      asterisk.ami.waitFor(
        ({ Event, Digit, Direction }) => Event === 'DTMFEnd' && Direction === 'Received' && Digit === mine,
        15_000,
        `tone ${mine} after ${before}`,
      ),
    );
    before += tone;
  }
  await send();
  return (await Promise.all(heard)).map(({ Digit }) => Digit).join('');
}

test('[33] tones are received after a hold, and after the call was transferred to somebody else', async ({ openPhone, asterisk }) => {
  const agent = await openPhone('1001');
  const other = await openPhone('1002', { network: 'internet' });
  const colleague = await openPhone('1003');
  await agent.dials('1002');
  await other.answers();
  await agent.reaches('active');
  await agent.button('保留').click();
  await agent.button('保留解除').click();
  await expect(agent.button('保留')).toBeVisible();
  const type = (tones: string) => async (): Promise<void> => {
    await agent.button('ダイヤルパッド').click();
    await agent.page.keyboard.type(tones);
    await agent.button('戻る').click();
  };
  expect(await received(asterisk, '19*0', type('19*0'))).toBe('19*0');

  const transferred = other.page.evaluate(() => document.querySelector('it-provider')!.phone.transfer('1003'));
  await colleague.answers();
  await transferred;
  await Promise.all([expectHears(agent.page, colleague.tone), expectHears(colleague.page, agent.tone)]);
  expect(await received(asterisk, '25#', type('25#'))).toBe('25#');
  await agent.hangsUp();
  await colleague.sawEnd();
});
