import { HOLD_MUSIC_HZ } from '../../demo/asterisk/hold-music.mjs';
import { expectHears, expectSilence } from '../hearing/hearing.js';
import { expect, test } from './phones.js';

test(
  'on hold the far end hears music instead of the agent, and the agent nothing; after it both hear each other again',
  { tag: '@firefox' },
  async ({ openPhone }) => {
    const agent = await openPhone('1001');
    const other = await openPhone('1002', { network: 'internet' });
    await agent.dials('1002');
    await other.answers();
    await agent.reaches('active');
    await expectHears(other.page, agent.tone);
    await expectSilence(other.page, HOLD_MUSIC_HZ);

    await agent.button('保留').click();
    await expect(agent.button('保留解除')).toBeVisible();
    expect((await agent.call())?.hold).toEqual({ local: true, remote: false });
    await Promise.all([expectHears(other.page, HOLD_MUSIC_HZ), expectSilence(other.page, agent.tone), expectSilence(agent.page, other.tone)]);

    await agent.button('保留解除').click();
    await expect(agent.button('保留')).toBeVisible();
    await Promise.all([expectHears(other.page, agent.tone), expectHears(agent.page, other.tone)]);
    await expectSilence(other.page, HOLD_MUSIC_HZ);

    await other.hangsUp();
    expect(await agent.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
  },
);

test('the one who is put on hold can hang up', async ({ openPhone }) => {
  const agent = await openPhone('1001');
  const other = await openPhone('1002');
  await agent.dials('1002');
  await other.answers();
  await agent.reaches('active');
  await agent.button('保留').click();
  await expect(agent.button('保留解除')).toBeVisible();
  await other.hangsUp();
  expect(await agent.sawEnd()).toEqual({ reason: 'hung-up', side: 'remote', code: 16 });
});
