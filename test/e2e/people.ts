import { chromium, expect, test as base, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';
import { startDemo, type Demo } from '../../demo/start.mjs';
import type {} from '../../src/elements/it-provider.js';
import type { Call } from '../../src/phone/call.js';
import type { PhoneSnapshot } from '../../src/phone/phone-state.js';
import { CHROMIUM_FLAGS, findChromium } from '../gate/chromium.mjs';
import { giveTone } from '../hearing/tone-microphone.js';

/** Every person speaks a tone of their own, Hz: none is a harmonic of another or of a ring. */
export const TONES = { '1001': 730, '1002': 1130, '2001': 1670 } as const;
export type Extension = keyof typeof TONES;

const PAGES: Record<Extension, string> = { '1001': '/text-service/', '1002': '/crm/', '2001': '/customer/' };

/** How a person's browser differs from a plain one. */
export interface Arrival extends BrowserContextOptions {
  /** Path and query to open instead of the person's page with their credential. */
  readonly path?: string;
  /** Runs before the page is opened: routes, scripts, permissions. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** false: the line is not expected to register. */
  readonly registers?: boolean;
  /** false: the browser's own microphone stays. */
  readonly tone?: boolean;
  /** Another browser than the test's own. */
  readonly browser?: Browser;
}

/** An event of the widgets as the host heard it. */
export interface HeardEvent {
  readonly name: string;
  readonly detail: { readonly code?: string; readonly call?: Call; readonly [key: string]: unknown };
}

/** Someone with a browser of their own (a context: cookies, permissions and storage are apart). */
export class Person {
  readonly page: Page;
  readonly extension: Extension;
  /** Errors of the page's console, and uncaught ones. */
  readonly consoleErrors: string[] = [];
  readonly softphone: Locator;
  readonly popup: Locator;
  readonly status: Locator;

  constructor(page: Page, extension: Extension) {
    this.page = page;
    this.extension = extension;
    this.softphone = page.locator('it-softphone');
    this.popup = page.locator('it-call-popup');
    this.status = page.locator('it-agent-status');
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.consoleErrors.push(String(error)));
  }

  /** A button of the softphone, by its exact label. */
  button(name: string): Locator {
    return this.softphone.getByRole('button', { name, exact: true });
  }

  get numberField(): Locator {
    return this.softphone.getByRole('textbox', { name: /^(?:電話番号|Phone number|Số điện thoại)$/ });
  }

  /** Types a number and presses 発信. */
  async dials(number: string): Promise<void> {
    await this.numberField.fill(number);
    await this.button('発信').click();
  }

  /** The phone's state as a host reads it. */
  async phone(): Promise<PhoneSnapshot> {
    // A page's frame may be drawn before the elements' script has run.
    const provider = await this.page.waitForFunction(() => {
      const element = document.querySelector('it-provider');
      return element?.phone ? element : undefined;
    });
    return provider.evaluate((element) => element!.phone.snapshot);
  }

  /** The newest call, ended ones included. */
  async call(): Promise<Call | undefined> {
    return (await this.phone()).calls.at(-1);
  }

  /** Waits until the newest call is in this phase. */
  async reaches(phase: Call['phase']): Promise<void> {
    await expect.poll(async () => (await this.call())?.phase, { message: `${this.extension}: phase of the newest call` }).toBe(phase);
  }

  /** Waits until the newest call has ended and returns why. */
  async sawEnd(): Promise<Call['end']> {
    await this.reaches('ended');
    return (await this.call())?.end;
  }

  /** Waits for the line. */
  async isOnLine(state: PhoneSnapshot['line']['state'] = 'registered'): Promise<void> {
    await expect.poll(async () => (await this.phone()).line.state, { message: `${this.extension}: line`, timeout: 20_000 }).toBe(state);
  }

  /** Everything that the host of this page has heard so far, in order. */
  heardEvents(name?: string): Promise<HeardEvent[]> {
    return this.page.evaluate((wanted) => (window as unknown as { heard: HeardEvent[] }).heard.filter((event) => !wanted || event.name === wanted), name);
  }

  /** Codes of all `it-error` events so far. */
  async errorCodes(): Promise<(string | undefined)[]> {
    return (await this.heardEvents('it-error')).map(({ detail }) => detail.code);
  }
}

/** Runs in the page before everything else: keeps every public event, as plain data. */
function keepEvents(): void {
  const heard: HeardEvent[] = [];
  (window as unknown as { heard: HeardEvent[] }).heard = heard;
  for (const name of ['ready', 'line-change', 'call-incoming', 'call-change', 'call-ended', 'agent-status-change', 'contact-pop', 'error']) {
    document.addEventListener(`it-${name}`, (event) => {
      const { detail } = event as CustomEvent<{ error?: { code: string } }>;
      heard.push({ name: `it-${name}`, detail: detail?.error ? { ...detail.error, code: detail.error.code } : structuredClone(detail) });
    });
  }
}

interface People {
  /** Opens the person's page, signed in and registered. */
  arrives(extension: Extension, arrival?: Arrival): Promise<Person>;
  /** This test means to provoke console errors that match; every other one fails it. */
  mayLog(pattern: RegExp): void;
}

export const test = base.extend<{ people: People }, { demo: Demo; customersBrowser: Browser }>({
  demo: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from the pattern
    async ({}, use) => {
      const demo = await startDemo({ httpPort: 0, sipPort: 0, log: () => undefined });
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  /** The customer's phone is Chromium's, wherever the agents work. */
  customersBrowser: [
    async ({ browser, browserName }, use) => {
      if (browserName === 'chromium') return use(browser);
      const executablePath = await findChromium();
      const own = await chromium.launch({ args: CHROMIUM_FLAGS, ...(executablePath !== undefined && { executablePath }) });
      await use(own);
      await own.close();
    },
    { scope: 'worker' },
  ],

  people: async ({ browser, customersBrowser, demo }, use) => {
    const present: Person[] = [];
    const allowed: RegExp[] = [];
    await use({
      mayLog: (pattern) => void allowed.push(pattern),
      arrives: async (
        extension,
        { path, prepare, registers = true, tone = true, browser: own = extension === '2001' ? customersBrowser : browser, ...options } = {},
      ) => {
        const context = await own.newContext({ baseURL: demo.url, locale: 'ja-JP', permissions: ['microphone'], ...options });
        const page = await context.newPage();
        const person = new Person(page, extension);
        present.push(person);
        await page.addInitScript(keepEvents);
        if (tone) await giveTone(page, TONES[extension]);
        await prepare?.(page);
        await page.goto(path ?? `${PAGES[extension]}?credential=demo-${extension}`);
        if (registers) await person.isOnLine();
        return person;
      },
    });
    await leave(present, [browser, customersBrowser]);
    const unexpected = present.flatMap((person) => person.consoleErrors.filter((text) => !allowed.some((pattern) => pattern.test(text))));
    expect(unexpected, 'console errors').toEqual([]);
  },
});

/** Statuses live on the server: whoever changed theirs is available again before the next test. A browser of one's own goes with its person. */
async function leave(present: readonly Person[], shared: readonly (Browser | null)[]): Promise<void> {
  for (const { page } of present) {
    await page
      .evaluate(async () => {
        const provider = document.querySelector('it-provider');
        if (!provider?.phone) return;
        const limit = new Promise((resolve) => setTimeout(resolve, 3000));
        await Promise.race([limit, Promise.all(provider.phone.snapshot.calls.map((call) => provider.phone.hangUp(call.id)))]);
        if (provider.agent.snapshot.chosen) await Promise.race([limit, provider.agent.setStatus(0)]);
      })
      .catch(() => undefined);
  }
  for (const { page } of present) {
    const browser = page.context().browser();
    await page.context().close();
    if (!shared.includes(browser)) await browser?.close();
  }
}

export { expect };
