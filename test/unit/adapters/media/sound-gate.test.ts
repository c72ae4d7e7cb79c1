import { expect } from '@open-wc/testing';
import { SoundGate } from '../../../../src/adapters/media/sound-gate.js';
import { eventually } from '../../elements/stage.js';

/** A browser that lets nothing sound until `allowed`. */
function blocked(): { start: () => Promise<void>; allow: () => void; tries: () => number } {
  let allowed = false;
  let tries = 0;
  return {
    start: () => {
      tries += 1;
      return allowed ? Promise.resolve() : Promise.reject(new DOMException('touch first', 'NotAllowedError'));
    },
    allow: () => (allowed = true),
    tries: () => tries,
  };
}

describe('sound that the browser blocks', () => {
  it('is tried with every touch of the page until it may be heard, and no longer', async () => {
    const gate = new SoundGate();
    const told: boolean[] = [];
    gate.onChange((is) => told.push(is));
    const sound = blocked();
    gate.wait(sound.start);
    expect(told.at(-1)).to.equal(true);

    dispatchEvent(new PointerEvent('pointerdown'));
    await eventually('it was tried', () => sound.tries() === 1);
    expect(gate.blocked).to.equal(true);
    sound.allow();
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await eventually('it sounds', () => !gate.blocked);
    expect(told.at(-1)).to.equal(false);
    dispatchEvent(new PointerEvent('pointerdown'));
    expect(sound.tries()).to.equal(2);
  });

  it('is heard by the button, and one that is blocked still waits', async () => {
    const gate = new SoundGate();
    const [one, other] = [blocked(), blocked()];
    gate.wait(one.start);
    gate.wait(other.start);
    one.allow();
    await gate.unlock();
    expect(gate.blocked).to.equal(true);
    other.allow();
    await gate.unlock();
    expect(gate.blocked).to.equal(false);
  });

  it('is forgotten when it is over', () => {
    const gate = new SoundGate();
    const forget = gate.wait(blocked().start);
    forget();
    expect(gate.blocked).to.equal(false);
  });
});
