import { expect } from '@open-wc/testing';
import { SipSocket } from '../../../../src/adapters/sip/socket.js';

/** A browser's WebSocket that does what the test says. */
class FakeSocket {
  static readonly OPEN = 1;
  static latest: FakeSocket | undefined;
  readonly readyState = 1;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onmessage: null = null;
  binaryType = '';
  constructor() {
    FakeSocket.latest = this;
  }
  close(): void {
    this.onclose = null;
  }
}

const until = async (met: () => boolean, limitMs = 5000): Promise<void> => {
  for (const end = Date.now() + limitMs; !met();) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('the SIP socket of a page', () => {
  const { WebSocket } = globalThis;
  let socket: SipSocket;
  let losses: number;

  beforeEach(async () => {
    globalThis.WebSocket = FakeSocket as unknown as typeof WebSocket;
    losses = 0;
    let connected = false;
    socket = new SipSocket({
      urls: ['ws://sip.example/ws'],
      isKnown: () => true,
      begun: () => undefined,
      unreadable: () => undefined,
      unreachable: () => undefined,
    });
    socket.onconnect = () => (connected = true);
    socket.ondisconnect = () => (losses += 1);
    socket.connect();
    await until(() => Boolean(FakeSocket.latest?.onopen));
    FakeSocket.latest?.onopen?.();
    await until(() => connected);
  });

  afterEach(() => {
    socket.disconnect();
    globalThis.WebSocket = WebSocket;
  });

  it('that closes because the page is being left (1001, before pagehide) is no loss: its calls are for the next page', async () => {
    FakeSocket.latest?.onclose?.({ code: 1001, reason: '' });
    expect(losses).to.equal(0);
    // What pagehide does.
    socket.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(losses).to.equal(0);
  });

  it('that closes with 1001 while the page stays is lost, since its server went', async () => {
    FakeSocket.latest?.onclose?.({ code: 1001, reason: 'restart' });
    await until(() => losses === 1);
  });

  it('that breaks is lost at once', () => {
    FakeSocket.latest?.onclose?.({ code: 1006, reason: '' });
    expect(losses).to.equal(1);
  });
});
