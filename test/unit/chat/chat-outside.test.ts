import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { MemoryChat } from '../../../src/adapters/memory/memory-chat.js';
import type { ChatMessage, Conversation } from '../../../src/chat/conversation.js';
import type { AccountSnapshot } from '../../../src/config/config.js';
import '../../../src/elements/it-chat-outside.js';
import type { ItChatOutside } from '../../../src/elements/it-chat-outside.js';
import type { Store } from '../../../src/store.js';
import { memoryProvider } from '../../../stories/memory-provider.js';

const AGENT: AccountSnapshot = { state: 'ready', capabilities: {}, agentName: '1001', locale: 'ja' };
const SESSION = { chatId: 'own', groupCode: 'G01', groupName: 'グループ01' };
const CUSTOMER: AccountSnapshot = { state: 'ready', capabilities: { phone: 'no-telephony' }, locale: 'ja', customer: SESSION };
const OWN: Conversation = { id: 'own', groupCode: 'G01', customer: {}, status: 'open', unread: 0 };

const about = (id: string, more: Partial<Conversation> = {}): Conversation => ({ id, groupCode: 'G01', customer: {}, status: 'open', unread: 0, ...more });
const said = (id: string, text: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  from: 'customer',
  author: '',
  text,
  createdAt: Date.now(),
  ...more,
});

interface Scene {
  readonly element: ItChatOutside;
  readonly server: MemoryChat;
  readonly account: Store<AccountSnapshot, AccountSnapshot>;
  all(selector: string): HTMLElement[];
  one(selector: string): HTMLElement;
  text(): string;
  button(name: string): HTMLButtonElement;
  type(text: string): void;
}

/** The element within a provider of stories' kind: stores over a server in memory. */
async function draw(account: AccountSnapshot, prepare: (server: MemoryChat) => void = () => undefined, width = 800): Promise<Scene> {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  root.style.width = `${width}px`;
  const { account: accounts, chatServer: server } = memoryProvider(root, { account });
  prepare(server);
  const element = document.createElement('it-chat-outside');
  element.audience = account.customer ? 'customer' : 'agent';
  root.append(element);
  await waitUntil(() => element.shadowRoot?.querySelector('.chat'), 'the chat is drawn', { timeout: 8000 });
  const all = (selector: string): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const one = (selector: string): HTMLElement => {
    const [found] = all(selector);
    if (!found) throw new Error(`nothing is drawn as ${selector}`);
    return found;
  };
  return {
    element,
    server,
    account: accounts,
    all,
    one,
    text: () => one('.chat').innerText,
    button: (name) => {
      const found = all('button').find((button) => button.getAttribute('aria-label') === name || button.innerText.trim() === name);
      if (!found) throw new Error(`there is no button ${name}`);
      return found as HTMLButtonElement;
    },
    type: (text) => {
      const field = one('textarea') as HTMLTextAreaElement;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    },
  };
}

/** The customer's own conversation, without a message yet. */
const withOwn = (server: MemoryChat): void => server.put(OWN);

const CTRL_ENTER = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };

describe('<it-chat-outside> of an agent', () => {
  const two = (server: MemoryChat): void => {
    server.put(about('a', { customer: { name: '山田太郎' } }));
    server.put(about('b', { status: 'closed' }));
    server.write('a', said('a1', '住所を変更できますか', { createdAt: Date.now() - 2000 }));
    server.write('b', said('b1', 'またお願いします', { createdAt: Date.now() - 1000 }));
  };

  it('lists who wrote what, newest first, with 様 or ゲスト, unread counts and what is closed', async () => {
    const { all } = await draw(AGENT, two);
    const entries = all('.conversation').map((entry) => entry.innerText.replace(/\s+/g, ' '));
    expect(entries[0]).to.match(/^ゲスト .*またお願いします .*未読 1件 .*グループ G01 終了$/);
    expect(entries[1]).to.match(/^山田太郎 様 .*住所を変更できますか/);
  });

  it('shows a conversation that is chosen, tells the server that it was read, and keeps reading', async () => {
    const { all, server, text } = await draw(AGENT, two);
    all('.conversation')[1]?.click();
    await waitUntil(() => all('.message').length === 1, 'the message is drawn');
    await waitUntil(() => all('.count').length === 1, 'only the other one is unread');
    server.write('a', said('a2', 'お願いします'));
    await waitUntil(() => all('.message').length === 2, 'the next message is drawn');
    await waitUntil(() => !/未読/.test(all('.conversation')[0]?.innerText ?? '未読'), 'it is read too');
    expect(text()).to.contain('お願いします');
  });

  it('goes from one conversation to the next with the arrows, on one stop of the Tab key', async () => {
    const { all, element } = await draw(AGENT, two);
    const [first, second] = all('.conversation');
    first?.focus();
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(element.shadowRoot?.activeElement).to.equal(second);
    expect(all('.conversation').map(({ tabIndex }) => tabIndex)).to.deep.equal([-1, 0]);
  });

  it('draws markup as text', async () => {
    const hostile = '<img src=x onerror="document.title=1">';
    const { all, one } = await draw(AGENT, (server) => {
      server.put(about('a', { customer: { name: hostile } }));
      server.write('a', said('a1', hostile));
    });
    all('.conversation')[0]?.click();
    await waitUntil(() => all('.bubble').length === 1, 'the message is drawn');
    expect(one('.bubble').textContent).to.equal(hostile);
    expect(all('img')).to.be.empty;
  });

  it('sends with the button and with Ctrl+Enter, never with Enter alone nor while the IME composes', async () => {
    const { all, button, one, server, type } = await draw(AGENT, two);
    all('.conversation')[0]?.click();
    await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
    type('ひとつ');
    button('送信').click();
    await waitUntil(() => all('.own').length === 1, 'the first is there');
    type('ふたつ');
    one('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    one('textarea').dispatchEvent(new KeyboardEvent('keydown', { ...CTRL_ENTER, isComposing: true }));
    expect(server.deliveries).to.have.lengthOf(1);
    one('textarea').dispatchEvent(new KeyboardEvent('keydown', CTRL_ENTER));
    await waitUntil(() => all('.own').length === 2, 'the second is there');
    expect((one('textarea') as HTMLTextAreaElement).value).to.equal('');
  });

  it('keeps letters typed here from the page’s shortcuts', async () => {
    const { all, one } = await draw(AGENT, two);
    all('.conversation')[0]?.click();
    await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
    const heard: string[] = [];
    const listener = (event: KeyboardEvent): void => void heard.push(event.key);
    document.addEventListener('keydown', listener);
    one('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'k', bubbles: true, composed: true }));
    one('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    document.removeEventListener('keydown', listener);
    expect(heard).to.deep.equal(['Escape']);
  });

  it('keeps what is being written when another conversation is looked at', async () => {
    const { all, one, type } = await draw(AGENT, two);
    all('.conversation')[0]?.click();
    await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
    type('まだ途中');
    all('.conversation')[1]?.click();
    await waitUntil(() => (one('textarea') as HTMLTextAreaElement).value === '', 'the other has no draft');
    all('.conversation')[0]?.click();
    await waitUntil(() => (one('textarea') as HTMLTextAreaElement).value === 'まだ途中', 'the draft is back');
  });

  it('says that a message is on its way, that it failed, and sends it again once', async () => {
    const { all, button, server, text, type } = await draw(AGENT, two);
    all('.conversation')[0]?.click();
    await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
    server.trouble = 'line-offline';
    type('届きますか');
    button('送信').click();
    await waitUntil(() => text().includes('未送信'), 'it says so');
    expect(all('[role=alert]').map(({ innerText }) => innerText.trim())).to.deep.equal(['未送信']);
    server.trouble = undefined;
    button('再送').click();
    await waitUntil(() => all('.own').length === 1 && !text().includes('未送信'), 'it is sent');
    expect(server.messagesOf('b').filter(({ text: sent }) => sent === '届きますか')).to.have.lengthOf(1);
  });

  it('refuses a message that is too long and keeps its text', async () => {
    const { all, button, one, server, type } = await draw(AGENT, two);
    all('.conversation')[0]?.click();
    await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
    type('x'.repeat(4001));
    button('送信').click();
    await waitUntil(() => all('[role=alert]').length === 1, 'it says so');
    expect((one('textarea') as HTMLTextAreaElement).value).to.have.lengthOf(4001);
    expect(server.deliveries).to.be.empty;
  });

  it('says when the customer’s link runs out, and sends nothing then', async () => {
    const { all, button, one, server, text, type } = await draw(AGENT, (memory) => {
      memory.put(about('a', { expiresAt: Date.now() + 300 }));
      memory.write('a', said('a1', 'もしもし'));
    });
    all('.conversation')[0]?.click();
    await waitUntil(() => all('.message').length === 1, 'the message is drawn');
    type('すぐ伺います');
    await waitUntil(() => text().includes('お客様のリンクの有効期限が切れました'), 'it says so');
    button('送信').click();
    expect(server.deliveries).to.be.empty;
    expect((one('textarea') as HTMLTextAreaElement).value).to.equal('すぐ伺います');
    expect(text()).to.contain('もしもし');
  });

  it('says that what is shown may be old while the source is lost', async () => {
    const { all, server, text } = await draw(AGENT, two);
    all('.conversation')[0]?.click();
    await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
    server.tell({ type: 'chat-source-lost' });
    await waitUntil(() => text().includes('接続が切れています'), 'it says so');
  });

  it('says why there is no chat', async () => {
    const { one } = await draw({ ...AGENT, capabilities: { chat: 'no-data-source' } });
    expect(one('[role=alert]').innerText).to.contain('no-data-source');
  });

  it('draws nothing once nobody is signed in', async () => {
    const { account, all } = await draw(AGENT, two);
    account.apply({ state: 'signed-out', capabilities: {} });
    await waitUntil(() => all('*').length === 0, 'it is gone');
  });

  it('shows list and conversation in turn where it is narrow, and takes the focus along', async () => {
    const { all, button, element, one } = await draw(AGENT, two, 320);
    expect(one('.side').checkVisibility()).to.be.true;
    all('.conversation')[0]?.click();
    await waitUntil(() => !one('.side').checkVisibility(), 'the conversation takes its place');
    await waitUntil(() => element.shadowRoot?.activeElement === button('戻る'), 'the way back has the focus');
    expect(element.scrollWidth).to.be.at.most(320);
    button('戻る').click();
    await waitUntil(() => one('.side').checkVisibility(), 'the list is back');
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`has no violation in ${scheme}, with a failed message and an expired link too`, async () => {
      const { all, button, element, server, text, type } = await draw(AGENT, two);
      document.documentElement.style.colorScheme = scheme;
      document.documentElement.style.background = scheme === 'dark' ? '#0e1217' : '#fff';
      await expect(element).to.be.accessible();
      all('.conversation')[0]?.click();
      await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
      server.trouble = 'chat-expired';
      type('届きますか');
      button('送信').click();
      await waitUntil(() => text().includes('未送信') && text().includes('期限が切れました'), 'both are said');
      await expect(element).to.be.accessible();
      document.documentElement.removeAttribute('style');
    });
  }
});

describe('<it-chat-outside> of a customer', () => {
  it('is the own conversation, which the first message begins', async () => {
    const { all, button, server, text, type } = await draw(CUSTOMER, withOwn);
    await waitUntil(() => text().includes('メッセージを送ると'), 'the beginning is explained');
    expect(text()).to.contain('グループ01');
    expect(all('.side')).to.be.empty;
    type('送料はいくらですか');
    button('送信').click();
    await waitUntil(() => all('.own').length === 1, 'it is sent');
    server.write('own', said('x', '500円です', { from: 'agent', author: 'エージェント1001' }));
    await waitUntil(() => text().includes('500円です') && text().includes('エージェント1001'), 'the answer is drawn');
  });

  it('never tells the server that the agents have read', async () => {
    const { all, server } = await draw(CUSTOMER, (memory) => {
      memory.put(OWN);
      memory.write('own', said('m', 'もしもし'));
    });
    await waitUntil(() => all('.message').length === 1, 'the message is drawn');
    server.tell({ type: 'conversation-read', conversation: { ...OWN, unread: 1 } });
    await new Promise(requestAnimationFrame);
    expect(server.messagesOf('own')).to.have.lengthOf(1);
    expect(all('.message')).to.have.lengthOf(1);
  });

  it('that has expired says so, asks the page for a new one, and carries along what was not sent', async () => {
    const { all, button, element, one, server, text, type } = await draw(CUSTOMER, withOwn);
    await waitUntil(() => all('textarea').length === 1, 'the field is drawn');
    server.trouble = 'chat-expired';
    type('間に合わない');
    button('送信').click();
    await waitUntil(() => text().includes('このチャットの有効期限が切れました'), 'it says so');
    type('続き');
    let asked = 0;
    element.addEventListener('it-chat-restart', () => (asked += 1));
    button('新しく開始する').click();
    expect(asked).to.equal(1);
    element.requestUpdate();
    await waitUntil(() => (one('textarea') as HTMLTextAreaElement).value === '間に合わない\n続き', 'nothing is lost');
  });

  it('is refused on a page that an agent is signed in at', async () => {
    const { element, one } = await draw(AGENT);
    element.audience = 'customer';
    await waitUntil(() => element.shadowRoot?.querySelector('[role=alert]'), 'it says so');
    expect(one('[role=alert]').innerText).to.contain('チャットを使えません');
  });

  for (const locale of ['ja', 'en', 'vi'] as const) {
    it(`is accessible at 320 px in ${locale}`, async () => {
      const { element, button, one } = await draw({ ...CUSTOMER, locale }, withOwn, 320);
      const [message, send] = { ja: ['メッセージ', '送信'], en: ['Message', 'Send'], vi: ['Tin nhắn', 'Gửi'] }[locale] as [string, string];
      await waitUntil(() => one('textarea').getAttribute('aria-label') === message, 'it speaks the language');
      expect(button(send)).to.exist;
      expect(element.scrollWidth).to.be.at.most(320);
      await expect(element).to.be.accessible();
    });
  }
});
