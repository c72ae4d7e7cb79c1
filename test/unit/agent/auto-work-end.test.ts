import { expect } from '@open-wc/testing';
import type { AgentSnapshot } from '../../../src/agent/agent-state.js';
import { followAutoWork } from '../../../src/agent/auto-work-end.js';
import { Store } from '../../../src/store.js';

class Agent extends Store<AgentSnapshot, AgentSnapshot> {
  constructor() {
    super({ code: 99 }, (_before, after) => after);
  }
}

describe('the end of 自動ワーク', () => {
  const NOW = 1_000_000;
  let waits: { ms: number; run: () => void; cancelled: boolean }[];
  let heard: number;
  let agent: Agent;
  let stop: () => void;

  beforeEach(() => {
    waits = [];
    heard = 0;
    agent = new Agent();
    stop = followAutoWork(agent, () => (heard += 1), {
      now: () => NOW,
      after: (ms, run) => {
        const wait = { ms, run, cancelled: false };
        waits.push(wait);
        return () => (wait.cancelled = true);
      },
    });
  });

  const becomes = async (snapshot: AgentSnapshot): Promise<void> => {
    agent.apply(snapshot);
    await Promise.resolve();
  };

  it('is heard 5 s before, by the server’s clock, once', async () => {
    await becomes({ code: 7, autoWorkEndsAt: NOW + 10_000, clockOffset: 2_000 });
    await becomes({ code: 7, autoWorkEndsAt: NOW + 10_000, clockOffset: 2_000, requested: 0 });
    expect(waits.map(({ ms }) => ms)).to.deep.equal([7_000]);
    waits[0]?.run();
    expect(heard).to.equal(1);
  });

  it('is not heard when the agent left it before, nor after the stop', async () => {
    await becomes({ code: 7, autoWorkEndsAt: NOW + 10_000 });
    await becomes({ code: 0 });
    await becomes({ code: 7, autoWorkEndsAt: NOW + 20_000 });
    stop();
    expect(waits.map(({ cancelled }) => cancelled)).to.deep.equal([true, true]);
  });

  it('is not heard late, nor where the server gives no end', async () => {
    await becomes({ code: 7, autoWorkEndsAt: NOW + 5_000 });
    await becomes({ code: 7 });
    expect(waits).to.deep.equal([]);
  });
});
