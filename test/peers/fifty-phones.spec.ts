import { isRequest, responseTo, type FaultProxy } from './fault-proxy.js';
import { expect, test } from './phones.js';

const FIFTY = Array.from({ length: 50 }, (_none, index) => String(3001 + index));

test('[12] fifty phones that lose their server together: first tries are spread over a second and a half, none gives up, all are registered again', async ({
  openProxy,
  openPhone,
}) => {
  const proxy = await openProxy({ host: '0.0.0.0', port: 0 });
  registerAnybody(proxy);
  const { page } = await openPhone('1001');
  await page.evaluate(addPhones, { extensions: FIFTY, port: proxy.port });
  const registered = (): Promise<number> =>
    page.evaluate(() => [...document.querySelectorAll('it-provider')].slice(1).filter(({ phone }) => phone.snapshot.line.state === 'registered').length);
  await expect.poll(registered, { timeout: 30_000 }).toBe(FIFTY.length);

  const before = proxy.tries.length;
  const cutAt = Date.now();
  proxy.cut();
  await expect.poll(() => proxy.tries.length - before).toBeGreaterThanOrEqual(FIFTY.length);
  await expect.poll(registered).toBe(FIFTY.length);
  const waits = proxy.tries.slice(before, before + FIFTY.length).map((at) => at - cutAt);
  expect(Math.max(...waits)).toBeLessThan(2500);
  // No quarter of the time has to take more than half of them.
  for (let from = 0; from < 1500; from += 375) expect(waits.filter((wait) => wait >= from && wait < from + 375).length).toBeLessThan(FIFTY.length / 2);
});

/** Registers every extension in Asterisk's place, which has only a few accounts. */
function registerAnybody(proxy: FaultProxy): void {
  const bound = new Map<string, string>();
  proxy.rule = (message, direction, reply) => {
    if (direction === 'down' || !isRequest(message, 'REGISTER')) return message;
    const extension = /^To: .*?sip:(\w+)@/im.exec(message)?.[1] ?? '';
    const contact = /^Contact: (.*)$/im.exec(message)?.[1]?.trim();
    if (contact !== undefined) bound.set(extension, contact);
    reply(responseTo(message, '200 OK', [`Contact: ${bound.get(extension)}`]));
    return undefined;
  };
}

/** Runs in the page: adds a provider for each extension. */
function addPhones({ extensions, port }: { extensions: readonly string[]; port: number }): void {
  for (const [index, extension] of extensions.entries()) {
    const provider = document.createElement('it-provider');
    provider.config = {
      agent: { id: extension, name: extension, role: 'operator', groupCodes: ['G01'] },
      contract: { agreementId: 'A0001', customerId: 'C0001' },
      licenses: ['softphone'],
      // A browser connects to one address after the other (RFC 6455 section 4.1), which fifty computers do not.
      sip: { extension, domain: `127.0.1.${index + 1}`, network: 'vpn', port, password: 'none' },
    };
    document.body.append(provider);
  }
}
