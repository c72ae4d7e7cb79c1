import { expect } from '@open-wc/testing';
import { AgentStore } from '../../../src/agent/agent.js';
import type { AgentEvent, AgentFacts } from '../../../src/agent/agent-state.js';
import type { ChoosableCode } from '../../../src/agent/status-code.js';
import { ItError } from '../../../src/it-error.js';

function makeAgent() {
  const asked: ChoosableCode[] = [];
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
  );
  const stop = agent.start();
  const read = (facts: Partial<AgentFacts> & { code: number }): void => apply({ type: 'agent-read', facts: { since: 1, chosen: 0, ...facts } });
  return { agent, asked, failures, delivery, read, stop, apply: (event: AgentEvent) => apply(event) };
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

  it('leaves no promise open when it stops', async () => {
    const { agent, read, stop } = makeAgent();
    read({ code: 0 });
    const open = rejection(agent.setStatus(3));
    stop();
    expect((await open).code).to.equal('status-refused');
  });
});
