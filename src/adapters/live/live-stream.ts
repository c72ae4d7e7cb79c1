const RETRY_MS = 3000;
/** After this many refusals in a row without one success the server does not want us, rather than being away. */
const REFUSALS = 3;

/** Whoever reads one or more of the stream's events. */
export interface LiveReader {
  /** By event name; what does not parse as JSON is dropped, the next one is whole. */
  readonly events: Readonly<Record<string, (data: unknown) => void>>;
  /** The stream is open, for the first time or again: whatever was missed meanwhile may be asked for. */
  opened?(): void;
  /** The stream broke; it is opened again by itself. */
  lost?(): void;
  /** The server answers, but not with a stream; it is asked again all the same. */
  refused?(): void;
}

/**
 * One stream of server-sent events (WHATWG HTML section 9.2) for all readers of an account: over HTTP/1.1 a browser opens six connections to a
 * host, for all its tabs together. Open while at least one reader reads.
 */
export class LiveStream {
  /** Of the stream; wishes are posted below it. */
  readonly url: string;
  readonly #readers = new Set<LiveReader>();
  readonly #names = new Set<string>();
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #refusals = 0;

  constructor(url: string) {
    this.url = url;
  }

  /** Reads until the returned function is called. */
  read(reader: LiveReader): () => void {
    this.#readers.add(reader);
    if (!this.#source) this.#open();
    for (const name of Object.keys(reader.events)) this.#subscribe(name);
    if (this.#source?.readyState === EventSource.OPEN) reader.opened?.();
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size === 0) this.#close();
    };
  }

  #open(): void {
    clearTimeout(this.#retry);
    const source = new EventSource(this.url, { withCredentials: true });
    this.#source = source;
    this.#names.clear();
    for (const { events } of this.#readers) Object.keys(events).forEach((name) => this.#subscribe(name));
    source.onopen = () => {
      this.#refusals = 0;
      for (const reader of [...this.#readers]) reader.opened?.();
    };
    source.onerror = () => this.#failed(source);
  }

  #subscribe(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#source?.addEventListener(name, ({ data }: MessageEvent<string>) => {
      const parsed = parse(data);
      for (const { events } of [...this.#readers]) events[name]?.(parsed);
    });
  }

  /** The browser reconnects by itself after a broken stream, not after an answer that is no stream. */
  #failed(source: EventSource): void {
    for (const reader of [...this.#readers]) reader.lost?.();
    if (source.readyState !== EventSource.CLOSED) return;
    this.#source = undefined;
    this.#refusals += 1;
    if (this.#refusals >= REFUSALS) for (const reader of [...this.#readers]) reader.refused?.();
    if (this.#readers.size > 0) this.#retry = setTimeout(() => this.#open(), RETRY_MS);
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
