import type { Locator } from '@playwright/test';
import type { PagePhone } from '../phones.js';
import { expect, statusesOf, statusIs, test } from './agents.js';

async function choose(agent: PagePhone, name: string): Promise<void> {
  await agent.status.getByRole('button', { name: 'ステータス' }).click();
  await agent.status.getByRole('menuitemradio', { name }).click();
}

function shown(agent: PagePhone): Locator {
  return agent.status.locator('#value');
}

test.describe('a status that is asked for', () => {
  test('is done: the member of the queue is paused by 離席 and takes calls again after 待機中', async ({ openAgent, asterisk, data }) => {
    const agent = await openAgent('1001');
    await statusIs(agent, 0);
    await choose(agent, '離席');
    await statusIs(agent, 3);
    await expect(shown(agent)).toHaveText('離席');
    expect(await asterisk.ami.command('queue show 700')).toMatch(/1001 .*\(paused/);
    expect(await data.agent('1001')).toMatchObject({ status: 3, chosenStatus: 3, requestedStatus: null });
    await choose(agent, '待機中');
    await statusIs(agent, 0);
    expect(await asterisk.ami.command('queue show 700')).not.toMatch(/1001 .*\(paused/);
    expect(await statusesOf(agent)).toEqual([0, 3, 0]);
  });

  test('[44] is refused when the queue refuses: the old status stays, and what was refused is said', async ({ openAgent, asterisk }) => {
    const agent = await openAgent('1001');
    await statusIs(agent, 0);
    await asterisk.ami.action('ModuleLoad', { Module: 'app_queue.so', LoadType: 'unload' });
    try {
      await choose(agent, '離席');
      await expect(agent.status.getByRole('alert')).toContainText('status-refused');
      await expect(shown(agent)).toHaveText('待機中');
      const { code, requested, refused } = await agent.agentSnapshot();
      expect({ code, requested, refused: refused?.code }).toEqual({ code: 0, requested: undefined, refused: 3 });
      expect(await agent.errorCodes()).toEqual(['status-refused']);
      expect(await statusesOf(agent)).toEqual([0]);
    } finally {
      await asterisk.ami.action('ModuleLoad', { Module: 'app_queue.so', LoadType: 'load' });
    }
    await choose(agent, '離席');
    await statusIs(agent, 3);
    await expect(agent.status.getByRole('alert')).toHaveCount(0);
  });
});
