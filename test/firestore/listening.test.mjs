import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadProduct } from './product.mjs';

describe('a listener that Firestore ends', () => {
  let keepListening;
  before(async () => {
    ({ keepListening } = await loadProduct(['src/adapters/firestore/listening.js']));
  });

  /** Listens with a clock of the test's own; `attempts` is what the listener was given each time. */
  function listen(test) {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    // The longest of what jitter allows.
    test.mock.method(Math, 'random', () => 1);
    const attempts = [];
    const refusals = [];
    let live = 0;
    const stop = keepListening(
      (arrived, failed) => {
        live += 1;
        attempts.push({ arrived, failed });
        return () => (live -= 1);
      },
      (error) => refusals.push(error),
    );
    return { attempts, refusals, stop, live: () => live };
  }

  it('is started again after 0.5 s, and twice as long each time, 30 s at most; each refusal is told', (test) => {
    const { attempts, refusals, stop } = listen(test);
    for (const [round, ms] of [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
      attempts.at(-1).failed(`no ${round}`);
      assert.equal(refusals.at(-1), `no ${round}`);
      test.mock.timers.tick(ms - 1);
      assert.equal(attempts.length, round + 1, `before ${ms} ms`);
      test.mock.timers.tick(1);
      assert.equal(attempts.length, round + 2, `after ${ms} ms`);
    }
    stop();
  });

  it('begins with 0.5 s again once something arrived', (test) => {
    const { attempts, stop } = listen(test);
    for (const ms of [500, 1000, 2000]) {
      attempts.at(-1).failed('no');
      test.mock.timers.tick(ms);
    }
    attempts.at(-1).arrived();
    attempts.at(-1).failed('no');
    test.mock.timers.tick(500);
    assert.equal(attempts.length, 5);
    stop();
  });

  it('stays stopped, whether it listens or waits', (test) => {
    const { attempts, stop, live } = listen(test);
    attempts[0].failed('no');
    stop();
    test.mock.timers.tick(60_000);
    assert.equal(attempts.length, 1);
    assert.equal(live(), 0);
  });
});
