import { expect } from '@open-wc/testing';
import { EarlySocket } from '../../../../src/adapters/sip/early-socket.js';
import { Connecting, type Failure, type Forbidden } from '../../../../src/adapters/sip/connecting.js';

/** A browser's WebSocket that does what the test says. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static readonly made: FakeSocket[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: null = null;
  binaryType = '';
  readyState = FakeSocket.CONNECTING;
  closed = false;
  readonly url: string;
  constructor(url: string) {
    if (url.startsWith('ws://no address')) throw new DOMException('The URL is invalid.', 'SyntaxError');
    if (url.startsWith('ws://forbidden')) throw new DOMException('mixed content', 'SecurityError');
    this.url = url;
    FakeSocket.made.push(this);
  }
  close(): void {
    this.closed = true;
  }
}

const until = async (met: () => boolean, limitMs = 8000): Promise<void> => {
  for (const end = Date.now() + limitMs; !met();) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('a connection that has yet to come up', () => {
  const { WebSocket, fetch } = globalThis;
  let asked: string[] = [];
  let answers = true;
  let connecting: Connecting;
  const failures: Failure[] = [];
  let forbidden: Forbidden | undefined;
  let opened: WebSocket | undefined;
  const early = new EarlySocket();

  function connect(...urls: string[]): void {
    connecting = new Connecting({
      urls,
      begun: (url) => early.take(url),
      firstAfterMs: 0,
      opened: (socket) => (opened = socket),
      failed: (failure) => failures.push(failure),
      forbidden: (reason) => (forbidden = reason),
    });
  }

  beforeEach(() => {
    asked = [];
    answers = true;
    forbidden = opened = undefined;
    failures.length = FakeSocket.made.length = 0;
    globalThis.WebSocket = FakeSocket as unknown as typeof WebSocket;
    globalThis.fetch = (input) => {
      asked.push(input as string);
      return answers ? Promise.resolve(new Response()) : Promise.reject(new TypeError('Failed to fetch'));
    };
  });

  afterEach(() => {
    connecting.stop();
    Object.assign(globalThis, { WebSocket, fetch });
  });

  it('to a server that is silent makes room for the next try once HTTP answers, which then gets twice the time', async () => {
    connect('ws://a.example/ws');
    await until(() => FakeSocket.made.length === 2);
    expect(FakeSocket.made[0]?.closed).to.equal(true);
    expect(asked[0]).to.equal('http://a.example/ws');
    const secondAt = Date.now();
    await until(() => FakeSocket.made.length === 3);
    expect(Date.now() - secondAt).to.be.greaterThan(1700);
    FakeSocket.made[2]?.onopen?.();
    expect(opened).to.equal(FakeSocket.made[2]);
  });

  it('to a server that refuses costs four WebSockets, then only questions, which no browser holds back', async () => {
    answers = false;
    connect('ws://a.example/ws');
    await until(() => {
      FakeSocket.made.forEach((socket) => socket.onclose?.());
      return asked.length >= 3;
    });
    expect(FakeSocket.made.length).to.equal(4);
    answers = true;
    await until(() => FakeSocket.made.length === 5);
    expect(failures).to.include('refused');
  });

  it('to one that is silent is tried at the next after a second, and to one that refuses at once', async () => {
    connect('ws://a.example/ws', 'ws://b.example/ws');
    const begun = Date.now();
    await until(() => FakeSocket.made.length === 1);
    FakeSocket.made[0]?.onclose?.();
    await until(() => FakeSocket.made.length === 2);
    expect(Date.now() - begun).to.be.lessThan(500);
    expect(FakeSocket.made.map(({ url }) => url)).to.deep.equal(['ws://a.example/ws', 'ws://b.example/ws']);
  });

  it('because the browser forbids the address is not tried again', async () => {
    connect('ws://forbidden.example/ws');
    await until(() => forbidden !== undefined);
    expect(forbidden).to.equal('mixed-content');
  });

  it('because the address is none is not tried again, and is not called mixed content', async () => {
    connect('ws://no address/ws');
    await until(() => forbidden !== undefined);
    expect(forbidden).to.equal('config-invalid');
  });

  for (const [state, readyState] of [
    ['under way', FakeSocket.CONNECTING],
    ['open', FakeSocket.OPEN],
  ] as const) {
    it(`begins with the WebSocket that was begun ahead and is ${state}`, async () => {
      early.open('ws://a.example/ws');
      const [begun] = FakeSocket.made;
      begun!.readyState = readyState;
      connect('ws://a.example/ws');
      if (readyState === FakeSocket.CONNECTING) begun!.onopen?.();
      await until(() => opened !== undefined);
      expect(opened).to.equal(begun);
      expect(FakeSocket.made).to.have.lengthOf(1);
      early.drop();
      expect(begun!.closed).to.equal(false);
    });
  }

  it('does not begin with one that has failed, nor with one to another server', () => {
    early.open('ws://a.example/ws');
    FakeSocket.made[0]!.readyState = FakeSocket.CLOSED;
    connect('ws://a.example/ws');
    expect(FakeSocket.made).to.have.lengthOf(2);
    early.open('ws://b.example/ws');
    expect(early.take('ws://a.example/ws')).to.equal(undefined);
    early.drop();
    expect(early.take('ws://b.example/ws')).to.equal(undefined);
  });

  it('that nobody takes is closed once it is open: closed before, it would be a failure on the console', () => {
    early.open('ws://a.example/ws');
    const [socket] = FakeSocket.made;
    early.drop();
    expect(socket!.closed).to.equal(false);
    socket!.onopen!();
    expect(socket!.closed).to.equal(true);
  });
});
