import { expect, fixture, html } from '@open-wc/testing';
import { COLLEAGUE, QUEUE_CALL, rings, talks } from '../../stories/calls.js';
import { eventually } from '../../stories/eventually.js';
import { memoryProvider, type MemoryProvider } from '../../stories/memory-provider.js';
import { BrowserDevices } from '../../src/adapters/media/browser-devices.js';
import { CallMedia } from '../../src/adapters/media/call-media.js';
import type { ItConfig } from '../../src/config/config.js';
import { followAttention } from '../../src/connect-attention.js';

interface Shown {
  readonly title: string;
  readonly body: string;
  onclick?: () => void;
  closed?: boolean;
}

describe('a ring outside of the elements', () => {
  const native = { notification: window.Notification, hasFocus: document.hasFocus, title: document.title };
  let shown: Shown[];
  let leads: boolean;
  let ticks: number;
  let stop: () => void;

  beforeEach(() => {
    shown = [];
    leads = true;
    ticks = 0;
    class Notice implements Shown {
      static permission = 'granted';
      readonly title: string;
      readonly body: string;
      closed = false;
      constructor(title: string, { body }: { body: string }) {
        this.title = title;
        this.body = body;
        shown.push(this);
      }
      close(): void {
        this.closed = true;
      }
    }
    (window as { Notification: unknown }).Notification = Notice;
    document.hasFocus = () => false;
    document.title = 'CRM';
  });

  afterEach(() => {
    stop();
    window.Notification = native.notification;
    document.hasFocus = native.hasFocus;
    document.title = native.title;
  });

  async function follows(phone: ItConfig['phone'] = {}): Promise<MemoryProvider> {
    const root = await fixture<HTMLElement>(html`<div lang="ja"></div>`);
    const provider = memoryProvider(root);
    const browser = new BrowserDevices(new CallMedia());
    browser.tick = () => void (ticks += 1);
    stop = followAttention({
      ...provider,
      config: { agent: { id: '1001', name: '', role: 'operator', groupCodes: [] }, contract: { agreementId: 'A' }, licenses: [], phone },
      browser,
      tabs: { leads: () => leads, rings: () => leads },
      root: () => root,
    });
    return provider;
  }

  it('has company in a tick 5 s before 自動ワーク ends, in the tab that rings alone', async () => {
    const at = await follows();
    const stopAgent = at.agent.start();
    at.agentFeed.becomes({ code: 7, since: Date.now(), autoWorkEndsAt: Date.now() + 5_100 });
    await eventually('the tick', () => ticks === 1);
    leads = false;
    at.agentFeed.becomes({ code: 7, since: Date.now(), autoWorkEndsAt: Date.now() + 5_050 });
    const otherAt = Date.now();
    await eventually('the end of the wait', () => Date.now() - otherAt > 150);
    expect(ticks).to.equal(1);
    stopAgent();
  });

  it('is a notification with the contact’s name, and a title; both go when it is answered', async () => {
    const at = await follows();
    const id = rings(at, QUEUE_CALL);
    await eventually('the contact', () => shown.at(-1)?.title === '山田太郎 様');
    expect(shown.at(-1)!.body).to.contain('09012345678').and.to.contain('ACD着信');
    expect(document.title).to.equal('☎ 山田太郎 様 | CRM');
    await at.phone.answer(id);
    expect(shown.at(-1)!.closed).to.equal(true);
    expect(document.title).to.equal('CRM');
  });

  it('is focused by a click, and answered too where the host configured that', async () => {
    const at = await follows();
    rings(at, COLLEAGUE);
    await eventually('the notification', () => shown.length > 0);
    shown.at(-1)!.onclick!();
    expect(at.phone.snapshot.calls[0]!.phase).to.equal('ringing');
    stop();

    const other = await follows({ notification: 'answer' });
    rings(other, COLLEAGUE);
    await eventually('the notification', () => shown.some(({ closed }) => !closed));
    shown.at(-1)!.onclick!();
    await eventually('it is answered', () => other.phone.snapshot.calls[0]!.phase === 'active');
  });

  it('is told by no notification while the agent looks at the page, by another tab than the owner, or against the host’s will', async () => {
    const at = await follows();
    document.hasFocus = () => true;
    const id = rings(at, COLLEAGUE);
    await eventually('the title', () => document.title.startsWith('☎'));
    document.hasFocus = () => false;
    leads = false;
    dispatchEvent(new Event('blur'));
    expect(shown).to.deep.equal([]);
    leads = true;
    dispatchEvent(new Event('blur'));
    expect(shown.length).to.equal(1);
    await at.phone.reject(id);
    stop();

    const off = await follows({ notification: 'off', pageBadge: false });
    rings(off, COLLEAGUE);
    await eventually('the words', async () => shown.length === 1);
    expect(document.title).to.equal('CRM');
  });

  it('that was missed stays in the title until the agent looks; one that the agent rejected, or a colleague took, does not', async () => {
    const at = await follows();
    const soon = Date.now() + 5;
    at.line.ends(rings(at, QUEUE_CALL), { reason: 'cancelled', side: 'remote' }, soon);
    at.line.ends(rings(at, QUEUE_CALL), { reason: 'answered-elsewhere', side: 'remote' }, soon);
    await at.phone.reject(rings(at, COLLEAGUE));
    expect(document.title).to.equal('(1) CRM');
    document.hasFocus = () => true;
    await eventually('time has passed', () => Date.now() > soon);
    dispatchEvent(new Event('focus'));
    expect(document.title).to.equal('CRM');
  });

  it('is answered, and the call muted, held and ended, by the keys that the host configured', async () => {
    const at = await follows({ shortcuts: { answer: 'F8', mute: 'F7', hold: 'F6', hangUp: 'Control+Shift+H', reject: 'F9' } });
    const press = (key: string, held = {}): boolean => dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...held }));
    expect(press('F8')).to.equal(true);
    rings(at, QUEUE_CALL);
    expect(press('F8')).to.equal(false);
    const call = () => at.phone.snapshot.calls[0]!;
    await eventually('it is answered', () => call().phase === 'active');
    press('F7');
    await eventually('it is muted', () => call().muted);
    press('F6');
    await eventually('it is held', () => call().hold.local);
    press('H', { ctrlKey: true, shiftKey: true });
    await eventually('it is over', () => call().phase === 'ended');
    rings(at, COLLEAGUE);
    press('F9');
    await eventually('it is rejected', () => at.phone.snapshot.calls[1]!.end?.reason === 'rejected');
  });

  it('is heard by the headset, whose buttons answer, mute and hang up', async () => {
    const sent: number[] = [];
    const device = Object.assign(new EventTarget(), {
      productName: 'Fake Headset',
      opened: false,
      collections: [
        {
          usagePage: 0x0b,
          inputReports: [
            {
              reportId: 1,
              items: [
                { usages: [0x0b0020], isAbsolute: true, reportSize: 1, reportCount: 1 },
                { usages: [0x0b002f], isAbsolute: false, reportSize: 1, reportCount: 1 },
              ],
            },
          ],
          outputReports: [{ reportId: 2, items: [{ usages: [0x080009, 0x080017, 0x080018], reportSize: 1, reportCount: 3 }] }],
        },
      ],
      open: async () => undefined,
      close: async () => undefined,
      sendReport: async (_reportId: number, data: Uint8Array) => void sent.push(data[0]!),
    });
    const nativeHid = Object.getOwnPropertyDescriptor(Navigator.prototype, 'hid');
    Object.defineProperty(Navigator.prototype, 'hid', { configurable: true, value: Object.assign(new EventTarget(), { getDevices: async () => [device] }) });
    try {
      const says = (bits: number): boolean =>
        device.dispatchEvent(Object.assign(new Event('inputreport'), { reportId: 1, data: new DataView(new Uint8Array([bits]).buffer) }));
      const at = await follows();
      await eventually('it is connected', () => at.devices.snapshot.headset.state === 'connected');
      expect(at.devices.snapshot.headset.name).to.equal('Fake Headset');
      rings(at, QUEUE_CALL);
      await eventually('it rings', () => sent.at(-1) === 0b100);
      says(0b01);
      await eventually('it is answered', () => at.phone.snapshot.calls[0]!.phase === 'active');
      expect(sent.at(-1)).to.equal(0b010);
      says(0b11);
      await eventually('it is muted', () => at.phone.snapshot.calls[0]!.muted);
      expect(sent.at(-1)).to.equal(0b011);
      says(0b00);
      await eventually('it is over', () => at.phone.snapshot.calls[0]!.phase === 'ended');
      expect(sent.at(-1)).to.equal(0);
    } finally {
      stop();
      if (nativeHid) Object.defineProperty(Navigator.prototype, 'hid', nativeHid);
    }
  });

  it('leaves nothing behind in the page when the phone goes', async () => {
    const at = await follows();
    rings(at, COLLEAGUE);
    await eventually('the title', () => document.title.startsWith('☎'));
    stop();
    expect(document.title).to.equal('CRM');
    expect(shown.every(({ closed }) => closed)).to.equal(true);
    talks(at);
    expect(document.title).to.equal('CRM');
  });
});
