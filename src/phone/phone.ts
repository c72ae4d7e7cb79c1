import { ItError } from '../it-error.js';
import type { Region } from '../phone-number.js';
import { Store, type Readable } from '../store.js';
import { announcementAddress } from './announcement-address.js';
import { AutoAnswer } from './auto-answer.js';
import { isLive, type Call } from './call.js';
import { normaliseDialString, pickUpCode } from './dial-string.js';
import { isUnderWay, partiesOf } from './joined-calls.js';
import type { DeviceKind, Line, LineCommand, OwnFact } from './line.js';
import { PHONE_OFF, findCall, oldestRinging, phoneReducer, type Defect, type PhoneEvent, type PhoneSnapshot } from './phone-state.js';
import { mayRing } from './who-may-ring.js';

export interface DialOptions {
  /** Name of the person called, for the display until the far end says a better one. */
  name?: string;
  /** Address of an audio file that the far end hears when it answers, instead of the account's (`phone.announcement`). */
  announcement?: string;
}

export interface TransferOptions {
  /** Talk with the target first; the call waits on hold until {@link Phone.completeTransfer} or {@link Phone.cancelTransfer}. */
  consult?: boolean;
}

/**
 * The phone's commands and state: what `provider.phone`, `<it-softphone>` and every element use.
 * All commands return promises and reject with {@link ItError} only; a refusal by the far end is an ended call, never a rejection.
 * Without an id, `answer` and `reject` mean the oldest ringing call, the others the active call; hold, mute and hang up then mean every party of its conference. An ended call's id resolves, an unknown one rejects `no-such-call`.
 */
export interface Phone extends Readable<PhoneSnapshot> {
  /** Dials a number, `tel:`/`tel-app` link or SIP URI; resolves to the call's id once the call is in the snapshot. A talking call is put on hold first. Rejects number-invalid, config-invalid (announcement), line-offline (or the line's own reason), microphone-denied, microphone-missing, hold-refused. */
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
  /**
   * Transfers a talking call: blindly, resolving once the target has it, or with `consult`, resolving once the call to the target is in the snapshot.
   * Rejects transfer-refused, and the call stays with the agent; number-invalid; no-such-call; with `consult` what {@link dial} rejects with.
   */
  transfer(target: string, options?: TransferOptions, id?: string): Promise<void>;
  /** Connects the waiting party with who is consulted, also one who only rings (blindly then). Rejects transfer-refused, no-such-call. */
  completeTransfer(): Promise<void>;
  /** Ends the consultation and goes back to the waiting party; does nothing without one. Rejects hold-refused. */
  cancelTransfer(): Promise<void>;
  /** Makes one conversation of the active call and its consultation, else of the active call and the one held last; each party is still a call of its own. Rejects no-such-call, hold-refused, merge-refused. */
  merge(): Promise<void>;
  /** Ends the announcement that the far end hears, and lets the microphone follow; does nothing without one. */
  stopAnnouncement(id?: string): Promise<void>;
  /** Takes the call that rings at a colleague's extension (directed pick-up, `*8<extension>`); resolves like {@link dial}. */
  pickUp(extension: string): Promise<string>;
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
  /** By whose numbering plan two ways to write a number are one; default JP. */
  region?: Region;
  /** True: calls are answered by themselves; undefined: those whose INVITE asks for it; false: none. */
  autoAnswer?: boolean | undefined;
  /** Whether the microphone opens without a prompt; without it nothing is answered by itself. */
  microphoneGranted?: () => Promise<boolean>;
  now: () => number;
  newId: () => string;
  defect: Defect;
  /** Hears of every command that failed. */
  failed: (error: ItError) => void;
}

/** By then a phone that was ringing has stopped, ms: the PBX's CANCEL and the INVITE of a transfer may overtake each other, and it would be busy with the first. */
const CANCEL_SETTLES_MS = 500;

const TONES = /^[0-9A-D*#,]{1,64}$/;

/** The one store of the phone: turns commands into {@link LineCommand}s and a line's facts into snapshots. */
export class PhoneStore extends Store<PhoneSnapshot, PhoneEvent> implements Phone {
  readonly #line: Line;
  readonly #around: PhoneSurroundings;
  readonly #autoAnswer: AutoAnswer;
  #completing: Promise<void> | undefined;
  /** Settles with the newest hold or resume that is under way. */
  #holding: Promise<void> | undefined;

  constructor(line: Line, around: PhoneSurroundings) {
    super(PHONE_OFF, phoneReducer(around.defect, around.region));
    this.#line = line;
    this.#around = around;
    this.#autoAnswer = new AutoAnswer({
      enabled: around.autoAnswer,
      snapshot: () => this.snapshot,
      apply: (event) => this.apply(event),
      answer: (id) => this.answer(id),
      microphoneGranted: around.microphoneGranted ?? (() => Promise.resolve(false)),
      now: around.now,
    });
  }

  /** Starts the line; returns its stop, which lets go without ending calls. */
  start(): () => void {
    const stop = this.#line.start({
      apply: (event) => this.#hear(event),
      snapshot: () => this.snapshot,
      admits: ({ kind }) => mayRing(kind, { calls: this.snapshot.calls, chosenStatus: this.#around.chosenStatus(), callWaiting: this.#around.callWaiting }),
    });
    return () => {
      this.#autoAnswer.stop();
      stop();
    };
  }

  dial(target: string, options: DialOptions = {}): Promise<string> {
    return this.#command(undefined, () => this.#dial(normaliseDialString(target), options));
  }

  pickUp(extension: string): Promise<string> {
    return this.#command(undefined, () => this.#dial(pickUpCode(extension)));
  }

  answer(id?: string): Promise<void> {
    return this.#command(id, async () => {
      const call = this.#find(id ?? oldestRinging(this.snapshot)?.id ?? this.#answeringCall()?.id);
      if (!isLive(call) || call.phase === 'active') return;
      if (call.direction === 'out') throw new ItError('no-such-call', { field: 'id', value: call.id, expected: 'an incoming call' });
      if (call.phase === 'ringing') {
        await this.#holdOthers(call);
        // Held others may have taken a round trip: the caller may have gone meanwhile, or the agent have clicked twice.
        const { phase } = this.#find(call.id);
        if (phase === 'ended') throw new ItError('no-such-call', { field: 'id', value: call.id, expected: 'a ringing call' });
        if (phase === 'active') return;
        if (phase === 'ringing') this.#note({ type: 'call-answering', id: call.id });
      }
      await this.#line.execute({ type: 'answer', id: call.id });
    });
  }

  reject(id?: string): Promise<void> {
    return this.#onLive(id ?? oldestRinging(this.snapshot)?.id ?? this.#answeringCall()?.id, (call) => ({ type: 'reject', id: call.id }));
  }

  hangUp(id?: string): Promise<void> {
    return this.#onParties(id, (call) => ({ type: 'hang-up', id: call.id }));
  }

  setHold(held: boolean, id?: string): Promise<void> {
    return this.#command(id, () => this.#inTurn(() => this.#setHold(held, id)));
  }

  setMuted(muted: boolean, id?: string): Promise<void> {
    return this.#onParties(id, (call) => ({ type: 'set-muted', id: call.id, muted }));
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

  transfer(target: string, { consult = false }: TransferOptions = {}, id?: string): Promise<void> {
    return this.#command(id, async () => {
      const number = normaliseDialString(target);
      const call = this.#find(id ?? this.snapshot.activeCallId);
      if (!isLive(call)) return;
      if (call.phase !== 'active') throw new ItError('no-such-call', { field: 'id', value: call.id, expected: 'a call that is answered' });
      if (isUnderWay(call.transfer)) {
        throw new ItError('transfer-refused', { field: 'id', value: call.id, expected: 'a call that is not being transferred already' });
      }
      if (consult) await this.#dial(number, {}, call.id);
      else await this.#line.execute({ type: 'transfer', id: call.id, target: number });
    });
  }

  completeTransfer(): Promise<void> {
    return (this.#completing ??= this.#completeTransfer().finally(() => (this.#completing = undefined)));
  }

  cancelTransfer(): Promise<void> {
    return this.#command(undefined, async () => {
      const call = this.snapshot.calls.find(({ transfer }) => transfer && transfer.state !== 'done');
      if (!call?.transfer) return;
      if (call.transfer.state === 'transferring') {
        throw new ItError('transfer-refused', { field: 'transfer', value: 'on its way', expected: 'a transfer that the target has not been asked to take' });
      }
      const consultation = this.snapshot.calls.find(({ id }) => id === call.transfer?.consultationId);
      if (consultation && isLive(consultation)) await this.#line.execute({ type: 'hang-up', id: consultation.id });
      if (!isLive(this.#find(call.id))) return;
      if (call.hold.local) await this.#line.execute({ type: 'set-hold', id: call.id, held: false });
      this.#note({ type: 'call-selected', id: call.id });
    });
  }

  merge(): Promise<void> {
    return this.#command(undefined, async () => {
      const { calls, activeCallId } = this.snapshot;
      const talking = calls.filter((call) => call.phase === 'active');
      const active = talking.find((call) => call.id === activeCallId);
      const others = talking.filter((call) => call !== active && !call.conference);
      const asked = others.find((call) => call.transfer?.consultationId === active?.id || active?.transfer?.consultationId === call.id);
      const other = asked ?? others.at(-1);
      if (active?.conference && !other) return;
      if (!active || !other) throw new ItError('no-such-call', { field: 'calls', value: String(talking.length), expected: 'two calls that are answered' });
      await this.#line.execute({ type: 'merge', ids: [...partiesOf(calls, active), other].map(({ id }) => id) });
    });
  }

  stopAnnouncement(id?: string): Promise<void> {
    return this.#onLive(id ?? this.snapshot.activeCallId, (call) => ({ type: 'stop-announcement', id: call.id }));
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

  async #setHold(held: boolean, id: string | undefined): Promise<void> {
    const call = this.#find(id ?? this.snapshot.activeCallId);
    if (!isLive(call)) return;
    if (!held) await this.#holdOthers(call);
    await this.#each(id === undefined ? partiesOf(this.snapshot.calls, call) : [call], (party) => ({ type: 'set-hold', id: party.id, held }));
    if (!held) this.#note({ type: 'call-selected', id: call.id });
  }

  /** Hold and resume happen in the order in which they were asked, although to resume one call holds another first. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#holding ? this.#holding.then(run) : run();
    const over = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#holding === over) this.#holding = undefined;
      });
    this.#holding = over;
    return turn;
  }

  /** A fact of the line's own; what other tabs tell has been dealt with there. */
  #hear(event: PhoneEvent): void {
    this.apply(event);
    if (event.type === 'call-offered') void this.#autoAnswer.rings(event.id, event.answerAfter);
    if (event.type === 'call-announced' && event.announced === 'failed') this.#around.failed(new ItError('announcement-failed', event.detail));
  }

  #completeTransfer(): Promise<void> {
    return this.#command(undefined, async () => {
      const call = this.snapshot.calls.find(({ transfer }) => transfer?.state === 'consulting');
      const consultation = call && this.snapshot.calls.find(({ id }) => id === call.transfer?.consultationId);
      if (!call?.transfer || !consultation) {
        throw new ItError('no-such-call', { field: 'transfer', value: 'none', expected: 'a consultation, by transfer(target, { consult: true })' });
      }
      if (consultation.phase === 'active') return this.#line.execute({ type: 'transfer-to', id: call.id, consultation: consultation.id });
      // Nobody has answered whose dialog could be handed over (RFC 5589 section 7.3): the target is rung again, for the waiting party.
      await this.#line.execute({ type: 'hang-up', id: consultation.id });
      await new Promise((resolve) => setTimeout(resolve, CANCEL_SETTLES_MS));
      await this.#line.execute({ type: 'transfer', id: call.id, target: call.transfer.target.number });
    });
  }

  async #dial(target: string, { name, announcement }: DialOptions = {}, consults?: string): Promise<string> {
    const address = announcement === undefined ? {} : { announcement: announcementAddress(announcement) };
    const { state, reason } = this.snapshot.line;
    // Why the server cannot be reached is the line's to tell; the call fails because it cannot.
    if (state !== 'registered') throw new ItError(state === 'lost' ? 'line-offline' : (reason ?? 'line-offline'));
    await this.#holdOthers(undefined);
    const id = this.#around.newId();
    const peer = { number: target, ...(name && { name }) };
    await this.#line.execute({ type: 'dial', id, target, peer, ...(consults !== undefined && { consults }), ...address });
    return id;
  }

  /** The call of that id; without one, every party of the active conversation. */
  #onParties(id: string | undefined, toCommand: (call: Call) => LineCommand): Promise<void> {
    return this.#command(id, () => {
      const call = this.#find(id ?? this.snapshot.activeCallId);
      return this.#each(id === undefined ? partiesOf(this.snapshot.calls, call) : [call], toCommand);
    });
  }

  async #each(calls: readonly Call[], toCommand: (call: Call) => LineCommand): Promise<void> {
    await Promise.all(calls.filter(isLive).map((call) => this.#line.execute(toCommand(call))));
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

  /** One agent is in one conversation: every talking call outside of it goes on hold before `of` is worked on. */
  async #holdOthers(of: Call | undefined): Promise<void> {
    const together = of ? partiesOf(this.snapshot.calls, of) : [];
    const talking = this.snapshot.calls.filter((call) => !together.includes(call) && call.phase === 'active' && !call.hold.local);
    await this.#each(talking, (call) => ({ type: 'set-hold', id: call.id, held: true }));
  }
}
