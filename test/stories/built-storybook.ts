import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';

const BUILT = fileURLToPath(new URL('../../storybook-static/', import.meta.url));
/** Answered from the built files; localhost, because the browser gives microphones to secure pages only. */
const ORIGIN = 'http://localhost';

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly name: string;
}

/** Every story of the built Storybook. */
export function builtStories(): readonly Story[] {
  const index = join(BUILT, 'index.json');
  if (!existsSync(index)) throw new Error('there is no built Storybook: run `npm run build:storybook` first');
  const { entries } = JSON.parse(readFileSync(index, 'utf8')) as { entries: Record<string, Story & { type: string }> };
  return Object.values(entries).filter(({ type }) => type === 'story');
}

/** Answers the pages of a context from the built files. Whatever they ask for elsewhere is refused, and its address handed to `asked`. */
export async function serve(context: BrowserContext, asked: (url: string) => void): Promise<void> {
  await context.routeWebSocket(/./, (socket) => {
    asked(socket.url());
    void socket.close();
  });
  await context.route('**', (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const path = join(BUILT, decodeURIComponent(pathname));
    if (origin === ORIGIN && existsSync(path)) return route.fulfill({ path });
    asked(route.request().url());
    return route.abort();
  });
}

/** Where one story is drawn, without Storybook's own frame. */
export function addressOf(story: Story, globals: Readonly<Record<string, string>>): string {
  const words = Object.entries(globals).map(([name, value]) => `${name}:${value}`);
  return `${ORIGIN}/iframe.html?id=${story.id}&viewMode=story&globals=${words.join(';')}`;
}
