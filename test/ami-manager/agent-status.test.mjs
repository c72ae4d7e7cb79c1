import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPaused, newAgent, recalledAgent, reduceAgent } from '../../demo/ami-manager/agent-status.mjs';

const agent = newAgent({ extension: '1001', groupCodes: ['G01'] }, 0);
const legs = (usage, talking, at) => ({ type: 'legs', legs: usage ? [{ usage, talking }] : [], acdCallOver: false, at });
const after = (...facts) => facts.reduce(reduceAgent, agent);

describe("an agent's status", () => {
  it('is what was chosen, since then, once the queues know of it', () => {
    const asked = after({ type: 'requested', code: 3 });
    assert.equal(asked.document.status, 0);
    const { document } = reduceAgent(asked, { type: 'confirmed', code: 3, at: 9 });
    assert.deepEqual([document.status, document.chosenStatus, document.since, document.requestedStatus], [3, 3, 9, null]);
  });

  it('asked for in a call comes after it, and stays asked for until then', () => {
    const talking = after(legs('in', true, 1), { type: 'requested', code: 2 }, { type: 'confirmed', code: 2, at: 2 });
    assert.deepEqual([talking.document.status, talking.document.requestedStatus], [89, 2]);
    const { document } = reduceAgent(talking, legs(undefined, false, 3));
    assert.deepEqual([document.status, document.chosenStatus, document.since, document.requestedStatus], [2, 2, 3, null]);
  });

  it('is 自動ワーク after an answered ACD call, and 待機中 when that is over', () => {
    const over = after(legs('acd', true, 1), { type: 'legs', legs: [], acdCallOver: true, at: 2 });
    assert.deepEqual([over.document.status, over.document.chosenStatus], [7, 7]);
    assert.equal(reduceAgent(over, { type: 'auto-work-over', at: 3 }).document.status, 0);
  });

  it('is 自動ワーク when the ACD call was transferred and the consultation is over, too', () => {
    const consulting = after(legs('acd', true, 1), { type: 'legs', legs: [{ usage: 'out', talking: true }], acdCallOver: true, at: 2 });
    assert.equal(consulting.document.status, 79);
    assert.equal(reduceAgent(consulting, legs(undefined, false, 3)).document.status, 7);
  });

  it('asked for in an ACD call comes instead of 自動ワーク', () => {
    const over = after(
      legs('acd', true, 1),
      { type: 'requested', code: 0 },
      { type: 'confirmed', code: 0, at: 1 },
      { type: 'legs', legs: [], acdCallOver: true, at: 2 },
    );
    assert.deepEqual([over.document.status, over.document.requestedStatus], [0, null]);
  });

  it('is 離席 with a reason after a call that rang out, until another is chosen', () => {
    const away = after(legs('acd', false, 1), { type: 'rang-out' }, legs(undefined, false, 2));
    assert.deepEqual([away.document.status, away.document.reason], [3, 'no-answer']);
    const back = [
      { type: 'requested', code: 0 },
      { type: 'confirmed', code: 0, at: 3 },
    ].reduce(reduceAgent, away);
    assert.equal(back.document.reason, undefined);
  });

  it('that is refused stays, and says what was refused', () => {
    const { document } = after({ type: 'requested', code: 1 }, { type: 'refused', code: 1, reason: 'queue-refused', at: 4 });
    assert.deepEqual([document.status, document.requestedStatus, document.refused], [0, null, { code: 1, reason: 'queue-refused', at: 4 }]);
  });

  it('answers only the newest wish', () => {
    const { document } = after({ type: 'requested', code: 1 }, { type: 'requested', code: 2 }, { type: 'confirmed', code: 1, at: 1 });
    assert.deepEqual([document.status, document.requestedStatus], [0, 2]);
  });

  it('keeps queues away before it shows: from the answer of an ACD call on, and not while a direct call is talked in', () => {
    assert.equal(isPaused(agent), false);
    assert.equal(isPaused(after(legs('in', true, 1))), false);
    assert.equal(isPaused(after(legs('acd', false, 1))), false);
    assert.equal(isPaused(after(legs('acd', true, 1))), true);
    assert.equal(isPaused(after({ type: 'requested', code: 3 }, { type: 'confirmed', code: 3, at: 1 })), true);
  });

  it('of an agent who was in an ACD call when the service was stopped is 自動ワーク once that call is gone', () => {
    const recalled = recalledAgent({ ...agent.document, status: 99 });
    assert.equal(reduceAgent(recalled, legs(undefined, false, 1)).document.status, 7);
  });
});
