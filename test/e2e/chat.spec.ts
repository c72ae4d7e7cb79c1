import type { Locator, Page } from '@playwright/test';
import type { ItEventDetails } from '../../src/public-events.js';
import { expect, test, type Arrival, type Person } from './people.js';

/** A chat as somebody sees it. */
class ChatSeen {
  readonly page: Page;
  readonly element: Locator;

  constructor(person: Person) {
    this.page = person.page;
    this.element = person.page.locator('it-chat-outside');
  }

  get field(): Locator {
    return this.element.getByRole('textbox', { name: 'メッセージ', exact: true });
  }

  get messages(): Locator {
    return this.element.getByRole('log').getByRole('listitem');
  }

  /** The agent's list entry that says this. */
  entry(text: string): Locator {
    return this.element.getByRole('listitem').filter({ has: this.page.locator('.conversation'), hasText: text });
  }

  async writes(text: string): Promise<void> {
    await this.field.fill(text);
    await this.element.getByRole('button', { name: '送信', exact: true }).click();
  }

  async opens(text: string): Promise<void> {
    await this.entry(text).getByRole('button').click();
    await expect(this.field).toBeVisible();
  }
}

const FIXED_URL = '/chat/?group=G01';
const customer = (path = FIXED_URL): Arrival => ({ path, registers: false, tone: false });

/** Keeps `it-chat-message` events. */
async function keepMessages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const texts: string[] = [];
    (window as unknown as { chatTexts: string[] }).chatTexts = texts;
    document.addEventListener('it-chat-message', (event) => texts.push((event as CustomEvent<ItEventDetails['it-chat-message']>).detail.message.text));
  });
}

const heardTexts = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { chatTexts: string[] }).chatTexts);

test.describe('outside chat', () => {
  test('the first message at a group’s fixed URL appears at the agents of that group, and nowhere else', async ({ people }) => {
    const agent = await people.arrives('1001', { prepare: keepMessages });
    const chat = new ChatSeen(agent);
    const other = new ChatSeen(await people.arrives('1002', { path: '/crm/?credential=demo-1003' }));
    const guest = new ChatSeen(await people.arrives('2001', customer()));
    await expect(guest.field).toBeVisible();
    const before = await chat.element.locator('.conversation').count();

    await guest.writes('送料はいくらですか');
    await expect(guest.messages.filter({ hasText: '送料はいくらですか' })).toHaveCount(1);
    await expect(chat.entry('送料はいくらですか')).toContainText('ゲスト');
    await expect(chat.entry('送料はいくらですか')).toContainText('未読 1件');
    expect(await chat.element.locator('.conversation').count()).toBe(before + 1);
    await expect.poll(() => heardTexts(agent.page)).toEqual(['送料はいくらですか']);
    await expect(other.element.getByText('まだ会話はありません')).toBeVisible();
  });

  test('an answer goes out by Ctrl+Enter, both sides see everything, and what one agent reads is read for all', { tag: '@firefox' }, async ({ people }) => {
    const agent = new ChatSeen(await people.arrives('1001'));
    const colleague = new ChatSeen(await people.arrives('1002'));
    const guest = new ChatSeen(await people.arrives('2001', customer()));
    await guest.writes('送り先は変えられますか');
    await expect(colleague.entry('送り先は変えられますか')).toContainText('未読 1件');

    await agent.opens('送り先は変えられますか');
    await expect(colleague.entry('送り先は変えられますか')).not.toContainText('未読');
    await agent.field.fill('はい、\nできます');
    await agent.field.press('Control+Enter');
    await expect(guest.messages.filter({ hasText: 'できます' })).toContainText('エージェント1001');
    await guest.writes('お願いします');
    await expect(agent.messages.filter({ hasText: 'お願いします' })).toBeVisible();
    await expect(agent.entry('お願いします')).not.toContainText('未読');

    await guest.page.reload();
    await expect(guest.messages.filter({ hasText: 'お願いします' })).toBeVisible();
    await expect(guest.messages.filter({ hasText: 'できます' })).toHaveCount(1);
  });

  test('markup that a customer sends is text at the agent', async ({ people }) => {
    const agent = new ChatSeen(await people.arrives('1001'));
    const guest = new ChatSeen(await people.arrives('2001', customer()));
    const hostile = '<img src=x onerror=alert(1)> https://example.com';
    await guest.writes(hostile);
    await agent.opens(hostile);
    await expect(agent.messages.filter({ hasText: hostile })).toBeVisible();
    expect(await agent.element.locator('img, a').count()).toBe(0);
  });

  test('a message whose answer is lost is sent again without doubling', async ({ people }) => {
    people.mayLog(/ERR_FAILED|ERR_CONNECTION/);
    const agent = new ChatSeen(await people.arrives('1001'));
    const guest = new ChatSeen(await people.arrives('2001', customer()));
    await guest.writes('もしもし');
    await agent.opens('もしもし');
    // The stream would tell the truth at once: it is held back, as on a network that dies at the wrong moment.
    await guest.page.route('**/chat/live', (route) => route.abort());
    await guest.page.route('**/chat/live/chats**', (route) => route.abort());
    await guest.page.reload();
    await guest.page.route('**/messages', async (route) => {
      if (route.request().method() !== 'POST') return route.abort();
      await route.fetch();
      return route.abort();
    });
    await guest.writes('一度だけ');
    await expect(guest.element.getByRole('alert').filter({ hasText: '未送信' })).toBeVisible();
    await expect(agent.messages.filter({ hasText: '一度だけ' })).toHaveCount(1);

    await guest.page.unrouteAll();
    await guest.element.getByRole('button', { name: '再送' }).click();
    await expect(guest.element.getByText('未送信')).toHaveCount(0);
    await expect(guest.messages.filter({ hasText: '一度だけ' })).toHaveCount(1);
    await expect(agent.messages.filter({ hasText: '一度だけ' })).toHaveCount(1);
  });

  test('what was written while an agent was offline is there when the network is back', async ({ people, demo }) => {
    people.mayLog(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK|ERR_INCOMPLETE|WebSocket/);
    const agent = await people.arrives('1001', { prepare: keepMessages });
    const chat = new ChatSeen(agent);
    const guest = new ChatSeen(await people.arrives('2001', customer()));
    await guest.writes('ひとつ');
    await expect(chat.entry('ひとつ')).toBeVisible();
    await agent.page.context().setOffline(true);
    // The browser leaves streams that are open alone.
    demo.cutStreams();
    await guest.writes('ふたつ');
    await guest.writes('みっつ');
    await expect(guest.messages.filter({ hasText: 'みっつ' })).toBeVisible();
    await expect(chat.entry('みっつ')).toHaveCount(0);
    await agent.page.context().setOffline(false);
    await expect(chat.entry('みっつ')).toBeVisible({ timeout: 20_000 });
    await chat.opens('みっつ');
    await expect(chat.messages.filter({ hasText: 'ふたつ' })).toHaveCount(1);
    await expect(chat.messages.filter({ hasText: 'みっつ' })).toHaveCount(1);
    await expect.poll(() => heardTexts(agent.page)).toEqual(['ひとつ', 'ふたつ', 'みっつ']);
  });

  test('a link that runs out is said on both sides, keeps what was sent, and carries what was not into a new one', async ({ people }) => {
    const agent = new ChatSeen(await people.arrives('1001'));
    const guest = new ChatSeen(await people.arrives('2001', customer(`${FIXED_URL}&expiresIn=6`)));
    await guest.writes('期限のある質問');
    await agent.opens('期限のある質問');
    await guest.field.fill('まだ書いている');
    await expect(guest.element.getByRole('alert')).toContainText('このチャットの有効期限が切れました', { timeout: 15_000 });
    await expect(agent.element.getByRole('alert')).toContainText('お客様のリンクの有効期限が切れました');
    await expect(agent.messages.filter({ hasText: '期限のある質問' })).toBeVisible();
    await guest.page.reload();
    await expect(guest.element.getByRole('alert')).toContainText('このチャットの有効期限が切れました');
    await expect(guest.messages.filter({ hasText: '期限のある質問' })).toBeVisible();

    await guest.field.fill('まだ書いている');
    await guest.element.getByRole('button', { name: '新しく開始する' }).click();
    await expect(guest.element.getByRole('alert')).toHaveCount(0);
    await expect(guest.field).toHaveValue('まだ書いている');
    await guest.element.getByRole('button', { name: '送信', exact: true }).click();
    await expect(agent.entry('まだ書いている')).toContainText('未読 1件');
  });

  test('an agreement with CRM alone has chat, and the phone says why there is none', async ({ people }) => {
    const agent = await people.arrives('1002', { path: '/crm/?credential=demo-crm', registers: false });
    const chat = new ChatSeen(agent);
    const guest = new ChatSeen(await people.arrives('2001', customer(`${FIXED_URL}&agreement=CRM1708391749`)));
    const telephony = new ChatSeen(await people.arrives('1001'));
    await guest.writes('CRM だけの契約です');
    await chat.opens('CRM だけの契約です');
    await chat.writes('承ります');
    await expect(guest.messages.filter({ hasText: '承ります' })).toBeVisible();
    await expect(agent.softphone).toContainText('no-telephony');
    await expect(agent.status).toContainText('no-telephony');
    await expect(telephony.entry('CRM だけの契約です')).toHaveCount(0);
  });

  test('a link that names no group is refused in words', async ({ people }) => {
    people.mayLog(/400/);
    const guest = await people.arrives('2001', customer('/chat/?group=G99'));
    await expect(guest.page.getByRole('alert')).toContainText('このリンクではチャットを始められません');
  });
});
