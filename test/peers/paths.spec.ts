import { expectHears } from '../hearing/hearing.js';
import type { FaultProxy } from './fault-proxy.js';
import { expect, test, type PagePhone } from './phones.js';
import { dropUdp } from './udp.js';

/** Where Asterisk is, and where nobody is. */
const REACHABLE = '127.0.0.1';
const SILENT_PRIVATE = '10.99.0.77';
const SILENT_PUBLIC = '203.0.113.5';
const HEAD_START_MS = 500;

test('[30] a private path that is there is taken, and no other tried; one that leads nowhere has half a second, at first and when the path breaks in the call', async ({
  openProxy,
  openPhone,
}) => {
  test.setTimeout(100_000);
  const proxy = await openProxy();
  const phone = await openPhone('1001', { through: proxy, prepare: async (page) => void (await page.addInitScript(keepChoices)) });
  offer(proxy, { host: REACHABLE, seenFromOutside: SILENT_PUBLIC });
  await talks(phone);
  const [first] = await waits(phone);
  // On a busy machine even the shortest path may take longer than its head start.
  if (first !== undefined) expectHeadStart([first], 1);
  else expect(await remoteAddresses(phone)).toEqual([REACHABLE]);
  await hangsUpAndEnds(phone);

  offer(proxy, { host: SILENT_PRIVATE, seenFromOutside: REACHABLE });
  await talks(phone);
  expectHeadStart(await waits(phone), 2);
  const { localPort } = await selectedPair(phone);
  const restore = await dropUdp('--sport', String(localPort));
  try {
    await expect.poll(async () => (await selectedPair(phone)).localPort, { timeout: 30_000 }).not.toBe(localPort);
    await expectHears(phone.page, phone.tone);
    // Asterisk's own checks may bring the new path up before that: then no other is tried.
    const descriptions = await waits(phone);
    expect(descriptions.length).toBeGreaterThanOrEqual(3);
    if (descriptions.at(-1) !== undefined) expectHeadStart(descriptions, 3);
    expect((await selectedPair(phone)).remoteAddress).toBe(REACHABLE);
    await hangsUpAndEnds(phone);
  } finally {
    await restore();
  }
});

/** The phone talks to its own echo, over the reachable path. */
async function talks(phone: PagePhone): Promise<void> {
  await phone.dials('600');
  await phone.reaches('active');
  await expect.poll(async () => (await selectedPair(phone)).remoteAddress).toBe(REACHABLE);
  await expectHears(phone.page, phone.tone);
}

/** Of that many descriptions the last one's others came after the head start, and not much later. */
function expectHeadStart(found: readonly (number | undefined)[], descriptions: number): void {
  expect(found.length).toBeGreaterThanOrEqual(descriptions);
  expect(found.at(-1)).toBeGreaterThanOrEqual(HEAD_START_MS - 1);
  expect(found.at(-1)).toBeLessThan(HEAD_START_MS + 1000);
}

async function hangsUpAndEnds(phone: PagePhone): Promise<void> {
  await phone.hangsUp();
  await phone.reaches('ended');
  await phone.softphone.getByRole('button', { name: '通話結果を閉じる' }).click();
}

/** Asterisk's candidate becomes two of the same port: its own at `host`, and one of a higher priority that is seen from outside. */
function offer(proxy: FaultProxy, { host, seenFromOutside }: { host: string; seenFromOutside: string }): void {
  proxy.rule = (message, direction) => {
    if (direction === 'up' || !message.includes('a=candidate:')) return message;
    const [head = '', body = ''] = message.split('\r\n\r\n');
    const sdp = body.replace(/^a=candidate:.*\r\n/gm, (line) => {
      const [, port = ''] = / (\d+) typ host/.exec(line) ?? [];
      return `a=candidate:H 1 UDP 1694498815 ${host} ${port} typ host\r\na=candidate:S 1 UDP 2130706431 ${seenFromOutside} ${port} typ srflx raddr 10.0.0.1 rport 9\r\n`;
    });
    return `${head.replace(/^Content-Length:.*$/im, `Content-Length: ${Buffer.byteLength(sdp)}`)}\r\n\r\n${sdp}`;
  };
}

/** Runs in the page before everything else. */
function keepChoices(): void {
  const kept: (number | undefined)[] = [];
  (window as unknown as { waits: typeof kept }).waits = kept;
  let since = 0;
  const { setRemoteDescription, addIceCandidate } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.setRemoteDescription = function (this: RTCPeerConnection, ...words: unknown[]) {
    since = performance.now();
    kept.push(undefined);
    return Reflect.apply(setRemoteDescription, this, words) as Promise<void>;
  };
  RTCPeerConnection.prototype.addIceCandidate = function (this: RTCPeerConnection, ...words: unknown[]) {
    kept[kept.length - 1] ??= performance.now() - since;
    return Reflect.apply(addIceCandidate, this, words) as Promise<void>;
  };
}

/** How long after each description of Asterisk's further candidates were added, ms; undefined: never. */
function waits(phone: PagePhone): Promise<(number | undefined)[]> {
  return phone.page.evaluate(() => (window as unknown as { waits: (number | undefined)[] }).waits);
}

function remoteAddresses(phone: PagePhone): Promise<string[]> {
  return phone.page.evaluate(async () => {
    const connection = [...window.pageAudio.connections].find(({ signalingState }) => signalingState !== 'closed');
    const reports = [...(((await connection?.getStats())?.values() ?? []) as Iterable<Record<string, string>>)];
    return [...new Set(reports.filter(({ type }) => type === 'remote-candidate').map(({ address = '' }) => address))].sort();
  });
}

/** Of the selected candidate pair: where the far end is, and the port that our packets leave from. */
function selectedPair(phone: PagePhone): Promise<{ remoteAddress?: string; localPort?: number }> {
  return phone.page.evaluate(async () => {
    const connection = [...window.pageAudio.connections].find(({ signalingState }) => signalingState !== 'closed');
    const reports = [...(((await connection?.getStats())?.values() ?? []) as Iterable<Record<string, string>>)];
    const transport = reports.find(({ type }) => type === 'transport');
    const pair = reports.find(({ id }) => id === transport?.['selectedCandidatePairId']);
    const [remote, local] = ['remoteCandidateId', 'localCandidateId'].map((end) => reports.find(({ id }) => id === pair?.[end]));
    return { ...(remote?.['address'] && { remoteAddress: remote['address'] }), ...(local && { localPort: Number(local['port']) }) };
  });
}
