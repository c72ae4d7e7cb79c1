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
test('[2] [5] [23] [35] a minute passes: without the socket in a call, ringing out, ringing here for 30 s, black-holed in a hidden tab', async ({
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

  await pass(start, 30_000);
  await ringingHere.answers();
  await expect.poll(() => packetsOf(ringingHere), { intervals: [50], timeout: 3000 }).toBeGreaterThan(0);
  await expectHears(ringingHere.page, MILLIWATT_HZ);
  await hangsUpAndEnds(ringingHere);

  await pass(start, 62_000);
  expect((await ringingOut.call())?.phase).toBe('ringing');
  await hangsUpAndEnds(ringingOut);
  expect((await talking.call())?.phase).toBe('active');
  await expectHears(talking.page, talking.tone);
  talkingProxy.heal();
  // After many failures Chromium itself holds a WebSocket back for up to 5 s.
  await talking.lineIs('registered', { limitMs: 8000 });
  await hangsUpAndEnds(talking);

  await hidden.lineIs('lost', { limitMs: Math.max(1000, start + 75_000 - Date.now()) });
  hiddenProxy.heal();
  await hidden.lineIs('registered', { limitMs: 8000 });
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

test('[30] of the paths that Asterisk offers the shortest is taken; when it leads nowhere the others are tried as well', async ({ openProxy, openPhone }) => {
  const proxy = await openProxy();
  const phone = await openPhone('1001', { through: proxy });
  for (const { shortest, other } of [
    { shortest: '127.0.0.1', other: '203.0.113.5' },
    { shortest: '10.99.0.77', other: '127.0.0.1' },
  ]) {
    proxy.rule = (message, direction) => {
      if (direction === 'up' || !message.includes('a=candidate:')) return message;
      return withCandidates(message, (line) => twoPaths(line, shortest, other));
    };
    await phone.dials('600');
    await phone.reaches('active');
    const answeredAt = Date.now();
    await expect.poll(() => selectedAddress(phone), { intervals: [25] }).toBe('127.0.0.1');
    const took = Date.now() - answeredAt;
    await expectHears(phone.page, phone.tone);
    expect(await remoteAddresses(phone)).toContain(shortest);
    expect(took).toBeLessThan(2000);
    await hangsUpAndEnds(phone);
    await phone.softphone.getByRole('button', { name: '通話結果を閉じる' }).click();
  }
});

function withCandidates(message: string, change: (line: string) => string): string {
  const [head = '', body = ''] = message.split('\r\n\r\n');
  const sdp = body.replace(/^a=candidate:.*\r\n/gm, change);
  return `${head.replace(/^Content-Length:.*$/im, `Content-Length: ${Buffer.byteLength(sdp)}`)}\r\n\r\n${sdp}`;
}

/** Asterisk's own candidate at `shortest`, and one of a higher priority that is seen from outside at `other`. */
function twoPaths(line: string, shortest: string, other: string): string {
  const [, port = ''] = /127\.0\.0\.1 (\d+) typ host/.exec(line) ?? [];
  return `a=candidate:H 1 UDP 1694498815 ${shortest} ${port} typ host\r\na=candidate:S 1 UDP 2130706431 ${other} ${port} typ srflx raddr 10.0.0.1 rport 9\r\n`;
}

function remoteAddresses(phone: PagePhone): Promise<string[]> {
  return phone.page.evaluate(async () => {
    const connection = [...window.pageAudio.connections].find(({ signalingState }) => signalingState !== 'closed');
    const reports = [...(((await connection?.getStats())?.values() ?? []) as Iterable<Record<string, string>>)];
    return [...new Set(reports.filter(({ type }) => type === 'remote-candidate').map(({ address = '' }) => address))].sort();
  });
}

/** The far end's address in the selected candidate pair. */
function selectedAddress(phone: PagePhone): Promise<string | undefined> {
  return phone.page.evaluate(async () => {
    const connection = [...window.pageAudio.connections].find(({ signalingState }) => signalingState !== 'closed');
    const reports = [...(((await connection?.getStats())?.values() ?? []) as Iterable<Record<string, string>>)];
    const transport = reports.find(({ type }) => type === 'transport');
    const pair = reports.find(({ id }) => id === transport?.['selectedCandidatePairId']);
    return reports.find(({ id }) => id === pair?.['remoteCandidateId'])?.['address'];
  });
}

function packetsOf(phone: PagePhone): Promise<number> {
  return phone.page.evaluate(async () => {
    let packets = 0;
    for (const connection of window.pageAudio.connections) {
      if (connection.signalingState === 'closed') continue;
      for (const report of (await connection.getStats()).values() as Iterable<{ type: string; packetsReceived?: number }>)
        if (report.type === 'inbound-rtp') packets += report.packetsReceived ?? 0;
    }
    return packets;
  });
}
