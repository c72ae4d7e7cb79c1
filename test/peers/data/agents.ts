import type { ItConfig } from '../../../src/config/config.js';
import type { ItProvider } from '../../../src/elements/it-provider.js';
import { PROJECT_ID } from '../../../demo/firebase/emulators.mjs';
import { expect, test as base, type Extension, type PagePhone, type PhoneOptions } from '../phones.js';
import { LiveData, type Claims } from './live-data.js';
import { TcpProxy } from './tcp-proxy.js';

/** An agent's page: phone, status and contacts. */
export interface AgentOptions extends PhoneOptions {
  /** Instead of G01 (1003: G02), in the configuration and in the token. */
  readonly groupCodes?: readonly string[];
  /** Claims of the token that differ from the agent's own. */
  readonly claims?: Claims;
  /** A hardware phone is the agent's phone: the page has no line of its own. */
  readonly deskPhone?: boolean;
  /** Reaches Firestore through this proxy. */
  readonly dataThrough?: TcpProxy;
}

interface AgentFixtures {
  /** Opens an agent's page with live data from Firestore, and waits until the phone is registered, where it has one. */
  openAgent: (extension: Extension, options?: AgentOptions) => Promise<PagePhone>;
  /** Opens a proxy before Firestore. */
  openDataProxy: () => Promise<TcpProxy>;
}

interface DataFixtures {
  data: LiveData;
}

/** Playwright's test with Asterisk, phones, and agents whose live data comes from Firestore by ami-manager. Each test begins with everyone 待機中. */
export const test = base.extend<AgentFixtures & { parts: void }, DataFixtures>({
  parts: [
    async ({ asterisk }, use, testInfo) => {
      const { lacksData } = asterisk.address;
      if (lacksData !== undefined && process.env['CI'] === 'true') throw new Error(`missing: ${lacksData}`);
      testInfo.skip(lacksData !== undefined, lacksData);
      await use();
    },
    { auto: true },
  ],

  data: [
    async ({ asterisk }, use) => {
      const data = await LiveData.start(asterisk.address);
      await use(data);
      await data.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  openDataProxy: async ({ data }, use) => {
    const proxies: TcpProxy[] = [];
    await use(async () => {
      const proxy = await TcpProxy.open(data.emulator.firestore);
      proxies.push(proxy);
      return proxy;
    });
    await Promise.all(proxies.map((proxy) => proxy.close()));
  },

  openAgent: async ({ openPhone, data }, use) => {
    await data.everyoneIsAvailable();
    await use(
      (extension, { groupCodes = [extension === '1003' ? 'G02' : 'G01'], claims, deskPhone = false, dataThrough, config, prepare, ...options } = {}) => {
        const contract = config?.contract ?? { agreementId: 'A0001', customerId: 'C0001' };
        const emulator = { ...data.emulator, ...(dataThrough && { firestore: dataThrough.address }) };
        const own: Claims = { ...contract, agentId: extension, extension, groupCodes, role: 'operator', ...claims };
        const agentConfig: Partial<ItConfig> = {
          agent: { id: extension, name: extension, role: 'operator', groupCodes },
          firebase: { options: { projectId: PROJECT_ID, apiKey: 'demo' }, emulator, token: NO_FUNCTION },
          ...(deskPhone && { licenses: [] }),
          ...config,
        };
        return openPhone(extension, {
          ...options,
          ...(deskPhone && { registers: false }),
          config: agentConfig,
          prepare: async (page) => {
            await page.context().exposeFunction('firebaseToken', () => data.tokenFor(`${contract.agreementId}.${extension}`, own));
            await prepare?.(page);
          },
        });
      },
    );
  },
});

/** The page has its own: functions do not travel. */
const NO_FUNCTION = undefined as unknown as () => Promise<string>;

/** Codes of the agent's status as the host heard them, in order. */
export async function statusesOf(agent: PagePhone): Promise<number[]> {
  const codes = (await agent.events('it-agent-status-change')).map(({ detail }) => detail.code as unknown as number);
  return codes.filter((code, at) => code !== codes[at - 1]);
}

/** Numbers whose contacts popped, in order. */
export async function popsOf(agent: PagePhone): Promise<unknown[]> {
  return (await agent.events('it-contact-pop')).map(({ detail }) => detail['number']);
}

/** Waits until the agent has this status. */
export async function statusIs(agent: PagePhone, code: number, { timeout = 15_000 } = {}): Promise<void> {
  // A page that registers nowhere may not have come so far yet.
  const now = (): Promise<number | undefined> => agent.page.evaluate(() => document.querySelector('it-provider')?.agent?.snapshot.code);
  await expect.poll(now, { message: `status of ${agent.extension}`, timeout }).toBe(code);
}

/** The host gives the page the configuration of an agreement that has telephony now: the agent is on the line and 待機中, without a reload. */
export async function takesTelephony(agent: PagePhone): Promise<void> {
  await agent.page.evaluate(() => {
    const provider = document.querySelector('it-provider') as ItProvider;
    const config = provider.config as ItConfig;
    provider.config = { ...config, contract: { ...config.contract, customerId: 'C0001' } };
  });
  await agent.lineIs('registered');
  await statusIs(agent, 0);
}

export { expect };
