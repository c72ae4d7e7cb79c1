import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import type {} from '../../src/script-tag.js';

const CDN = fileURLToPath(new URL('../../dist/cdn/', import.meta.url));
const ORIGIN = 'http://localhost:8123';
const TAGS = ['it-provider', 'it-softphone', 'it-agent-status', 'it-call-popup'];
const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'";

interface Host {
  /** Opens a page with this markup; the build is served below `/widgets/`, other files as given by path. */
  opens(markup: string, options?: { csp?: string; files?: Record<string, string> }): Promise<Page>;
  /** Addresses of scripts that the page asked for, in order. */
  readonly scripts: string[];
  /** What the page's console said, and its uncaught errors, as `type: text`. */
  readonly said: string[];
}

const test = base.extend<{ host: Host }>({
  host: async ({ page }, use) => {
    const scripts: string[] = [];
    const said: string[] = [];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
    await use({
      scripts,
      said,
      opens: async (markup, { csp, files = {} } = {}) => {
        await page.route(`${ORIGIN}/**`, async (route) => {
          const { pathname } = new URL(route.request().url());
          if (pathname === '/') {
            return route.fulfill({
              contentType: 'text/html; charset=utf-8',
              body: `<!doctype html>${markup}`,
              ...(csp && { headers: { 'content-security-policy': csp } }),
            });
          }
          if (!pathname.endsWith('.js')) return route.fulfill({ status: 404 });
          scripts.push(pathname);
          const body = files[pathname] ?? (await readFile(`${CDN}${pathname.replace('/widgets/', '')}`, 'utf8').catch(() => undefined));
          return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType: 'text/javascript; charset=utf-8', body });
        });
        await page.goto(`${ORIGIN}/`);
        return page;
      },
    });
  },
});

/** Waits until the script has loaded everything; tags that are defined then. */
async function definedTags(page: Page): Promise<string[]> {
  await page.waitForFunction(() => window.itWidgets !== undefined && 'ready' in window.itWidgets);
  return page.evaluate(async (tags) => {
    if (window.itWidgets && 'ready' in window.itWidgets) await window.itWidgets.ready;
    return tags.filter((tag) => customElements.get(tag));
  }, TAGS);
}

for (const [kind, attributes] of [
  ['a classic script', 'async'],
  ['a module', 'type="module"'],
] as const) {
  test(`${kind} defines the elements and nothing is left in the console`, async ({ host }) => {
    const page = await host.opens(`<script src="/widgets/it-widgets.js" ${attributes}></script><it-provider><it-softphone></it-softphone></it-provider>`);
    expect(await definedTags(page)).toEqual(TAGS);
    expect(host.said).toEqual([]);
  });
}

test('what a page queued before the script runs when the elements are defined, later pushes run at once', async ({ host }) => {
  const page = await host.opens('<script src="/queue.js"></script><script src="/widgets/it-widgets.js" async></script>', {
    files: {
      '/queue.js': `
        window.order = [];
        (window.itWidgets ??= { q: [] }).q.push(
          () => { throw new Error('the host’s own mistake'); },
          (widgets) => order.push(widgets === window.itWidgets && customElements.get('it-softphone') ? 'queued' : 'too early'),
        );`,
    },
  });
  await definedTags(page);
  const order = await page.evaluate(() => {
    const { order } = window as unknown as { order: string[] };
    window.itWidgets?.q.push(() => order.push('pushed'));
    return order;
  });
  expect(order).toEqual(['queued', 'pushed']);
  expect(host.said).toEqual(['uncaught: the host’s own mistake']);
});

test('provide waits for the elements when it is called before they are there', async ({ host }) => {
  const page = await host.opens('<script src="/widgets/it-widgets.js"></script><script src="/provide.js"></script><main></main>', {
    files: {
      '/provide.js': 'window.provided = window.itWidgets.provide(document.documentElement, {}).then((provided) => provided.phone.snapshot.line.state);',
    },
  });
  expect(await page.evaluate(() => (window as unknown as { provided: Promise<string> }).provided)).toBe('off');
});

test('the same script twice loads once, silently', async ({ host }) => {
  const page = await host.opens(
    '<script src="/widgets/it-widgets.js"></script><script src="/keep.js"></script><script src="/widgets/it-widgets.js?again" type="module"></script>',
    {
      files: { '/keep.js': 'window.first = window.itWidgets;' },
    },
  );
  expect(await definedTags(page)).toEqual(TAGS);
  expect(host.scripts.filter((path) => path === '/widgets/it-widgets.js')).toHaveLength(2);
  expect(await page.evaluate(() => (window as unknown as { first: unknown }).first === window.itWidgets)).toBe(true);
  expect(host.said).toEqual([]);
});

test('of two versions the first stays, and the console says so once', async ({ host }) => {
  const loader = await readFile(`${CDN}it-widgets.js`, 'utf8');
  const { version } = JSON.parse(await readFile(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8')) as { version: string };
  expect(loader).toContain(`"${version}"`);
  const page = await host.opens('<script src="/widgets/it-widgets.js"></script><script src="/other/it-widgets.js"></script>', {
    files: { '/other/it-widgets.js': loader.replace(`"${version}"`, '"99.0.0"') },
  });
  expect(await definedTags(page)).toEqual(TAGS);
  expect(await page.evaluate(() => window.itWidgets && 'version' in window.itWidgets && window.itWidgets.version)).toBe(version);
  expect(host.said).toEqual([`info: InfiniTalk widgets ${version} are on this page already; 99.0.0 is not loaded.`]);
});

test('a tag that the host has taken stays the host’s, and the others work', async ({ host }) => {
  const page = await host.opens('<script src="/taken.js"></script><script src="/widgets/it-widgets.js" async></script>', {
    files: { '/taken.js': "customElements.define('it-softphone', class HostsOwn extends HTMLElement {});" },
  });
  expect(await definedTags(page)).toEqual(TAGS);
  expect(await page.evaluate(() => customElements.get('it-softphone')?.name)).toBe('HostsOwn');
  expect(host.said).toEqual(['info: <it-softphone> is defined already; that definition stays.']);
});

test('a strict Content-Security-Policy is kept', async ({ host }) => {
  const page = await host.opens(
    '<script src="/widgets/it-widgets.js" async></script><it-provider><it-softphone></it-softphone><it-agent-status></it-agent-status></it-provider>',
    {
      csp: STRICT,
    },
  );
  expect(await definedTags(page)).toEqual(TAGS);
  expect(host.said).toEqual([]);
});

test('a page without an account downloads neither jssip nor firebase', async ({ host }) => {
  const page = await host.opens('<script src="/widgets/it-widgets.js" async></script><it-provider><it-softphone launcher></it-softphone></it-provider>');
  await definedTags(page);
  const bodies = await Promise.all(host.scripts.map((path) => readFile(`${CDN}${path.replace('/widgets/', '')}`, 'utf8')));
  expect(host.scripts).toHaveLength(2);
  for (const body of bodies) expect(body).not.toMatch(/JsSIP|firestore\.googleapis/);
});
