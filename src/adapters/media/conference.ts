import { ItError } from '../../it-error.js';

/** One call of the conference: what the agent says into it, what its party says, and what is sent to that party. */
export interface ConferenceParty {
  readonly id: string;
  /** What the agent says into this call, at this moment: devices change. */
  readonly microphone: MediaStream;
  readonly remote: MediaStream;
  /** Sends this track instead of the microphone's own. */
  send(track: MediaStreamTrack): Promise<void>;
}

interface Seat {
  readonly party: ConferenceParty;
  microphone: MediaStreamAudioSourceNode;
  readonly remote: MediaStreamAudioSourceNode;
  /** What this party hears: the agent and every other party. */
  readonly mix: MediaStreamAudioDestinationNode;
}

/** How long the browser may take to let audio run; it waits for a touch of the page where there was none. */
const START_MS = 2000;

/**
 * A conference of the agent and two parties or more, mixed here by Web Audio: each party is sent the agent's microphone and all others, the agent hears
 * every party by its own call. Mute and device changes of a call go on as before, because its own microphone is what is mixed.
 * The cost is one audio thread of the browser for as long as it lasts, and one more encoding generation between the parties (see test/bench).
 */
export class Conference {
  readonly #seats = new Map<string, Seat>();
  #context: AudioContext | undefined;

  has(id: string): boolean {
    return this.#seats.has(id);
  }

  /**
   * Seats everybody who is not seated yet.
   * @throws ItError merge-refused when the browser lets no audio run, or a party left meanwhile; then who was seated still is, and the others hear the
   * agent's microphone again
   */
  async join(parties: readonly ConferenceParty[]): Promise<void> {
    const context = await this.#start();
    const newcomers: Seat[] = [];
    for (const party of parties) {
      if (this.#seats.has(party.id)) continue;
      const seat: Seat = {
        party,
        microphone: new MediaStreamAudioSourceNode(context, { mediaStream: party.microphone }),
        remote: new MediaStreamAudioSourceNode(context, { mediaStream: party.remote }),
        mix: new MediaStreamAudioDestinationNode(context, { channelCount: 1 }),
      };
      seat.microphone.connect(seat.mix);
      for (const other of this.#seats.values()) {
        other.remote.connect(seat.mix);
        seat.remote.connect(other.mix);
      }
      this.#seats.set(party.id, seat);
      newcomers.push(seat);
    }
    // Each of them has sent, or has not, before anything is taken back: a track that is sent late would stay.
    const sent = await Promise.allSettled(newcomers.map(sendMix));
    const refused = sent.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (!refused) return;
    for (const { party } of newcomers) this.leave(party.id);
    await Promise.all(newcomers.map(sendMicrophone));
    throw new ItError('merge-refused', { cause: refused.reason });
  }

  /** The call speaks through another microphone from now on. */
  changeMicrophone(id: string, microphone: MediaStream): void {
    const seat = this.#seats.get(id);
    if (!seat || !this.#context) return;
    seat.microphone.disconnect();
    seat.microphone = new MediaStreamAudioSourceNode(this.#context, { mediaStream: microphone });
    seat.microphone.connect(seat.mix);
  }

  /** The party is gone. Who is left alone hears the agent's microphone without detour, and everything is released. */
  leave(id: string): void {
    const seat = this.#seats.get(id);
    if (!seat) return;
    this.#seats.delete(id);
    for (const other of this.#seats.values()) other.remote.disconnect(seat.mix);
    this.#clear(seat);
    if (this.#seats.size > 1) return;
    for (const last of this.#seats.values()) {
      void sendMicrophone(last);
      this.#clear(last);
    }
    this.#seats.clear();
    void this.#context?.close();
    this.#context = undefined;
  }

  #clear(seat: Seat): void {
    seat.microphone.disconnect();
    seat.remote.disconnect();
    for (const track of seat.mix.stream.getTracks()) track.stop();
  }

  async #start(): Promise<AudioContext> {
    const context = (this.#context ??= new AudioContext());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, START_MS)));
    await Promise.race([context.resume().catch(() => undefined), late]);
    clearTimeout(timer);
    if (context.state === 'running') return context;
    if (this.#seats.size === 0) {
      void context.close();
      this.#context = undefined;
    }
    throw new ItError('merge-refused', { field: 'page', value: 'audio is blocked', expected: 'a click or key press in the page first' });
  }
}

async function sendMix({ party, mix }: Seat): Promise<void> {
  const [track] = mix.stream.getAudioTracks();
  if (track) await party.send(track);
}

/** A party that is gone hears nothing any more, and that is no matter. */
async function sendMicrophone({ party }: Seat): Promise<void> {
  const [track] = party.microphone.getAudioTracks();
  if (track) await party.send(track).catch(() => undefined);
}
