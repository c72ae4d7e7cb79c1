import { gapSince } from '../hearing/gap.js';
import { expectHears } from '../hearing/hearing.js';
import { expect, test, type PagePhone } from './phones.js';

/** The far end may be without the agent's voice for this long at most, ms, while a page or tab gives way to the next; how long it is for pages is measured by the bench. */
export const GAP_LIMIT_MS = 3_000;

/** Firefox, where it shares two cores with everything else, takes longer to set a call up. */
const FIREFOX_TAKES = 3;

/** Waits until each hears the other's tone. */
export async function expectBothHear(one: PagePhone, other: PagePhone): Promise<void> {
  await Promise.all([expectHears(one.page, other.tone), expectHears(other.page, one.tone)]);
}

/** One calls the other, who answers. */
export async function connect(caller: PagePhone, callee: PagePhone): Promise<void> {
  await caller.dials(callee.extension);
  await callee.answers();
  await caller.reaches('active');
}

/** One calls the other; both talk. */
export async function talk(caller: PagePhone, callee: PagePhone): Promise<void> {
  await connect(caller, callee);
  await expectBothHear(caller, callee);
}

/** What the far end listens to since its gap meter was started was away for less than the limit; how long it was stands in the report (`--reporter=json`). */
export async function expectShortGap({ page }: PagePhone, what: string, limitMs = GAP_LIMIT_MS): Promise<void> {
  const { longestGapMs } = await gapSince(page);
  const patience = page.context().browser()?.browserType().name() === 'firefox' ? FIREFOX_TAKES : 1;
  test.info().annotations.push({ type: `gap, ms: ${what}`, description: String(longestGapMs) });
  expect(longestGapMs, `gap: ${what}`).toBeLessThan(patience * limitMs);
}
