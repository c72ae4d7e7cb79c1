import { ItError } from '../../it-error.js';
import { isLive } from '../../phone/call.js';
import type { Line, LineCommand, LineListener, OwnFact } from '../../phone/line.js';
import type { PhoneEvent, PhoneSnapshot } from '../../phone/phone-state.js';
import type { CallRecords } from './call-records.js';
import type { RecoverableLine, RecoveredCall } from './recovered-call.js';
import type { Superseded } from './superseded.js';
import type { Role, TabGroup } from './tab-group.js';
import type { Topic } from './topic.js';

/** How often the records of live calls are renewed, ms: well within their expiry, and no more often than a hidden tab's timers run. */
const RENEW_MS = 10_000;

/** What one tab says to the owner of the line. */
type LineAsk = { readonly command: LineCommand } | { readonly note: OwnFact } | { readonly close: true };

export interface SharedLineOptions {
  readonly group: TabGroup;
  readonly records: CallRecords;
  readonly superseded: Superseded;
  /** Makes the line itself, each time that this tab becomes its owner. */
  readonly makeLine: () => RecoverableLine;
  /**
   * Whether a command must run in the tab that was clicked, because the owner lacks what it needs: the microphone's prompt shows only in a tab that is looked at.
   */
  readonly needsThisTab: (command: LineCommand) => Promise<boolean>;
  /** Resolves once somebody touches the page, without which the browser lets no audio run; shows that it waits. */
  readonly soundAllowed: () => Promise<void>;
  readonly now: () => number;
}

/**
 * One line for all tabs: the line itself in the tab that owns it, the owner's snapshot and an ear for commands in the others. When the owner is gone,
 * the next one starts a line of its own and goes on with the calls that the records hold.
 */
export class SharedLine implements Line {
  readonly #options: SharedLineOptions;
  readonly #topic: Topic;
  #listener: LineListener | undefined;
  #line: RecoverableLine | undefined;
  #stopLine: (() => void) | undefined;
  #renewing: ReturnType<typeof setInterval> | undefined;

  constructor(options: SharedLineOptions) {
    this.#options = options;
    this.#topic = options.group.topic('line');
  }

  start(listener: LineListener): () => void {
    this.#listener = listener;
    const stops = [
      this.#topic.onTold((snapshot) => listener.apply({ type: 'replaced', snapshot: { ...(snapshot as PhoneSnapshot), owner: 'other-tab' } })),
      this.#topic.onArrival(() => [this.#outline()]),
      this.#topic.serve((asked) => this.#serve(asked as LineAsk)),
      this.#options.group.onRole((role) => this.#play(role)),
    ];
    return () => {
      for (const stop of stops) stop();
      this.#drop();
      this.#listener = undefined;
    };
  }

  async execute(command: LineCommand): Promise<void> {
    if (!this.#line && (await this.#options.needsThisTab(command))) await this.#options.group.take();
    // Tones that may have been sent are not sent again by another owner.
    await this.#ask({ command }, command.type === 'send-tones');
  }

  note(fact: OwnFact): void {
    if (!this.#line) void this.#ask({ note: fact }, true).catch(() => undefined);
  }

  /** To be called with every snapshot of the phone: the owner's goes to the other tabs and into the records. */
  publish(): void {
    if (this.#options.group.role !== 'owner') return;
    this.#topic.publish(this.#outline());
    if (!this.#line || !this.#listener) return;
    // The line keeps what belongs to a call only after it has told of it.
    queueMicrotask(() => this.#write());
    const { state } = this.#listener.snapshot().line;
    if (state === 'elsewhere' || state === 'registered') this.#options.superseded.set(state === 'elsewhere');
  }

  async close(): Promise<void> {
    await this.#ask({ close: true }, false);
  }

  #ask(asked: LineAsk, once: boolean): Promise<void> {
    return this.#topic.ask(asked, { once }) as Promise<void>;
  }

  async #serve(asked: LineAsk): Promise<void> {
    if ('note' in asked) return this.#listener?.apply(asked.note);
    if ('command' in asked) {
      if (asked.command.type === 'claim' && !this.#line) this.#begin([]);
      if (!this.#line) throw new ItError('line-offline');
      return this.#execute(this.#line, asked.command);
    }
    await this.#line?.close();
    this.#options.records.clear();
    this.#options.superseded.set(false);
  }

  async #execute(line: Line, command: LineCommand): Promise<void> {
    const known = 'id' in command ? this.#listener?.snapshot().calls.find(({ id }) => id === command.id) : undefined;
    // Asked of the owner before, who began it and is gone.
    if (command.type === 'dial' && known) return;
    if (command.type === 'answer' && known?.phase === 'ringing') this.#apply({ type: 'call-answering', id: known.id });
    await line.execute(command);
  }

  #play(role: Role): void {
    if (role === 'owner') {
      this.#own();
      return;
    }
    this.#drop();
    this.#apply({ type: 'owner-changed', owner: 'other-tab' });
    // Whoever speaks another language cannot tell what it has: to this tab the line is in use elsewhere.
    if (role === 'foreign') this.#apply({ type: 'line-changed', state: 'elsewhere', at: this.#options.now() });
  }

  #own(): void {
    const { records, superseded, now } = this.#options;
    const listener = this.#listener;
    if (this.#line || !listener) return;
    const recovered = records.read();
    this.#apply({ type: 'owner-changed', owner: 'here' });
    for (const { call } of recovered) this.#apply({ type: 'call-restored', call });
    for (const { id, phase } of listener.snapshot().calls.filter(isLive)) {
      // Whoever wanted to answer it asks again, if it is still there.
      if (phase === 'answering') this.#apply({ type: 'call-answer-failed', id });
      if (!recovered.some(({ call }) => call.id === id)) this.#apply({ type: 'call-ended', id, end: { reason: 'network-lost', side: 'network' }, at: now() });
    }
    if (recovered.length === 0 && superseded.get()) this.#apply({ type: 'line-changed', state: 'elsewhere', at: now() });
    else this.#begin(recovered);
  }

  #begin(recovered: readonly RecoveredCall[]): void {
    const listener = this.#listener;
    if (!listener) return;
    this.#line = this.#options.makeLine();
    this.#stopLine = this.#line.start(
      { ...listener, apply: (event) => this.#options.group.asOwner(() => listener.apply(event)) },
      recovered.map(({ call, dialog }) => ({ call: listener.snapshot().calls.find(({ id }) => id === call.id) ?? call, dialog })),
    );
    this.#mixAgain(this.#line);
    // One that stood still may be none any more, and the records the next one's.
    this.#renewing = setInterval(() => this.#options.group.asOwner(() => this.#write()), RENEW_MS);
    this.publish();
  }

  /** A conference was mixed in the page before. Where the browser lets no audio run yet, it is mixed with the first touch of the page. */
  #mixAgain(line: Line): void {
    const ids = (this.#listener?.snapshot().calls ?? []).filter((call) => isLive(call) && call.conference).map(({ id }) => id);
    if (this.#line !== line || ids.length < 2) return;
    line.execute({ type: 'merge', ids }).catch(async (thrown: unknown) => {
      if (!(thrown instanceof ItError) || thrown.field !== 'page') return;
      await this.#options.soundAllowed();
      this.#mixAgain(line);
    });
  }

  /** Says nothing to Asterisk: the calls go on with whoever is the owner now. */
  #drop(): void {
    if (!this.#line) return;
    clearInterval(this.#renewing);
    this.#line = undefined;
    this.#stopLine?.();
  }

  #write(): void {
    const line = this.#line;
    if (line && this.#listener) this.#options.records.write(this.#listener.snapshot().calls, (id) => line.dialogOf(id));
  }

  #outline(): unknown {
    const { problem: _problem, ...shared } = this.#listener?.snapshot() ?? {};
    return shared;
  }

  #apply(event: PhoneEvent): void {
    this.#listener?.apply(event);
  }
}
