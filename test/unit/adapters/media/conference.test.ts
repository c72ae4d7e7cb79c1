import { expect } from '@open-wc/testing';
import { Conference, type ConferenceParty } from '../../../../src/adapters/media/conference.js';
import type { ItError } from '../../../../src/it-error.js';

/** A call that keeps what it sends; it can be over. */
class Party implements ConferenceParty {
  readonly id: string;
  readonly microphone: MediaStream;
  readonly remote: MediaStream;
  sent: MediaStreamTrack;
  over = false;

  constructor(id: string, context: AudioContext) {
    this.id = id;
    this.microphone = new MediaStreamAudioDestinationNode(context).stream;
    this.remote = new MediaStreamAudioDestinationNode(context).stream;
    this.sent = this.own;
  }

  get own(): MediaStreamTrack {
    return this.microphone.getAudioTracks()[0]!;
  }

  async send(track: MediaStreamTrack): Promise<void> {
    if (this.over) throw new DOMException('The peer connection is closed.', 'InvalidStateError');
    this.sent = track;
  }
}

describe('a conference', () => {
  const resume = Object.getOwnPropertyDescriptor(AudioContext.prototype, 'resume')!;
  let context: AudioContext;
  let conference: Conference;
  let parties: Party[];

  beforeEach(() => {
    // Nobody has touched this page: without it the browser would let no audio run.
    Object.defineProperties(AudioContext.prototype, {
      state: { configurable: true, get: () => 'running' },
      resume: { configurable: true, value: () => Promise.resolve() },
    });
    context = new AudioContext();
    conference = new Conference();
    parties = ['a', 'b', 'c', 'd', 'e'].map((id) => new Party(id, context));
  });

  afterEach(async () => {
    for (const { id } of parties) conference.leave(id);
    await context.close();
    Reflect.deleteProperty(AudioContext.prototype, 'state');
    Object.defineProperty(AudioContext.prototype, 'resume', resume);
  });

  const refused = (joining: Promise<void>): Promise<ItError | undefined> =>
    joining.then(
      () => undefined,
      (thrown: ItError) => thrown,
    );
  const seated = (): string[] => parties.filter(({ id }) => conference.has(id)).map(({ id }) => id);
  /** Who hears a mix that is alive. */
  const mixed = (): string[] => parties.filter(({ sent, own }) => sent !== own && sent.readyState === 'live').map(({ id }) => id);

  it('goes on as it was when somebody who was to join has gone, and who was to join with them hears the agent again', async () => {
    const [a, b, c, d, e] = parties as [Party, Party, Party, Party, Party];
    await conference.join([a, b, c]);
    const before = [a.sent, b.sent, c.sent];
    d.over = true;
    expect((await refused(conference.join([a, b, c, d, e])))?.code).to.equal('merge-refused');
    expect(seated()).to.deep.equal(['a', 'b', 'c']);
    expect(mixed()).to.deep.equal(['a', 'b', 'c']);
    expect([a, b, c].every(({ sent }, at) => sent === before[at])).to.equal(true);
    expect(e.sent === e.own, 'is sent the microphone').to.equal(true);
  });

  it('that does not come about leaves both calls with the agent’s microphone', async () => {
    const [a, b] = parties as [Party, Party];
    b.over = true;
    expect((await refused(conference.join([a, b])))?.code).to.equal('merge-refused');
    expect(seated()).to.deep.equal([]);
    expect(a.sent === a.own, 'is sent the microphone').to.equal(true);
  });

  it('takes somebody in again who could not join before', async () => {
    const [a, b, c] = parties as [Party, Party, Party];
    await conference.join([a, b]);
    c.over = true;
    await refused(conference.join([a, b, c]));
    c.over = false;
    await conference.join([a, b, c]);
    expect(mixed()).to.deep.equal(['a', 'b', 'c']);
  });
});
