import type { Attention, PageLife } from '../browser/page-life.js';
import { Asks } from './asks.js';
import { LineLock } from './line-lock.js';
import { TabChannel } from './tab-channel.js';
import { writeError, type TabMessage } from './tab-message.js';
import type { Topic } from './topic.js';

/** `owner` this tab holds the line and the listeners · `other` another tab does · `foreign` another tab does, with a version of the widgets that speaks differently */
export type Role = 'owner' | 'other' | 'foreign';

export interface TabGroupOptions {
  /** Tenant, agent and domain: lock, channel and storage keys carry it, so that two accounts in one browser never meet. */
  readonly key: string;
  readonly life: PageLife;
  readonly now: () => number;
  readonly newId: () => string;
}

/** A visible tab that hears nothing of the owner for this long takes its place, ms. */
const SILENCE_MS = 2000;
const TICK_MS = 500;
/** A page whose timers came later than this, ms, stood still. */
const STILL_MS = 1500;

/**
 * The tabs of one account: one of them is the owner, decided by a {@link LineLock}. `freeze` and `pagehide` let the lock go; an owner that does not
 * answer a visible tab for 2 s loses it. Every owner has a higher epoch than the one before, and who hears of a higher one than its own is none any more.
 */
export class TabGroup {
  readonly tabId: string;
  readonly #options: TabGroupOptions;
  readonly #lock: LineLock;
  readonly #channel: TabChannel;
  readonly #roleListeners = new Set<(role: Role) => void>();
  readonly #ownerListeners = new Set<() => void>();
  readonly #signedOutListeners = new Set<() => void>();
  readonly #tabsListeners = new Set<() => void>();
  readonly #told = new Map<string, Set<(data: unknown) => void>>();
  readonly #arrivals = new Map<string, () => readonly unknown[]>();
  readonly #asks: Asks;
  readonly #others = new Map<string, Attention>();
  #role: Role | undefined;
  #epoch = 0;
  #ownerId: string | undefined;
  #announced = 0;
  #heardOwnerAt = 0;
  #checkedAt = 0;
  readonly #doubted: (() => void)[] = [];
  #stops: (() => void)[] = [];

  constructor(options: TabGroupOptions) {
    this.#options = options;
    this.tabId = options.newId();
    this.#lock = new LineLock(options.key, { gained: () => this.#gain(), lost: () => this.#lose() });
    this.#asks = new Asks(this.tabId, options.newId, ({ topic, ask, data, to }) =>
      this.#post({ type: 'asked', topic, ask, data, ...(to !== undefined && { to }) }),
    );
    this.#channel = new TabChannel(options.key, this.tabId, { heard: (message) => this.#hear(message), heardForeign: (type) => this.#hearForeign(type) });
  }

  /** Undefined until it is decided. */
  get role(): Role | undefined {
    return this.#role;
  }

  /** Asks for the line already, before anybody is there to use it: the browser's answer takes its turn behind whatever the page draws meanwhile. */
  reserve(): void {
    this.#lock.request();
  }

  start(): void {
    const ticker = setInterval(() => this.#tick(), TICK_MS);
    const stopWatching = this.#options.life.watch({
      attention: (attention) => {
        this.#post({ type: 'attention', attention });
        this.#tabsChanged();
      },
      leaving: () => this.#leave(),
      back: () => this.#arrive(),
    });
    this.#stops = [() => clearInterval(ticker), stopWatching];
    this.#arrive();
  }

  /** Lets everything go: another tab becomes the owner. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#leave();
    this.#channel.close();
    this.#asks.giveUp();
  }

  /** Told at once, if it is decided, and with every change. */
  onRole(listener: (role: Role) => void): () => void {
    this.#roleListeners.add(listener);
    if (this.#role) listener(this.#role);
    return () => this.#roleListeners.delete(listener);
  }

  /** Told of every new owner, this tab included. */
  onOwner(listener: () => void): () => void {
    this.#ownerListeners.add(listener);
    return () => this.#ownerListeners.delete(listener);
  }

  /** Somebody signed out in another tab. */
  onSignedOut(listener: () => void): () => void {
    this.#signedOutListeners.add(listener);
    return () => this.#signedOutListeners.delete(listener);
  }

  /** Nothing of the account may stay in this browser. */
  signOut(): void {
    this.#post({ type: 'signed-out' });
    forgetEpoch(this.#options.key);
  }

  /** Makes this tab the owner; resolves once it is. */
  async take(): Promise<void> {
    if (this.#role === 'owner') return;
    await new Promise<void>((resolve) => {
      const stop = this.onRole((role) => {
        if (role !== 'owner') return;
        resolve();
        queueMicrotask(() => stop());
      });
      this.#lock.steal();
    });
  }

  /**
   * Runs `act` if this tab is still the owner. One that stood still for a while (asleep, frozen, throttled) asks the browser first: what it hears in its first
   * moment may be meant for whom it no longer is.
   */
  asOwner(act: () => void): void {
    const doubtful = this.#options.now() - this.#checkedAt > STILL_MS;
    if (!doubtful && this.#doubted.length === 0) {
      if (this.#role === 'owner') act();
    } else if (this.#doubted.push(act) === 1) {
      void this.#verify();
    }
  }

  /** The tabs that have not said goodbye, this one included, best first by what the caller looks for. */
  tabsBy(rank: (attention: Attention, isOwner: boolean) => number): string[] {
    const all: (readonly [string, Attention])[] = [[this.tabId, this.#options.life.attention], ...this.#others];
    const ranked = all.map(([tabId, attention]) => [tabId, rank(attention, tabId === this.#ownerId)] as const);
    return ranked.sort(([, a], [, b]) => b - a).map(([tabId]) => tabId);
  }

  /** One of the other tabs can be seen. */
  get isSeenElsewhere(): boolean {
    return [...this.#others.values()].some(({ visible }) => visible);
  }

  /** Called when a tab came or went, or the agent's attention moved: {@link tabsBy} may answer otherwise now. */
  onTabs(listener: () => void): () => void {
    this.#tabsListeners.add(listener);
    return () => this.#tabsListeners.delete(listener);
  }

  topic(topic: string): Topic {
    return {
      publish: (data) => this.#post({ type: 'told', topic, data }),
      onTold: (heard) => {
        const listeners = this.#told.get(topic) ?? new Set();
        this.#told.set(topic, listeners.add(heard));
        return () => listeners.delete(heard);
      },
      onArrival: (replay) => put(this.#arrivals, topic, replay),
      serve: (answer) => this.#asks.serve(topic, answer),
      ask: (data, options = {}) => this.#asks.ask({ topic, data, ...options }),
    };
  }

  #arrive(): void {
    this.#heardOwnerAt = this.#checkedAt = this.#options.now();
    this.#post({ type: 'arrived', attention: this.#options.life.attention });
    this.#lock.request();
  }

  /** The answer comes after whatever the browser has to say of our lock (Web Locks: one queue for all). */
  async #verify(): Promise<void> {
    await (navigator as { locks?: LockManager }).locks?.query().catch(() => undefined);
    for (const act of this.#doubted.splice(0)) if (this.#role === 'owner') act();
  }

  #leave(): void {
    this.#lock.release();
    this.#become(undefined);
    this.#post({ type: 'left' });
  }

  #gain(): void {
    this.#epoch = Math.max(this.#epoch, readEpoch(this.#options.key)) + 1;
    // Gone without a goodbye, unless it arrives anew.
    if (this.#ownerId !== undefined) this.#others.delete(this.#ownerId);
    this.#ownerId = this.tabId;
    writeEpoch(this.#options.key, this.#epoch);
    this.#post({ type: 'owned' });
    this.#become('owner');
  }

  /** Silently: whoever owns the line now has told Asterisk everything that it needs. */
  #lose(): void {
    this.#lock.release();
    this.#become('other');
    this.#arrive();
  }

  #become(role: Role | undefined): void {
    if (role === this.#role) return;
    this.#role = role;
    for (const listener of [...this.#roleListeners]) listener(role ?? 'other');
    this.#ownerIsKnown();
  }

  #tabsChanged(): void {
    for (const listener of [...this.#tabsListeners]) listener();
  }

  #ownerIsKnown(): void {
    this.#asks.ownerIs(this.#role, this.#epoch);
    if (this.#role === undefined || this.#epoch === this.#announced) return;
    this.#announced = this.#epoch;
    for (const listener of [...this.#ownerListeners]) listener();
  }

  #hear(message: TabMessage): void {
    if (message.type === 'arrived' || message.type === 'attention') {
      this.#others.set(message.from, message.attention);
      this.#tabsChanged();
    }
    switch (message.type) {
      case 'arrived':
        if (this.#role === 'owner') this.#welcome(message.from);
        else this.#post({ type: 'attention', attention: this.#options.life.attention });
        return;
      case 'left':
        this.#others.delete(message.from);
        this.#tabsChanged();
        return;
      case 'tick':
        if (this.#role === 'owner') this.#post({ type: 'tock' });
        return;
      case 'owned':
      case 'tock':
      case 'told':
        if (!this.#isOwners(message.from, message.epoch)) return;
        if (message.type === 'told' && (message.to ?? this.tabId) === this.tabId) this.#told.get(message.topic)?.forEach((heard) => heard(message.data));
        return;
      case 'asked':
        if (message.to === this.tabId || (message.to === undefined && this.#role === 'owner')) this.#answer(message);
        return;
      case 'answered':
        if (message.to === this.tabId) this.#asks.answered(message);
        return;
      case 'signed-out':
        for (const listener of [...this.#signedOutListeners]) listener();
        return;
      case 'attention':
    }
  }

  /** Another version owns the line, or asks whether we do; in all versions these types mean the same. */
  #hearForeign(type: string): void {
    if (type === 'owned' || type === 'tock' || type === 'told') {
      this.#heardOwnerAt = this.#options.now();
      if (this.#role !== 'owner') this.#become('foreign');
    } else if ((type === 'tick' || type === 'arrived') && this.#role === 'owner') {
      this.#post({ type: 'tock' });
    }
  }

  /** Whether a message is the current owner's; a higher epoch than ours makes its sender the owner. */
  #isOwners(from: string, epoch: number): boolean {
    if (epoch < this.#epoch) return false;
    this.#ownerId = from;
    const next = epoch > this.#epoch;
    this.#epoch = epoch;
    this.#heardOwnerAt = this.#options.now();
    if (next && this.#role === 'owner') this.#lose();
    else if (this.#role !== 'owner') this.#become('other');
    this.#ownerIsKnown();
    return true;
  }

  #welcome(tabId: string): void {
    this.#post({ type: 'owned' });
    this.#post({ type: 'attention', attention: this.#options.life.attention });
    for (const [topic, replay] of this.#arrivals) {
      for (const data of replay()) this.#post({ type: 'told', topic, data, to: tabId });
    }
  }

  #tick(): void {
    const now = this.#options.now();
    const slept = now - this.#checkedAt > STILL_MS;
    // This may be the first to run of a page that stood still: what comes next is as doubtful.
    this.asOwner(() => undefined);
    this.#checkedAt = now;
    if (this.#role === 'owner' || !this.#options.life.attention.visible) return;
    // Who could not look for a while itself has no right to complain.
    if (slept) this.#heardOwnerAt = Math.max(this.#heardOwnerAt, now - TICK_MS);
    const silence = now - this.#heardOwnerAt;
    if (silence > SILENCE_MS) this.#lock.steal();
    else if (silence >= TICK_MS / 2) this.#post({ type: 'tick' });
  }

  #answer({ topic, ask, data, from }: Extract<TabMessage, { type: 'asked' }>): void {
    this.#asks.answer(topic, data, from).then(
      (result) => this.#post({ type: 'answered', ask, to: from, ...(result !== undefined && { data: result }) }),
      (thrown: unknown) => this.#post({ type: 'answered', ask, to: from, error: writeError(thrown) }),
    );
  }

  #post(message: Omit<Extract<Parameters<TabChannel['post']>[0], { type: string }>, 'epoch'> & Record<string, unknown>): void {
    this.#channel.post({ ...message, epoch: this.#epoch } as Parameters<TabChannel['post']>[0]);
  }
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): () => void {
  map.set(key, value);
  return () => {
    if (map.get(key) === value) map.delete(key);
  };
}

function readEpoch(key: string): number {
  try {
    return Number(localStorage.getItem(`${key} epoch`)) || 0;
  } catch {
    // Storage is closed to this page (cookies blocked): epochs are then only what the tabs tell each other.
    return 0;
  }
}

function writeEpoch(key: string, epoch: number): void {
  try {
    localStorage.setItem(`${key} epoch`, String(epoch));
  } catch {
    // As above.
  }
}

function forgetEpoch(key: string): void {
  try {
    localStorage.removeItem(`${key} epoch`);
  } catch {
    // As above.
  }
}
