import { expect } from '@open-wc/testing';
import { MediaKeys } from '../../../../src/adapters/browser/media-keys.js';
import { RingNotification, type RingNotice } from '../../../../src/adapters/browser/ring-notification.js';

class FakeNotification {
  static permission: NotificationPermission = 'granted';
  static shown: FakeNotification[] = [];
  onclick: (() => void) | undefined;
  closed = false;
  readonly title: string;
  readonly options: NotificationOptions;

  constructor(title: string, options: NotificationOptions) {
    this.title = title;
    this.options = options;
    FakeNotification.shown.push(this);
  }

  close(): void {
    this.closed = true;
  }
}

const NOTICE: RingNotice = { callId: 'a', title: '09012345678', body: 'ACD着信', lang: 'ja' };

describe('the desktop notification of a ring', () => {
  const native = window.Notification;
  let clicked: string[];
  let notification: RingNotification;

  beforeEach(() => {
    FakeNotification.permission = 'granted';
    FakeNotification.shown = [];
    (window as { Notification: unknown }).Notification = FakeNotification;
    clicked = [];
    notification = new RingNotification((callId) => clicked.push(callId));
  });

  afterEach(() => {
    window.Notification = native;
  });

  it('is one per call: it takes the name when that is found, and goes with the ring', () => {
    notification.show(NOTICE);
    notification.show({ ...NOTICE });
    notification.show({ ...NOTICE, title: '山田太郎 様' });
    expect(FakeNotification.shown.map(({ title, options }) => [title, options.tag])).to.deep.equal([
      ['09012345678', 'it-widgets a'],
      ['山田太郎 様', 'it-widgets a'],
    ]);
    notification.show(undefined);
    expect(FakeNotification.shown.at(-1)!.closed).to.equal(true);
  });

  it('of another call takes the place of the one before', () => {
    notification.show(NOTICE);
    notification.show({ ...NOTICE, callId: 'b' });
    expect(FakeNotification.shown.map(({ closed }) => closed)).to.deep.equal([true, false]);
  });

  it('says which call was clicked, and closes', () => {
    notification.show(NOTICE);
    FakeNotification.shown[0]!.onclick!();
    expect(clicked).to.deep.equal(['a']);
    expect(FakeNotification.shown[0]!.closed).to.equal(true);
  });

  it('is not tried without permission', () => {
    FakeNotification.permission = 'default';
    notification.show(NOTICE);
    expect(FakeNotification.shown).to.deep.equal([]);
  });
});

describe('the media keys of the system', () => {
  it('hang up and mute while the agent talks, and are the page’s own otherwise', () => {
    const handlers = new Map<string, (() => void) | null>();
    const active: boolean[] = [];
    const native = Object.getOwnPropertyDescriptor(Navigator.prototype, 'mediaSession')!;
    Object.defineProperty(Navigator.prototype, 'mediaSession', {
      configurable: true,
      value: {
        setActionHandler: (action: string, handler: (() => void) | null) => handlers.set(action, handler),
        setMicrophoneActive: (on: boolean) => active.push(on),
      },
    });
    const done: string[] = [];
    const keys = new MediaKeys({ hangUp: () => done.push('hang up'), toggleMute: () => done.push('mute') });
    keys.show(undefined);
    expect(handlers.size).to.equal(0);
    keys.show(false);
    keys.show(true);
    handlers.get('hangup')!();
    handlers.get('togglemicrophone')!();
    expect(done).to.deep.equal(['hang up', 'mute']);
    expect(active).to.deep.equal([true, false]);
    keys.show(undefined);
    expect([...handlers.values()]).to.deep.equal([null, null]);
    Object.defineProperty(Navigator.prototype, 'mediaSession', native);
  });
});
