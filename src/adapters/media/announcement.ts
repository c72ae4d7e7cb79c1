import { ItError } from '../../it-error.js';

/** How long the audio may take to be loaded, ms; whoever has answered waits in silence meanwhile. */
const LOAD_MS = 8000;
/** How long the browser may take to let audio run, ms; it waits for a touch of the page where there was none. */
const START_MS = 2000;

/** An announcement (自動アナウンス) for one call: loaded once, played once, heard by the far end and by the agent. */
export class Announcement {
  /** What the far end is to be sent: silence, and the announcement while it plays. */
  readonly stream: MediaStream;
  readonly #context = new AudioContext();
  readonly #voice: MediaStreamAudioDestinationNode;
  readonly #audio: Promise<AudioBuffer>;
  readonly #hear: (stream: MediaStream) => () => void;
  #settle: (() => void) | undefined;
  #over = false;
  #paused = false;

  /** `hear` plays a stream to the agent until the function is called that it returns. */
  constructor(url: string, hear: (stream: MediaStream) => () => void) {
    this.#hear = hear;
    this.#voice = new MediaStreamAudioDestinationNode(this.#context, { channelCount: 1 });
    this.stream = this.#voice.stream;
    this.#audio = load(url, this.#context);
    // Told by `play`, which comes later, or never.
    this.#audio.catch(() => undefined);
  }

  /**
   * Resolves when it was played to its end (true), or stopped (false).
   * @throws ItError announcement-failed: out of reach, not readable from this origin (CORS), no audio, or the page may not play any
   */
  async play(): Promise<boolean> {
    const buffer = await this.#audio;
    await this.#run();
    if (this.#over) return false;
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#voice);
    const stopHearing = this.#hear(this.stream);
    const played = await new Promise<boolean>((resolve) => {
      this.#settle = () => resolve(false);
      source.onended = () => resolve(true);
      source.start();
    });
    stopHearing();
    source.disconnect();
    return played;
  }

  /** It waits while the far end hears hold music. */
  pause(paused: boolean): void {
    this.#paused = paused;
    if (this.#over) return;
    void (paused ? this.#context.suspend() : this.#context.resume()).catch(() => undefined);
  }

  /** Ends it for good, and releases everything. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#settle?.();
    for (const track of this.stream.getTracks()) track.stop();
    void this.#context.close();
  }

  async #run(): Promise<void> {
    if (this.#over) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, START_MS)));
    await Promise.race([this.#context.resume().catch(() => undefined), late]);
    clearTimeout(timer);
    if (this.#over) return;
    if (this.#paused) await this.#context.suspend();
    else if (this.#context.state !== 'running') throw failed('audio is blocked', 'a click or key press in the page first');
  }
}

async function load(url: string, context: AudioContext): Promise<AudioBuffer> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(LOAD_MS) });
  } catch (cause) {
    throw failed('out of reach', 'an address that answers, with Access-Control-Allow-Origin where it is of another origin', cause);
  }
  if (!response.ok) throw failed(`answered with ${response.status}`, 'an audio file');
  try {
    return await context.decodeAudioData(await response.arrayBuffer());
  } catch (cause) {
    throw failed('not audio', 'a file that the browser can play (MP3, WAV, Ogg)', cause);
  }
}

/** The address stays out of it: it may carry a token. */
function failed(value: string, expected: string, cause?: unknown): ItError {
  return new ItError('announcement-failed', { field: 'announcement', value, expected, ...(cause === undefined ? {} : { cause }) });
}
