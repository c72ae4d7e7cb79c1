import { expect } from '@open-wc/testing';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { Negotiation, Outcome } from '../../../../src/adapters/sip/negotiation.js';
import { isStillThere, refer, type TransferRefused } from '../../../../src/adapters/sip/transfer.js';

class Emitter {
  readonly #listeners = new Map<string, Set<(event: never) => void>>();
  on(event: string, listener: (event: never) => void): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }
  removeListener(event: string, listener: (event: never) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }
  emit(event: string, detail?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(detail as never);
  }
  count(event: string): number {
    return this.#listeners.get(event)?.size ?? 0;
  }
}

describe('a transfer that the PBX was asked for', () => {
  const { setTimeout, clearTimeout } = globalThis;
  /** What waits, by its id, in the order in which it began. */
  const waiting = new Map<number, { readonly ms: number; readonly run: () => void }>();
  let ua: Emitter;
  let session: Emitter;
  let subscription: Emitter;
  let outcome: 'done' | TransferRefused['refusal'] | undefined;
  let rings: number;

  beforeEach(() => {
    let last = 0;
    waiting.clear();
    globalThis.setTimeout = ((run: () => void, ms: number) => {
      waiting.set((last += 1), { ms, run });
      return last;
    }) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((id: number) => waiting.delete(id)) as unknown as typeof clearTimeout;
    ua = new Emitter();
    subscription = new Emitter();
    session = Object.assign(new Emitter(), { _ua: ua, isEnded: () => false, refer: () => subscription });
    outcome = undefined;
    rings = 0;
    refer(session as unknown as RTCSession, 'sip:1003@pbx.example', undefined, () => (rings += 1)).then(
      () => (outcome = 'done'),
      (thrown: TransferRefused) => (outcome = thrown.refusal),
    );
  });

  afterEach(() => Object.assign(globalThis, { setTimeout, clearTimeout }));

  const notify = (event: 'trying' | 'progress' | 'accepted' | 'failed', status_code: number, state?: string): void =>
    subscription.emit(event, { status_line: { status_code }, request: { getHeader: (name: string) => (name === 'Subscription-State' ? state : undefined) } });

  /** Polls by messages: the clock is the test's. */
  async function until(what: string, met: () => boolean): Promise<void> {
    for (let turn = 0; !met(); turn++) {
      if (turn > 1000) expect.fail(what);
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(port1.close());
        port2.postMessage(undefined);
      });
    }
  }

  /** The one thing that is waited for, ms. */
  async function limit(ms: number): Promise<void> {
    await until(`waits ${ms} ms, not ${JSON.stringify([...waiting.values()])}`, () => waiting.size === 1 && [...waiting.values()][0]?.ms === ms);
  }

  function runOut(): void {
    for (const { run } of waiting.values()) run();
  }

  for (const [what, tell, ms] of [
    ['that is accepted without a notice is given up after 10 s', () => subscription.emit('requestSucceeded'), 10_000],
    ['whose target rings is given up when a call would be', () => notify('progress', 180), 180_000],
    ['whose subscription is sooner over is given up then', () => notify('progress', 180, 'active; expires=60'), 60_000],
    ['whose notice came before the answer has the time of the notice', () => (notify('trying', 100), subscription.emit('requestSucceeded')), 180_000],
    ['during which the socket was replaced is given up when nothing is said again', () => (notify('progress', 180), ua.emit('connected')), 15_000],
    ['that goes on after the socket was replaced has its full time', () => (ua.emit('connected'), notify('progress', 183)), 180_000],
  ] as const) {
    it(`${what}: nobody can tell what became of it`, async () => {
      tell();
      await limit(ms);
      expect(outcome).to.equal(undefined);
      runOut();
      await until('is decided', () => outcome !== undefined);
      expect(outcome).to.deep.equal({ reason: 'network-lost', side: 'network' });
    });
  }

  it('waits for nothing once it is decided, and listens to nobody', async () => {
    subscription.emit('requestSucceeded');
    await limit(10_000);
    notify('progress', 180);
    expect(rings).to.equal(1);
    notify('accepted', 200);
    await until('is decided', () => outcome !== undefined);
    expect(outcome).to.equal('done');
    expect(waiting.size).to.equal(0);
    expect(ua.count('connected')).to.equal(0);
  });

  it('is refused with what the notice says', async () => {
    notify('failed', 486);
    await until('is decided', () => outcome !== undefined);
    expect(outcome).to.deep.equal({ reason: 'busy', side: 'remote', code: 486 });
  });
});

describe('the party of a refused transfer', () => {
  const answering = (...answers: Outcome[]): Negotiation => ({ offer: () => Promise.resolve(answers.shift()) }) as unknown as Negotiation;

  for (const [answers, there] of [
    [[200], true],
    [[488], true],
    [[481], false],
    [[undefined], false],
    [[503, 200], true],
    // chan_sip of a call whose other party is gone, and again.
    [[503, undefined], false],
    [[503, 503], false],
  ] as const) {
    it(`${there ? 'is still there' : 'is gone'} when offers are answered ${answers.map((answer) => answer ?? 'never').join(', ')}`, async () => {
      expect(await isStillThere(answering(...answers))).to.equal(there);
    });
  }
});
