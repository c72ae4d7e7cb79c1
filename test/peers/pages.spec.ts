import { expectHears } from '../hearing/hearing.js';
import { gapSince, resetGap, startGapMeter } from '../hearing/gap.js';
import { expect, test, type PagePhone } from './phones.js';

/** The far end may be without the agent's voice for this long at most, ms, when a page is reloaded; the bench measures it. */
const GAP_LIMIT_MS = 3_000;

async function talk(caller: PagePhone, callee: PagePhone): Promise<void> {
  await caller.dials(callee.extension);
  await callee.answers();
  await caller.reaches('active');
  await callee.reaches('active');
  await Promise.all([expectHears(callee.page, caller.tone), expectHears(caller.page, callee.tone)]);
}

test.describe('a page that is reloaded', () => {
  for (const side of ['caller', 'callee'] as const) {
    test(`takes the call over, as ${side}: same call, same Linkedid, heard on both sides`, async ({ openPhone, asterisk }) => {
      const caller = await openPhone('1001');
      const callee = await openPhone('1002');
      await talk(caller, callee);
      const [agent, other] = side === 'caller' ? [caller, callee] : [callee, caller];
      const before = await agent.call();
      await startGapMeter(other.page, agent.tone);

      await agent.page.reload();
      await agent.reaches('active');
      await Promise.all([expectHears(agent.page, other.tone), expectHears(other.page, agent.tone)]);
      expect((await gapSince(other.page)).longestGapMs).toBeLessThan(GAP_LIMIT_MS);
      await resetGap(other.page);
      expect(await agent.call()).toMatchObject({
        id: before?.id,
        answeredAt: before?.answeredAt,
        direction: before?.direction,
        peer: { number: other.extension },
      });
      await asterisk.expectChannelsOf('1001', '1002');

      await agent.hangsUp();
      expect(await other.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'remote' });
      expect(await agent.sawEnd()).toMatchObject({ reason: 'hung-up', side: 'local' });
    });
  }
});
