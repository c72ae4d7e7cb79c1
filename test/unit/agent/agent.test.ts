import { expect } from '@open-wc/testing';
import { AgentStore } from '../../../src/agent/agent.js';
import type { AgentEvent, AgentFacts } from '../../../src/agent/agent-state.js';
import type { ChoosableCode } from '../../../src/agent/status-code.js';
import { ItError } from '../../../src/it-error.js';

function makeAgent() {
  const asked: (ChoosableCode | null)[] = [];
  const clock = { now: 0 };
  const failures: ItError[] = [];
  const delivery: { fail?: ItError } = {};
  let apply: (event: AgentEvent) => void = () => undefined;
  const agent = new AgentStore(
    {
      start: (listener) => {
        apply = listener;
        return () => undefined;
      },
      requestStatus: async (code) => {
        asked.push(code);
        if (delivery.fail) throw delivery.fail;
      },
    },
    (error) => failures.push(error),
    () => clock.now,
  );
  const stop = agent.start();
  const read = (facts: Partial<AgentFacts> & { code: number }): void => apply({ type: 'agent-read', facts: { since: 1, chosen: 0, ...facts } });
  return { agent, asked, clock, failures, delivery, read, stop, apply: (event: AgentEvent) => apply(event) };
}

async function rejection(promise: Promise<unknown>): Promise<ItError> {
  return promise.then(
    () => expect.fail('resolved'),
    (thrown: ItError) => thrown,
  );
}

describe('the agent’s status', () => {
  it('shows the wish beside the fact until the server has set it', async () => {
    const { agent, asked, read } = makeAgent();
    read({ code: 0 });
    const done = agent.setStatus(3);
    expect(agent.snapshot).to.deep.include({ code: 0, requested: 3 });
    expect(asked).to.deep.equal([3]);
    read({ code: 0, requested: 3 });
    read({ code: 3, chosen: 3, since: 2 });
    await done;
    expect(agent.snapshot).to.deep.include({ code: 3, since: 2 });
    expect(agent.snapshot.requested).to.equal(undefined);
  });

  it('does not take a document that left before the wish arrived for its answer', async () => {
    const { agent, read } = makeAgent();
    read({ code: 0 });
    const done = agent.setStatus(3);
    read({ code: 0, since: 5 });
    expect(agent.snapshot.requested).to.equal(3);
    read({ code: 3, chosen: 3 });
    await done;
  });

  it('stays pending while the wish is queued behind a call', async () => {
    const { agent, read } = makeAgent();
    read({ code: 99 });
    let settled = false;
    const done = agent.setStatus(3).then(() => (settled = true));
    read({ code: 99, requested: 3 });
    await Promise.resolve();
    expect(settled).to.equal(false);
    read({ code: 3, chosen: 3 });
    await done;
  });

  it('rejects with the server’s refusal and goes back to the fact', async () => {
    const { agent, read, failures } = makeAgent();
    read({ code: 0, refused: { code: 3, reason: 'old', at: 1 } });
    const error = rejection(agent.setStatus(3));
    read({ code: 0, requested: 3, refused: { code: 3, reason: 'old', at: 1 } });
    read({ code: 0, refused: { code: 3, reason: 'not now', at: 2 } });
    expect((await error).code).to.equal('status-refused');
    expect(failures).to.have.length(1);
    expect(agent.snapshot).to.deep.include({ code: 0, refused: { code: 3, reason: 'not now', at: 2 } });
    expect(agent.snapshot.requested).to.equal(undefined);
  });

  it('rejects the older of two wishes', async () => {
    const { agent, read } = makeAgent();
    read({ code: 0 });
    const older = rejection(agent.setStatus(3));
    const newer = agent.setStatus(2);
    expect((await older).code).to.equal('status-refused');
    read({ code: 2, chosen: 2 });
    await newer;
  });

  it('never shows a wish that could not be delivered', async () => {
    const { agent, read, delivery } = makeAgent();
    read({ code: 1 });
    delivery.fail = new ItError('data-denied');
    expect((await rejection(agent.setStatus(0))).code).to.equal('data-denied');
    expect(agent.snapshot).to.deep.include({ code: 1 });
    expect(agent.snapshot.requested).to.equal(undefined);
  });

  it('takes 0 to 3 only, and says why there is no status at all', async () => {
    const { agent, apply } = makeAgent();
    expect((await rejection(agent.setStatus(99 as ChoosableCode))).code).to.equal('status-refused');
    apply({ type: 'agent-absent', reason: 'tenant-not-allowed' });
    expect((await rejection(agent.setStatus(0))).code).to.equal('tenant-not-allowed');
    expect(agent.snapshot).to.deep.equal({ absent: 'tenant-not-allowed' });
  });

  it('says that a wish is queued once the server has it during a call, not before', async () => {
    const { agent, read } = makeAgent();
    read({ code: 99 });
    const done = agent.setStatus(3);
    expect(agent.snapshot).to.deep.include({ requested: 3 });
    read({ code: 99, since: 2 });
    expect(agent.snapshot).to.deep.include({ requested: 3 });
    expect(agent.snapshot.queued).to.equal(undefined);
    read({ code: 99, requested: 3 });
    expect(agent.snapshot.queued).to.equal(true);
    read({ code: 3, chosen: 3 });
    await done;
    expect(agent.snapshot.queued).to.equal(undefined);
  });

  it('takes a queued wish back: the promise rejects, and it stays drawn until the server no longer has it', async () => {
    const { agent, asked, read } = makeAgent();
    read({ code: 99 });
    const wish = rejection(agent.setStatus(3));
    read({ code: 99, requested: 3 });
    const cancelled = agent.cancelRequest();
    expect((await wish).code).to.equal('status-refused');
    expect(asked).to.deep.equal([3, null]);
    expect(agent.snapshot).to.deep.include({ requested: 3, withdrawing: true });
    read({ code: 99 });
    await cancelled;
    expect(agent.snapshot.requested).to.equal(undefined);
    expect(agent.snapshot.withdrawing).to.equal(undefined);
  });

  it('takes back what an earlier page asked for, and nothing when nothing is asked for', async () => {
    const { agent, asked, read } = makeAgent();
    read({ code: 99 });
    await agent.cancelRequest();
    expect(asked).to.deep.equal([]);
    read({ code: 99, requested: 2 });
    const cancelled = agent.cancelRequest();
    read({ code: 99 });
    await cancelled;
    expect(asked).to.deep.equal([null]);
  });

  it('keeps a wish that cannot be taken back', async () => {
    const { agent, delivery, read } = makeAgent();
    read({ code: 99, requested: 2 });
    delivery.fail = new ItError('data-denied');
    expect((await rejection(agent.cancelRequest())).code).to.equal('data-denied');
    expect(agent.snapshot).to.deep.include({ requested: 2, queued: true });
    expect(agent.snapshot.withdrawing).to.equal(undefined);
  });

  it('lets a newer wish take the place of one that is being taken back', async () => {
    const { agent, read } = makeAgent();
    read({ code: 99 });
    void rejection(agent.setStatus(3));
    read({ code: 99, requested: 3 });
    const cancelled = agent.cancelRequest();
    const newer = agent.setStatus(2);
    await cancelled;
    expect(agent.snapshot).to.deep.include({ requested: 2 });
    read({ code: 99, requested: 2 });
    read({ code: 2, chosen: 2 });
    await newer;
  });

  it('notices a clock that is ahead of the server’s by two changes in a row, one that is behind by one', () => {
    const { agent, clock, read } = makeAgent();
    const MINUTES = 600_000;
    read({ code: 0, since: 1000 });
    clock.now = 5000 + MINUTES;
    read({ code: 98, since: 5000 });
    expect(agent.snapshot.clockOffset).to.equal(undefined);
    clock.now = 8000 + MINUTES;
    read({ code: 99, since: 8000 });
    expect(agent.snapshot.clockOffset).to.equal(MINUTES);
    clock.now = 9_000_000;
    read({ code: 0, since: 9_000_000 + MINUTES });
    expect(agent.snapshot.clockOffset).to.equal(-MINUTES);
  });

  it('does not take a computer that slept for a clock that is wrong', () => {
    const { agent, clock, read } = makeAgent();
    read({ code: 0, since: 1000 });
    clock.now = 3_600_000;
    read({ code: 3, since: 2000 });
    expect(agent.snapshot.clockOffset).to.equal(undefined);
    clock.now = 3_700_000;
    read({ code: 0, since: 3_699_900 });
    expect(agent.snapshot.clockOffset).to.equal(undefined);
  });

  it('leaves no promise open when it stops', async () => {
    const { agent, read, stop } = makeAgent();
    read({ code: 0 });
    const open = rejection(agent.setStatus(3));
    stop();
    expect((await open).code).to.equal('status-refused');
  });
});
