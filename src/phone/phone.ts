import { ItError } from '../it-error.js';
import { Store, type Readable } from '../store.js';
import { isLive, type Call } from './call.js';
import { normaliseDialString } from './dial-string.js';
import type { DeviceKind, Line, LineCommand, OwnFact } from './line.js';
import { PHONE_OFF, findCall, oldestRinging, phoneReducer, type Defect, type PhoneEvent, type PhoneSnapshot } from './phone-state.js';
import { mayRing } from './who-may-ring.js';

export interface DialOptions {
  /** Name of the person called, for the display until the far end says a better one. */
  name?: string;
}

/**
 * The phone's commands and state: what `provider.phone`, `<it-softphone>` and every element use.
 * All commands return promises and reject with {@link ItError} only; a refusal by the far end is an ended call, never a rejection.
 * Without an id, `answer` and `reject` mean the oldest ringing call, the others the active call. An ended call's id resolves, an unknown one rejects `no-such-call`.
 */
export interface Phone extends Readable<PhoneSnapshot> {
  /** Dials a number, `tel:`/`tel-app` link or SIP URI; resolves to the call's id once the call is in the snapshot. A talking call is put on hold first. Rejects number-invalid, line-offline (or the line's own reason), microphone-denied, microphone-missing, hold-refused. */
  dial(target: string, options?: DialOptions): Promise<string>;
  /** Resolves once talking. Rejects microphone-denied, microphone-missing (the call rings on), call-taken, no-such-call, hold-refused. */
  answer(id?: string): Promise<void>;
  /** Refuses a ringing call (486 Busy Here). */
  reject(id?: string): Promise<void>;
  hangUp(id?: string): Promise<void>;
  /** Resolves once the far end agreed; rejects hold-refused. Resuming a call puts another talking call on hold first. */
  setHold(held: boolean, id?: string): Promise<void>;
  setMuted(muted: boolean, id?: string): Promise<void>;
  /** DTMF by RFC 4733: 0-9 * # A-D, and `,` for a pause of 2 s. Rejects number-invalid. */
  sendTones(tones: string, id?: string): Promise<void>;
  /** `deviceId` as from `navigator.mediaDevices.enumerateDevices()`, `default` for the system's choice. */
  setDevice(device: DeviceKind, deviceId: string): Promise<void>;
  /** Registers here although another browser took the extension over (line `elsewhere`); resolves once registered. Rejects wrong-credentials, line-offline. */
  takeLine(): Promise<void>;
  /** Removes an ended call from the snapshot. */
  dismiss(id: string): void;
  /** Takes the last failed command off the display. */
  dismissProblem(): void;
}

/** What the phone has to know from outside itself. */
export interface PhoneSurroundings {
  /** Last chosen agent status; undefined while unknown. */
  chosenStatus: () => number | undefined;
  callWaiting: boolean;
  now: () => number;
  newId: () => string;
  defect: Defect;
  /** Hears of every command that failed. */
  failed: (error: ItError) => void;
}

const TONES = /^[0-9A-D*#,]{1,64}$/;

/** The one store of the phone: turns commands into {@link LineCommand}s and a line's facts into snapshots. */
export class PhoneStore extends Store<PhoneSnapshot, PhoneEvent> implements Phone {
  readonly #line: Line;
  readonly #around: PhoneSurroundings;

  constructor(line: Line, around: PhoneSurroundings) {
    super(PHONE_OFF, phoneReducer(around.defect));
    this.#line = line;
    this.#around = around;
  }

  /** Starts the line; returns its stop, which lets go without ending calls. */
  start(): () => void {
    return this.#line.start({
      apply: (event) => this.apply(event),
      snapshot: () => this.snapshot,
      admits: ({ kind }) => mayRing(kind, { calls: this.snapshot.calls, chosenStatus: this.#around.chosenStatus(), callWaiting: this.#around.callWaiting }),
    });
  }

  dial(target: string, options: DialOptions = {}): Promise<string> {
    return this.#command(undefined, async () => {
      const number = normaliseDialString(target);
      const { state, reason } = this.snapshot.line;
      if (state !== 'registered') throw new ItError(reason ?? 'line-offline');
      await this.#holdOthers(undefined);
      const id = this.#around.newId();
      await this.#line.execute({ type: 'dial', id, target: number, peer: { number, ...(options.name && { name: options.name }) } });
      return id;
    });
  }

  answer(id?: string): Promise<void> {
    return this.#command(id, async () => {
      const call = this.#find(id ?? oldestRinging(this.snapshot)?.id ?? this.#answeringCall()?.id);
      if (!isLive(call) || call.phase === 'active') return;
      if (call.direction === 'out') throw new ItError('no-such-call', { field: 'id', value: call.id, expected: 'an incoming call' });
      if (call.phase === 'ringing') {
        await this.#holdOthers(call.id);
        // Held others may have taken a round trip: the caller may have gone meanwhile.
        if (this.#find(call.id).phase !== 'ringing') throw new ItError('no-such-call', { field: 'id', value: call.id, expected: 'a ringing call' });
        this.#note({ type: 'call-answering', id: call.id });
      }
      await this.#line.execute({ type: 'answer', id: call.id });
    });
  }

  reject(id?: string): Promise<void> {
    return this.#onLive(id ?? oldestRinging(this.snapshot)?.id ?? this.#answeringCall()?.id, (call) => ({ type: 'reject', id: call.id }));
  }

  hangUp(id?: string): Promise<void> {
    return this.#onLive(id ?? this.snapshot.activeCallId, (call) => ({ type: 'hang-up', id: call.id }));
  }

  setHold(held: boolean, id?: string): Promise<void> {
    return this.#command(id, async () => {
      const call = this.#find(id ?? this.snapshot.activeCallId);
      if (!isLive(call)) return;
      if (!held) await this.#holdOthers(call.id);
      await this.#line.execute({ type: 'set-hold', id: call.id, held });
      if (!held) this.#note({ type: 'call-selected', id: call.id });
    });
  }

  setMuted(muted: boolean, id?: string): Promise<void> {
    return this.#onLive(id ?? this.snapshot.activeCallId, (call) => ({ type: 'set-muted', id: call.id, muted }));
  }

  sendTones(tones: string, id?: string): Promise<void> {
    return this.#onLive(id ?? this.snapshot.activeCallId, (call) => {
      const normalised = String(tones).normalize('NFKC').toUpperCase();
      if (!TONES.test(normalised)) {
        throw new ItError('number-invalid', {
          field: 'tones',
          value: JSON.stringify(String(tones).slice(0, 64)),
          expected: '1 to 64 of 0-9 * # A-D and , for a pause',
        });
      }
      return { type: 'send-tones', id: call.id, tones: normalised };
    });
  }

  setDevice(device: DeviceKind, deviceId: string): Promise<void> {
    return this.#command(undefined, () => this.#line.execute({ type: 'set-device', device, deviceId }));
  }

  takeLine(): Promise<void> {
    return this.#command(undefined, () => this.#line.execute({ type: 'claim' }));
  }

  dismiss(id: string): void {
    this.#note({ type: 'call-dismissed', id });
  }

  dismissProblem(): void {
    this.apply({ type: 'problem-dismissed' });
  }

  /** Ends every call, unregisters. */
  close(): Promise<void> {
    return this.#line.close();
  }

  #onLive(id: string | undefined, toCommand: (call: Call) => LineCommand): Promise<void> {
    return this.#command(id, async () => {
      const call = this.#find(id);
      if (isLive(call)) await this.#line.execute(toCommand(call));
    });
  }

  /** Runs a command; its failure becomes an ItError, is drawn, and is told to the host. */
  async #command<T>(id: string | undefined, run: () => Promise<T>): Promise<T> {
    try {
      const result = await run();
      this.apply({ type: 'problem-dismissed' });
      return result;
    } catch (thrown) {
      const error = ItError.from(thrown, 'line-offline');
      this.apply({ type: 'command-failed', code: error.code, at: this.#around.now(), ...(id !== undefined && { callId: id }) });
      this.#around.failed(error);
      throw error;
    }
  }

  #note(fact: OwnFact): void {
    this.apply(fact);
    this.#line.note?.(fact);
  }

  #find(id: string | undefined): Call {
    const call = id === undefined ? undefined : findCall(this.snapshot, id);
    if (!call) throw new ItError('no-such-call', { field: 'id', value: String(id), expected: 'the id of a call in phone.snapshot.calls' });
    return call;
  }

  #answeringCall(): Call | undefined {
    return this.snapshot.calls.find((call) => call.phase === 'answering');
  }

  /** One agent talks to one party: every other talking call goes on hold before this one is worked on. */
  async #holdOthers(id: string | undefined): Promise<void> {
    const talking = this.snapshot.calls.filter((call) => call.id !== id && call.phase === 'active' && !call.hold.local);
    await Promise.all(talking.map((call) => this.#line.execute({ type: 'set-hold', id: call.id, held: true })));
  }
}
