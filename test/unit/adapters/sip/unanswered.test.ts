import { expect } from '@open-wc/testing';
import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { UnansweredCalls } from '../../../../src/adapters/sip/unanswered.js';

interface Sent {
  readonly request: { readonly method: string };
  receiveResponse(response: { status_code: number }): void;
  onTransportError(): void;
}

/** What JsSIP's requests need of a user agent; the test answers in the PBX's place. */
class FakeUserAgent {
  readonly C = { STATUS_USER_CLOSED: 3 };
  readonly status = 1;
  readonly configuration = { via_host: 'a.invalid', password: null, ha1: null };
  readonly _configuration = this.configuration;
  readonly transport = { via_transport: 'WS', send: () => true };
  readonly #listeners: { readonly event: string; readonly listener: () => void }[] = [];
  #open: Sent[] = [];
  connected = true;
  /** Of how many requests there were. */
  asked = 0;

  on(event: string, listener: () => void): void {
    this.#listeners.push({ event, listener });
  }
  isConnected(): boolean {
    return this.connected;
  }
  newTransaction(sent: Sent): void {
    this.asked += 1;
    this.#open.push(sent);
  }
  destroyTransaction(): void {}
  answer(status_code: number): void {
    for (const sent of this.#open.splice(0)) sent.receiveResponse({ status_code });
  }
  connect(): void {
    this.connected = true;
    this.#emit('connected');
  }
  disconnect(): void {
    this.connected = false;
    for (const sent of this.#open.splice(0)) sent.onTransportError();
    this.#emit('disconnected');
  }
  #emit(named: string): void {
    for (const { event, listener } of this.#listeners) if (event === named) listener();
  }
}

class ServerTransaction {}

function ringing() {
  return {
    ended: false,
    cancelled: false,
    _contact: '<sip:a@a.invalid>',
    _request: { server_transaction: new ServerTransaction() },
    _earlyDialogs: { one: { _createRequest: (method: string) => ({ method, setHeader: () => undefined }) } },
    removeAllListeners: () => undefined,
    isEnded(): boolean {
      return this.ended;
    },
    isInProgress(): boolean {
      return !this.ended;
    },
    terminate(): void {
      this.ended = true;
    },
    receiveRequest({ method }: { method: string }): void {
      this.cancelled = method === 'CANCEL';
      this.ended = true;
    },
  };
}

describe('a call that rang when the socket went', () => {
  const { setInterval, clearInterval } = globalThis;
  const watches = new Map<number, () => void>();
  let ua: FakeUserAgent;
  let unanswered: UnansweredCalls;
  let offered: number;

  beforeEach(() => {
    let last = 0;
    watches.clear();
    globalThis.setInterval = ((run: () => void) => {
      watches.set((last += 1), run);
      return last;
    }) as unknown as typeof setInterval;
    globalThis.clearInterval = ((id: number) => watches.delete(id)) as unknown as typeof clearInterval;
    ua = new FakeUserAgent();
    offered = 0;
    unanswered = new UnansweredCalls(ua as unknown as UA, () => (offered += 1));
  });

  afterEach(() => Object.assign(globalThis, { setInterval, clearInterval }));

  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  async function offeredAgain(session: ReturnType<typeof ringing>): Promise<void> {
    unanswered.keep(session as unknown as RTCSession);
    ua.disconnect();
    ua.connect();
    ua.answer(200);
    await settle();
  }

  it('is offered again while the PBX still has it, and then asked for until it is over', async () => {
    const session = ringing();
    await offeredAgain(session);
    expect(offered).to.equal(1);
    expect(watches.size).to.equal(1);
    for (const run of watches.values()) run();
    ua.answer(481);
    await settle();
    expect(session.cancelled).to.equal(true);
    for (const run of watches.values()) run();
    expect(watches.size).to.equal(0);
  });

  it('is asked for no more once the line was let go, although its session was not ended', async () => {
    const session = ringing();
    await offeredAgain(session);
    ua.disconnect();
    expect(watches.size).to.equal(0);
    expect(session.ended).to.equal(false);
  });

  it('is asked for once, however often the socket goes', async () => {
    const session = ringing();
    await offeredAgain(session);
    await offeredAgain(session);
    expect(watches.size).to.equal(1);
  });

  it('is asked for again when the socket goes before the PBX has said anything', async () => {
    const session = ringing();
    unanswered.keep(session as unknown as RTCSession);
    ua.connect();
    ua.disconnect();
    await settle();
    expect([session.ended, offered]).to.deep.equal([false, 0]);
    ua.connect();
    ua.answer(200);
    await settle();
    expect(offered).to.equal(1);
  });
});
