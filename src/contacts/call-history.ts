import { ItError, type ItErrorDetail } from '../it-error.js';
import { Store, type Readable } from '../store.js';
import type { CallEvent } from './call-event.js';
import type { CallHistoryFeed, OpenHistory } from './call-history-feed.js';
import { NO_HISTORY, reduceCallHistory, type CallHistoryEvent, type CallHistorySnapshot } from './call-history-state.js';

/** Calls of the agent's groups (通話履歴): what `<it-call-history>` uses. */
export interface CallHistory extends Readable<CallHistorySnapshot> {
  /** Reads, and goes on listening, until the returned function is called; who opens it second shares what is read. */
  open(): () => void;
  /** Reads the next older calls; resolves once they are in the snapshot, at once when there are none. Rejects data-denied, line-offline. */
  older(): Promise<void>;
}

/** Changes that come together are drawn together: a burst of calls is one change of the snapshot per this time, ms. */
const GATHER_MS = 100;

/** The one store of the call history. */
export class CallHistoryStore extends Store<CallHistorySnapshot, CallHistoryEvent> implements CallHistory {
  readonly #feed: CallHistoryFeed;
  readonly #invalid: (defect: ItErrorDetail) => void;
  #users = 0;
  #open: OpenHistory | undefined;
  #asked: Promise<void> | undefined;
  #gathered: CallEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `invalid` hears of documents that cannot be read. */
  constructor(feed: CallHistoryFeed, invalid: (defect: ItErrorDetail) => void) {
    super(NO_HISTORY, reduceCallHistory);
    this.#feed = feed;
    this.#invalid = invalid;
  }

  open(): () => void {
    this.#users += 1;
    if (this.#users === 1) this.#begin();
    let closed = false;
    return () => {
      if (closed) return;
      closed = true;
      this.#users -= 1;
      if (this.#users === 0) this.#end();
    };
  }

  older(): Promise<void> {
    if (!this.#open || !this.snapshot.more) return Promise.resolve();
    return (this.#asked ??= this.#read(this.#open).finally(() => (this.#asked = undefined)));
  }

  async #read(open: OpenHistory): Promise<void> {
    this.apply({ type: 'page-asked' });
    try {
      await open.older();
    } catch (thrown) {
      this.apply({ type: 'page-failed' });
      throw ItError.from(thrown, 'data-denied');
    }
  }

  #begin(): void {
    this.apply({ type: 'history-opened' });
    this.#open = this.#feed.open({
      page: (calls, more) => this.apply({ type: 'page-read', calls, more }),
      changed: (calls) => this.#gather(calls),
      absent: (reason) => this.apply({ type: 'history-absent', reason }),
      invalid: this.#invalid,
    });
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#gathered = [];
    this.#open?.close();
    this.#open = undefined;
    this.apply({ type: 'history-closed' });
  }

  #gather(calls: readonly CallEvent[]): void {
    this.#gathered.push(...calls);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.apply({ type: 'calls-changed', calls: this.#gathered.splice(0) });
    }, GATHER_MS);
  }
}
