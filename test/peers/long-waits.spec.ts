import { expectHears } from '../hearing/hearing.js';
import { expect, test, type PagePhone } from './phones.js';

const MILLIWATT_HZ = 1004;

/** Waits until so much time has passed since `from`. */
async function pass(from: number, ms: number): Promise<void> {
  await expect.poll(() => Date.now() - from, { timeout: ms + 5000, intervals: [500] }).toBeGreaterThan(ms);
}

async function hangsUpAndEnds(phone: PagePhone): Promise<void> {
  await phone.hangsUp();
  await phone.reaches('ended');
}

// One after another these would take four minutes.
test('[2] [5] [23] a minute passes: without the socket in a call, ringing out, ringing here, black-holed in a hidden tab', async ({
  openProxy,
  openPhone,
  asterisk,
}) => {
  test.setTimeout(180_000);
  const [talkingProxy, hiddenProxy] = [await openProxy(), await openProxy()];
  const talking = await openPhone('1001', { through: talkingProxy });
  const ringingOut = await openPhone('1002');
  const ringingHere = await openPhone('1003');
  const hidden = await openPhone('2001', {
    through: hiddenProxy,
    prepare: async (page) => void (await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }))),
  });
  await talking.dials('600');
  await talking.reaches('active');
  await ringingOut.dials('606');
  await ringingOut.reaches('ringing');
  await asterisk.callFromOutside('1003');
  await ringingHere.reaches('ringing');
  const start = Date.now();
  talkingProxy.refuse();
  hiddenProxy.blackHole();

  await pass(start, 62_000);
  expect((await ringingOut.call())?.phase).toBe('ringing');
  await hangsUpAndEnds(ringingOut);
  expect((await talking.call())?.phase).toBe('active');
  await expectHears(talking.page, talking.tone);
  talkingProxy.heal();
  await talking.lineIs('registered', { limitMs: 2000 });
  await hangsUpAndEnds(talking);
  expect((await ringingHere.call())?.phase).toBe('ringing');
  await ringingHere.answers();
  await expectHears(ringingHere.page, MILLIWATT_HZ);
  await hangsUpAndEnds(ringingHere);

  await hidden.lineIs('lost', { limitMs: Math.max(1000, start + 75_000 - Date.now()) });
  hiddenProxy.heal();
  await hidden.lineIs('registered', { limitMs: 2000 });
});

test('[35] rung for half a minute, then answered: each hears the other in under a second', async ({ openPhone }) => {
  test.setTimeout(100_000);
  const agent = await openPhone('1001');
  const customer = await openPhone('2001');
  await customer.dials('1001');
  await agent.reaches('ringing');
  await pass(Date.now(), 30_000);
  const first = Promise.all([firstPacketAt(agent), firstPacketAt(customer)]);
  const answeredAt = await agent.page.evaluate(() => {
    void document.querySelector('it-provider')!.phone.answer();
    return Date.now();
  });
  for (const at of await first) expect(at - answeredAt).toBeLessThan(1000);
  await Promise.all([expectHears(agent.page, customer.tone), expectHears(customer.page, agent.tone)]);
  await hangsUpAndEnds(agent);
});

test('[12] phones that lose their server together come back one after another, spread over a second and a half, and none gives up', async ({
  openProxy,
  openPhone,
}) => {
  const proxy = await openProxy();
  const phones = [await openPhone('1001', { through: proxy }), await openPhone('1002', { through: proxy }), await openPhone('1003', { through: proxy })];
  const waits: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const before = proxy.tries.length;
    const cutAt = Date.now();
    proxy.cut();
    await expect.poll(() => proxy.tries.length - before).toBeGreaterThanOrEqual(phones.length);
    waits.push(...proxy.tries.slice(before, before + phones.length).map((at) => at - cutAt));
    for (const phone of phones) await phone.lineIs('registered', { limitMs: 3000 });
  }
  expect(Math.max(...waits)).toBeLessThan(1800);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(500);
  // Each phone waits its own time.
  expect(new Set(waits.map((wait) => Math.round(wait / 50))).size).toBeGreaterThan(6);
});

/**
 * When the first audio packet arrived, epoch ms. Reports are renewed every 50 ms: the arrival of the last packet, and 20 ms for each before it, tell better.
 */
function firstPacketAt(phone: PagePhone): Promise<number> {
  return phone.page.evaluate(async () => {
    for (;;) {
      for (const connection of window.pageAudio.connections) {
        if (connection.signalingState === 'closed') continue;
        for (const report of (await connection.getStats()).values() as Iterable<{
          type: string;
          packetsReceived?: number;
          lastPacketReceivedTimestamp?: number;
        }>) {
          if (report.type === 'inbound-rtp' && report.packetsReceived) return (report.lastPacketReceivedTimestamp ?? 0) - 20 * (report.packetsReceived - 1);
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}
