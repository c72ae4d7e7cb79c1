import { expect } from '@open-wc/testing';
import { SoundGate } from '../../../../src/adapters/media/sound-gate.js';
import { TonePlayer } from '../../../../src/adapters/media/tone-player.js';
import { NO_PREFERENCES } from '../../../../src/devices/preferences.js';
import { eventually } from '../../elements/stage.js';

/** Address of a tenth of a second of silence: RIFF, 8 bits, 8 kHz. */
function silence(): string {
  const samples = 800;
  const file = new DataView(new ArrayBuffer(44 + samples));
  const text = (at: number, word: string): void => [...word].forEach((letter, index) => file.setUint8(at + index, letter.charCodeAt(0)));
  text(0, 'RIFF');
  file.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, 8000, true);
  file.setUint32(28, 8000, true);
  file.setUint16(32, 1, true);
  file.setUint16(34, 8, true);
  text(36, 'data');
  file.setUint32(40, samples, true);
  for (let at = 44; at < 44 + samples; at += 1) file.setUint8(at, 128);
  return URL.createObjectURL(new Blob([file], { type: 'audio/wav' }));
}

describe('the ring', () => {
  const native = {
    oscillator: window.OscillatorNode,
    ramp: AudioParam.prototype.linearRampToValueAtTime,
    play: HTMLMediaElement.prototype.play,
    resume: AudioContext.prototype.resume,
  };
  let hz: number[];
  let loudest: number;
  let player: TonePlayer;

  beforeEach(() => {
    hz = [];
    loudest = 0;
    window.OscillatorNode = class extends native.oscillator {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options);
        hz.push(options?.frequency ?? 0);
      }
    };
    AudioParam.prototype.linearRampToValueAtTime = function (value, at) {
      loudest = Math.max(loudest, value);
      return native.ramp.call(this, value, at);
    };
  });

  afterEach(async () => {
    await player.close();
    window.OscillatorNode = native.oscillator;
    AudioParam.prototype.linearRampToValueAtTime = native.ramp;
    HTMLMediaElement.prototype.play = native.play;
    AudioContext.prototype.resume = native.resume;
  });

  it('tells ACD calls from others by its melody, unless the agent chose a ringtone', () => {
    player = new TonePlayer(new SoundGate());
    player.play('ring-acd');
    const acd = hz.splice(0);
    player.play('ring-direct');
    expect(hz.splice(0)).not.to.deep.equal(acd);
    player.prefer({ ...NO_PREFERENCES, ringtone: 'bell' });
    const bell = hz.splice(0);
    expect(bell).not.to.be.empty;
    player.play('silence');
    player.play('ring-acd');
    expect(hz).to.deep.equal(bell);
  });

  it('leaves room for a soft tick while nothing rings, and has none beside it', async () => {
    // As in a page that somebody has touched.
    AudioContext.prototype.resume = () => Promise.resolve();
    player = new TonePlayer(new SoundGate());
    await player.tick();
    expect(hz).to.have.length(1);
    expect(loudest).to.be.at.most(0.05);
    player.play('ring-acd');
    const before = hz.length;
    await player.tick();
    expect(hz).to.have.length(before);
  });

  it('is as loud as the agent chose, at once; the tone of a call that waits is not', () => {
    player = new TonePlayer(new SoundGate());
    player.play('ring-acd');
    const full = loudest;
    loudest = 0;
    player.prefer({ ...NO_PREFERENCES, ringVolume: 0.5 });
    expect(loudest).to.be.closeTo(full / 2, 1e-6);
    player.prefer({ ...NO_PREFERENCES, ringVolume: 0 });
    loudest = 0;
    player.play('silence');
    player.play('waiting');
    expect(loudest).to.be.greaterThan(0);
  });

  it('is the standard one when the file of the host cannot be played', async () => {
    player = new TonePlayer(new SoundGate(), 'host', '/no-such-ring.mp3');
    player.play('ring-acd');
    expect(hz).to.deep.equal([]);
    await eventually('it rings', () => hz.length > 0);
  });

  it('waits for a touch where the browser blocks the file of the host, and is silent once the ring is over', async () => {
    let tries = 0;
    HTMLMediaElement.prototype.play = async () => {
      tries += 1;
      throw new DOMException('touch first', 'NotAllowedError');
    };
    const gate = new SoundGate();
    player = new TonePlayer(gate, 'host', silence());
    player.play('ring-direct');
    await eventually('it waits', () => gate.blocked);
    await gate.unlock();
    expect(tries).to.equal(2);
    expect(hz).to.deep.equal([]);
    player.play('silence');
    expect(gate.blocked).to.equal(false);
  });
});
