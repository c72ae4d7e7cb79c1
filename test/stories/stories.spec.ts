import { test as base, expect, type Page } from '@playwright/test';
import ja from '../../src/i18n/ja.js';
import { addressOf, builtStories, serve, type Story } from './built-storybook.js';

const LOCALES = ['ja', 'en', 'vi'] as const;
const THEMES = ['light', 'dark'] as const;
/** The narrowest host. */
const WIDTH = 320;
/** A story that has not finished by then never will, ms. */
const LIMIT = 20_000;

const STORIES = builtStories();

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[];
}

/** What Storybook's channel says at the end of a story. */
interface Finished {
  readonly storyId: string;
  readonly status: 'success' | 'error';
  readonly reporters: readonly { readonly type: string; readonly status: string; readonly result?: { readonly violations?: readonly Violation[] } }[];
}

interface Preview {
  __STORYBOOK_ADDONS_CHANNEL__: {
    on(event: string, listener: (payload: never) => void): void;
    emit(event: string, payload: unknown): void;
    last(event: string): unknown[] | undefined;
  };
}

/** One page of the built Storybook in one language and theme, in which story after story is drawn. */
class Canvas {
  readonly name: string;
  readonly page: Page;
  readonly #globals: Readonly<Record<string, string>>;
  /** What the page complained of or asked for elsewhere since the last story. */
  #complaints: string[] = [];

  constructor(page: Page, globals: Readonly<Record<string, string>>) {
    this.page = page;
    this.name = Object.values(globals).join(' ');
    this.#globals = globals;
    page.on('pageerror', (error) => this.complain(`uncaught: ${error.message}`));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && this.complain(`console: ${message.text()}`));
  }

  readonly complain = (what: string): void => void this.#complaints.push(what);

  /** Draws the story; returns everything that is wrong with it. */
  async draw(story: Story): Promise<string[]> {
    this.#complaints = [];
    if (this.page.url() === 'about:blank') await this.page.goto(addressOf(story, this.#globals));
    const { status, reporters } = await this.page.evaluate(drawn, { id: story.id, limit: LIMIT });
    const wrong = reporters.flatMap(({ result }) => result?.violations ?? []).flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${JSON.stringify(node)}`));
    if (!reporters.some(({ type }) => type === 'a11y')) wrong.push('axe did not run');
    if (status !== 'success' && wrong.length === 0) wrong.push(await this.page.locator('#error-message').innerText());
    const width = await this.page.evaluate(() => document.documentElement.scrollWidth);
    if (width > WIDTH) wrong.push(`it is ${width} px wide, which does not fit ${WIDTH}`);
    return [...wrong, ...this.#complaints].map((what) => `${this.name}: ${what}`);
  }
}

/** Runs in the page: chooses the story as Storybook's sidebar does, and waits until it is finished. */
async function drawn({ id, limit }: { id: string; limit: number }): Promise<Finished> {
  const channel = (window as unknown as Preview).__STORYBOOK_ADDONS_CHANNEL__;
  const before = channel.last('storyFinished')?.[0] as Finished | undefined;
  if (before?.storyId === id) return before;
  return new Promise((resolve, reject) => {
    channel.on('storyFinished', (finished: Finished) => finished.storyId === id && resolve(finished));
    setTimeout(() => reject(new Error(`${id} did not finish within ${limit} ms`)), limit);
    if (new URLSearchParams(location.search).get('id') !== id) channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
  });
}

const test = base.extend<object, { canvases: readonly Canvas[] }>({
  canvases: [
    async ({ browser }, use) => {
      const canvases: Canvas[] = [];
      for (const locale of LOCALES) {
        for (const theme of THEMES) {
          const context = await browser.newContext({ viewport: { width: WIDTH, height: 720 }, reducedMotion: 'reduce' });
          const canvas = new Canvas(await context.newPage(), { locale, theme });
          await serve(context, (url) => canvas.complain(`it asked for ${url}`));
          canvases.push(canvas);
        }
      }
      await use(canvases);
      await Promise.all(canvases.map(({ page }) => page.context().close()));
    },
    { scope: 'worker' },
  ],
});

for (const story of STORIES) {
  test(`${story.title} › ${story.name}`, async ({ canvases }) => {
    const wrong = await Promise.all(canvases.map((canvas) => canvas.draw(story)));
    expect(wrong.flat()).toEqual([]);
  });
}

/** Ids of stories end with the kebab-case name of their export. */
function storyOf(title: string, state: string): boolean {
  return STORIES.some(({ id }) => id === `${title}--${state}`);
}

for (const [what, title, states] of [
  ['state of the line', 'softphone-line', Object.keys(ja.line)],
  ['reason why a call ends', 'softphone-ended', Object.keys(ja.ended)],
  ['issue of a call’s quality', 'softphone-in-call', Object.keys(ja.quality.issues)],
  ['agent status', 'agent-status', Object.keys(ja.statuses).map((code) => `code-${code}`)],
] as const) {
  test(`every ${what} has a story`, () => {
    expect(states.filter((state) => !storyOf(title, state))).toEqual([]);
  });
}

/** Told to the host by `it-error`, and drawn nowhere. */
const NOT_DRAWN = ['supervisor-only', 'document-invalid'];

test('every error has a story in the element that it concerns', () => {
  const drawn = (code: string): boolean => STORIES.some(({ id }) => id.endsWith(`--${code}`));
  expect(Object.keys(ja.errors).filter((code) => !drawn(code))).toEqual(NOT_DRAWN);
});
