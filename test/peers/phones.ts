import { createHash } from 'node:crypto';
import { expect, test as base, type Locator, type Page, type WebSocket } from '@playwright/test';
import type { ItConfig, Locale, SipConfig } from '../../src/config/config.js';
import type { ItProvider } from '../../src/elements/it-provider.js';
import type { Call, CallEnd } from '../../src/phone/call.js';
import type { LineState, PhoneSnapshot } from '../../src/phone/phone-state.js';
import { expectAudioReleased } from '../hearing/hearing.js';
import { giveTone } from '../hearing/tone-microphone.js';
import { AsteriskPeer, REALM } from './asterisk.js';
import { FaultProxy } from './fault-proxy.js';
import { routeOverLoopback } from './network-interface.js';
import { servePages } from './page-server.js';

/** Every phone speaks a tone of its own, Hz: none is near another, near the hold music or near Asterisk's tones. */
export const TONES = { '1001': 730, '1002': 1130, '1003': 1370, '2001': 1670 } as const;
export type Extension = keyof typeof TONES;

/** How a phone differs from 1001's on the VPN with its own password. */
export interface PhoneOptions {
  /** vpn (default) → ws on 8088, internet → wss on 8089. */
  readonly network?: 'vpn' | 'internet';
  /** Instead of the account's own. */
  readonly password?: string;
  /** Signs in by the hash, without a password. */
  readonly byHa1?: boolean;
  readonly lang?: Locale;
  readonly config?: Partial<ItConfig>;
  /** Beside the account's own part of it. */
  readonly sip?: Partial<SipConfig>;
  /** Reaches Asterisk through this proxy. */
  readonly through?: FaultProxy;
  /** Another page than the host's on localhost. */
  readonly address?: string;
  /** false: the browser does not accept Asterisk's certificate, which nobody signed. */
  readonly trusts?: boolean;
  /** false: the line is not expected to register. */
  readonly registers?: boolean;
  /** Runs before the page is opened: routes, scripts, clock. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Errors of the page's console that the test means to provoke. */
  readonly mayLog?: RegExp;
}

/** An event of the widgets as the host heard it. */
export interface HeardEvent {
  readonly name: string;
  readonly detail: { readonly code?: string; readonly call?: Call; readonly [key: string]: unknown };
}

/** A page with the widgets, registered as one extension, in a browser context of its own. */
export class PagePhone {
  readonly page: Page;
  readonly extension: Extension;
  readonly softphone: Locator;
  readonly popup: Locator;
  readonly status: Locator;
  /** Uncaught errors of the page and errors of its console. */
  readonly errors: string[] = [];
  /** SIP messages that the page sent. */
  readonly sent: string[] = [];
  readonly sockets: WebSocket[] = [];
  #crashed = false;

  constructor(page: Page, extension: Extension, mayLog?: RegExp) {
    this.page = page;
    this.extension = extension;
    this.softphone = page.locator('it-softphone');
    this.popup = page.locator('it-call-popup');
    this.status = page.locator('it-agent-status');
    page.on('crash', () => (this.#crashed = true));
    page.on('pageerror', (error) => this.errors.push(error.stack ?? String(error)));
    page.on('console', (message) => {
      // The browser's own words about a connection that did not come up, and about the question before it.
      if (message.text().startsWith('WebSocket connection to')) return;
      if (message.text().startsWith('Failed to load resource') && /:\d+\/\w+$/.test(message.location().url)) return;
      // An unexpected event of the line is a warning for the host, and a defect for us.
      const wrong = message.type() === 'error' || message.text().startsWith('it-widgets:');
      if (wrong && !mayLog?.test(message.text())) this.errors.push(message.text());
    });
    page.on('websocket', (socket) => {
      this.sockets.push(socket);
      socket.on('framesent', ({ payload }) => this.sent.push(String(payload)));
    });
  }

  /** Closed, or crashed. */
  get isGone(): boolean {
    return this.#crashed || this.page.isClosed();
  }

  get tone(): number {
    return TONES[this.extension];
  }

  /** A button of the softphone, by its exact label. */
  button(name: string): Locator {
    return this.softphone.getByRole('button', { name, exact: true });
  }

  /** Types a number and presses 発信. */
  async dials(number: string): Promise<void> {
    await this.softphone.getByRole('textbox', { name: '電話番号' }).fill(number);
    await this.button('発信').click();
  }

  /** Answers in the pop-up. */
  async answers(): Promise<void> {
    await this.popup.getByRole('button', { name: '応答', exact: true }).click();
  }

  async hangsUp(): Promise<void> {
    await this.button('切断').click();
  }

  async signsOut(): Promise<void> {
    await this.page.evaluate(() => (document.querySelector('it-provider') as ItProvider).signOut());
  }

  async snapshot(): Promise<PhoneSnapshot> {
    // A page's frame may be drawn before the elements' script has run.
    const provider = await this.page.waitForFunction(() => {
      const element = document.querySelector('it-provider');
      return element?.phone ? element : undefined;
    });
    return provider.evaluate((element) => element!.phone.snapshot);
  }

  agentSnapshot(): Promise<ItProvider['agent']['snapshot']> {
    return this.page.evaluate(() => (document.querySelector('it-provider') as ItProvider).agent.snapshot);
  }

  /** The newest call, ended ones included. */
  async call(): Promise<Call | undefined> {
    return (await this.snapshot()).calls.at(-1);
  }

  /** Waits until the newest call is in this phase. */
  async reaches(phase: Call['phase']): Promise<void> {
    await expect.poll(async () => (await this.call())?.phase, { message: `${this.extension}: phase of the newest call` }).toBe(phase);
  }

  /** Waits until the newest call has ended and returns why. */
  async sawEnd(): Promise<CallEnd | undefined> {
    await this.reaches('ended');
    return (await this.call())?.end;
  }

  async lineIs(state: LineState, { limitMs = 10_000 } = {}): Promise<void> {
    await expect.poll(async () => (await this.snapshot()).line.state, { message: `${this.extension}: line`, timeout: limitMs, intervals: [100] }).toBe(state);
  }

  /** Every public event that the host heard so far, in order. */
  events(name?: string): Promise<HeardEvent[]> {
    return this.page.evaluate((wanted) => (window as unknown as { heard: HeardEvent[] }).heard.filter((event) => !wanted || event.name === wanted), name);
  }

  /** Codes of all `it-error` events, but for the missing data source: these phones have SIP alone, and say so. */
  async errorCodes(): Promise<(string | undefined)[]> {
    return (await this.events('it-error')).map(({ detail }) => detail.code).filter((code) => code !== 'no-data-source');
  }
}

/** MD5 of `extension:realm:password` (RFC 2617 section 3.2.2.2). */
export function ha1Of(extension: string, password: string): string {
  return createHash('md5').update(`${extension}:${REALM}:${password}`).digest('hex');
}

interface TestFixtures {
  /** Opens a proxy before Asterisk's `ws`: another host with the same port, where these are given. */
  openProxy: (address?: { readonly host: string; readonly port: number }) => Promise<FaultProxy>;
  /** Opens a phone, and waits until it is registered. */
  openPhone: (extension: Extension, options?: PhoneOptions) => Promise<PagePhone>;
  /** Opens a further tab of a phone's browser, with the same account, which need not own the line, or with another one. */
  openTab: (phone: PagePhone, extension?: Extension) => Promise<PagePhone>;
}

interface OpenedPhone {
  readonly phone: PagePhone;
  readonly address: string;
  readonly config: ItConfig;
}

/** Whatever page comes next in this tab: its host keeps events, hands over the configuration, and the microphone is the phone's tone. */
async function moveIn(phone: PagePhone, opened: readonly OpenedPhone[]): Promise<void> {
  await phone.page.addInitScript(keepEvents);
  await giveTone(phone.page, phone.tone);
  await phone.page.addInitScript(configure, opened.find((entry) => entry.phone === phone)?.config);
}

interface WorkerFixtures {
  asterisk: AsteriskPeer;
  host: { origin: string };
}

/**
 * Playwright's test with an Asterisk and phones. After every test that passed so far: no channel is left, no page holds a microphone,
 * connection or player, and no page had an error. Phones are signed out then, so that each test begins with no one registered.
 */
export const test = base.extend<TestFixtures & { opened: OpenedPhone[] }, WorkerFixtures>({
  asterisk: [
    async ({ browserName }, use) => {
      if (browserName === 'firefox') await routeOverLoopback();
      const asterisk = await AsteriskPeer.connect();
      await use(asterisk);
      asterisk.ami.close();
    },
    { scope: 'worker' },
  ],

  host: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from the pattern
    async ({}, use) => {
      const { origin, stop } = await servePages();
      await use({ origin });
      await stop();
    },
    { scope: 'worker' },
  ],

  openProxy: async ({ asterisk }, use) => {
    const proxies: FaultProxy[] = [];
    await use(async (address) => {
      const proxy = await FaultProxy.open(asterisk.wsUrl, address);
      proxies.push(proxy);
      return proxy;
    });
    await Promise.all(proxies.map((proxy) => proxy.close()));
  },

  opened: async ({ asterisk }, use, testInfo) => {
    const phones: OpenedPhone[] = [];
    await use(phones);
    try {
      if (testInfo.status === testInfo.expectedStatus) {
        await asterisk.expectChannelsOf();
        for (const { phone } of phones) if (!phone.isGone) await expectAudioReleased(phone.page);
        expect(
          phones.map(({ phone: { extension, errors } }) => ({ extension, errors })).filter(({ errors }) => errors.length > 0),
          'errors of the pages',
        ).toEqual([]);
      }
    } finally {
      await asterisk.hangUpAll();
      for (const { phone } of phones) {
        // One that never became a phone, or was closed, has nothing to sign out.
        if (!phone.isGone) await phone.signsOut().catch(() => undefined);
      }
      for (const context of new Set(phones.map(({ phone }) => phone.page.context()))) await context.close();
    }
  },

  openPhone: async ({ browser, asterisk, host, opened }, use) => {
    await use(async (extension, options = {}) => {
      // The certificate of wss is self-signed.
      const context = await browser.newContext({ locale: 'ja-JP', permissions: ['microphone'], ignoreHTTPSErrors: options.trusts !== false });
      const phone = new PagePhone(await context.newPage(), extension, options.mayLog);
      const address = options.address ?? `${host.origin}/${options.lang ?? 'ja'}`;
      opened.push({ phone, address, config: configOf(phone, asterisk, options) });
      await moveIn(phone, opened);
      await options.prepare?.(phone.page);
      await phone.page.goto(address);
      if (options.registers !== false) await phone.lineIs('registered');
      return phone;
    });
  },

  openTab: async ({ asterisk, opened }, use) => {
    await use(async (first, extension = first.extension) => {
      const found = opened.find(({ phone }) => phone === first);
      if (!found) throw new Error('openTab: a phone of this test is expected');
      const phone = new PagePhone(await first.page.context().newPage(), extension);
      opened.push({ ...found, phone, ...(extension !== first.extension && { config: configOf(phone, asterisk, {}) }) });
      await moveIn(phone, opened);
      await phone.page.goto(found.address);
      return phone;
    });
  },
});

function configOf(phone: PagePhone, asterisk: AsteriskPeer, { network = 'vpn', password, byHa1 = false, config, sip: own, through }: PhoneOptions): ItConfig {
  const { extension } = phone;
  const { hostname, port, pathname } = new URL(network === 'vpn' ? asterisk.wsUrl : asterisk.wssUrl);
  const secret = password ?? asterisk.passwordOf(extension);
  const sip: SipConfig = {
    extension,
    domain: hostname,
    network,
    port: through?.port ?? Number(port),
    path: pathname,
    ...(byHa1 ? { ha1: ha1Of(extension, secret), realm: REALM } : { password: secret }),
    ...own,
  };
  return {
    agent: { id: extension, name: extension, role: 'operator', groupCodes: [extension === '1003' ? 'G02' : 'G01'] },
    contract: { agreementId: 'A0001', customerId: 'C0001' },
    licenses: ['softphone'],
    sip,
    ...config,
  };
}

/** Runs in the page before everything else: its host hands over the configuration. Functions do not travel: where there is a token, it is a function of the page. */
function configure(config: ItConfig | undefined): void {
  document.addEventListener('DOMContentLoaded', () => {
    void customElements.whenDefined('it-provider').then(() => {
      const provider = document.querySelector('it-provider');
      const { firebaseToken } = window as { firebaseToken?: () => Promise<string> };
      if (!provider || !config) return;
      const { firebase } = config;
      provider.config = firebase && firebaseToken ? { ...config, firebase: { ...firebase, token: firebaseToken } } : config;
    });
  });
}

/** Runs in the page before everything else: keeps every public event, as plain data. */
function keepEvents(): void {
  const heard: HeardEvent[] = [];
  (window as unknown as { heard: HeardEvent[] }).heard = heard;
  for (const name of [
    'ready',
    'line-change',
    'call-incoming',
    'call-change',
    'call-ended',
    'call-quality',
    'agent-status-change',
    'contact-pop',
    'config-needed',
    'error',
  ]) {
    document.addEventListener(`it-${name}`, (event) => {
      const { detail } = event as CustomEvent<{ error?: { code: string } } | null>;
      heard.push({ name: `it-${name}`, detail: detail?.error ? { code: detail.error.code } : structuredClone(detail ?? {}) });
    });
  }
}

export { expect };
