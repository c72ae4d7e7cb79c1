import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { newAgent, reduceAgent } from '../../demo/ami-manager/agent-status.mjs';
import { NO_CALLS, reduceCalls } from '../../demo/ami-manager/calls.mjs';
import { factsOf } from '../../demo/ami-manager/legs.mjs';
import { resume } from '../../demo/ami-manager/resume.mjs';
import { comparable, DIRECTORY, EXPECTED } from './expected.mjs';

const recording = (version, scenario) =>
  JSON.parse(readFileSync(new URL(`recordings/${version}/${scenario.replaceAll(' ', '-').replaceAll(',', '')}.json`, import.meta.url), 'utf8'));

/** The states after each event. */
function replay(events, from = NO_CALLS) {
  const states = [from];
  for (const event of events) states.push(reduceCalls(states.at(-1), event, DIRECTORY));
  return states;
}

function statusesOf(states, extension) {
  let agent = newAgent(DIRECTORY.agents[0], 0);
  const statuses = [];
  states.slice(1).forEach((after, at) => {
    for (const fact of factsOf(states[at], after, extension, 0)) agent = reduceAgent(agent, fact);
    if (agent.document.status !== (statuses.at(-1) ?? 0)) statuses.push(agent.document.status);
  });
  return statuses.join(' ');
}

for (const version of ['16', '22']) {
  describe(`calls of Asterisk ${version}, as recorded`, () => {
    for (const [scenario, { calls, statuses }] of Object.entries(EXPECTED)) {
      it(`${scenario}: one document for each call, and the agents' statuses in their order`, () => {
        const states = replay(recording(version, scenario));
        const last = states.at(-1);
        assert.deepEqual(last.channels, {});
        const found = Object.values(last.calls).sort((a, b) => a.startedAt - b.startedAt);
        assert.deepEqual(
          found.map(comparable),
          calls.map(({ name: _name, callIds: _callIds, ...call }) => call),
        );
        found.forEach((call, at) => {
          assert.equal(call.state, 'ended');
          assert.ok(call.endedAt >= call.startedAt && call.startedAt > 1.7e12);
          assert.equal(call.caller.name, calls[at].name ?? (call.direction === 'out' ? `エージェント${call.caller.number}` : ''));
        });
        for (const { extension } of DIRECTORY.agents) assert.match(statusesOf(states, extension), statuses[extension] ?? /^$/, extension);
      });
    }

    it('an event that comes twice changes nothing', () => {
      for (const scenario of Object.keys(EXPECTED)) {
        let state = NO_CALLS;
        for (const event of recording(version, scenario)) {
          state = reduceCalls(state, event, DIRECTORY);
          if (event.Event !== 'Hangup') assert.equal(reduceCalls(state, event, DIRECTORY), state, `${scenario}: ${event.Event}`);
        }
      }
    });

    it('when the connection was away in the middle of a call, the rest of it is followed', () => {
      const events = recording(version, 'queue answered, caller hangs up');
      const answered = events.findIndex(({ Event }) => Event === 'AgentConnect') + 1;
      const before = replay(events.slice(0, answered)).at(-1);
      const codes = { down: '4', ringing: '5', up: '6' };
      const listed = Object.values(before.channels).map(({ id, name, linkedId, state }) => ({
        Uniqueid: id,
        Channel: name,
        Linkedid: linkedId,
        ChannelState: codes[state],
      }));
      const recalled = Object.values(before.calls);
      for (const known of [before, NO_CALLS]) {
        const resumed = resume(known, { recalled, listed, at: Date.now() }, DIRECTORY);
        assert.equal(Object.values(resumed.calls)[0].answeredBy, '1001');
        const after = replay(events.slice(answered), resumed);
        assert.deepEqual(Object.values(after.at(-1).calls).map(comparable), Object.values(replay(events).at(-1).calls).map(comparable));
        assert.match(statusesOf([resumed, ...after], '1001'), /7$/);
      }
    });

    it('calls whose channels are gone after a restart of Asterisk are over, and an agent in one is free', () => {
      const events = recording(version, 'direct answered');
      const middle = replay(events.slice(0, events.findLastIndex(({ Event }) => Event === 'BridgeEnter') + 1)).at(-1);
      const after = resume(middle, { recalled: [], listed: [], at: 1_800_000_000_000 }, DIRECTORY);
      assert.deepEqual(after.channels, {});
      const [call] = Object.values(after.calls);
      assert.equal(call.state, 'ended');
      assert.equal(call.endedAt, 1_800_000_000_000);
      assert.deepEqual(factsOf(middle, after, '1001', 5), [{ type: 'legs', legs: [], acdCallOver: false, at: 5 }]);
    });
  });
}
