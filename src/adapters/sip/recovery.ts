import type { RTCSession } from 'jssip/lib/RTCSession';
import { ItError } from '../../it-error.js';
import type { Call, CallEnd } from '../../phone/call.js';
import type { LineCommand } from '../../phone/line.js';
import type { PhoneEvent } from '../../phone/phone-state.js';
import type { CallMedia } from '../media/call-media.js';
import type { Microphone } from '../media/microphone.js';
import { EXPIRES_MS } from '../tabs/call-records.js';
import type { DialogRecord, InviteRecord, RecoveredCall } from '../tabs/recovered-call.js';
import type { Beginning } from './call-surroundings.js';
import type { SipCall } from './sip-call.js';
import { busyHere, cancelOf, replacesHeader } from './take-over.js';

/** What a recovery needs from its line. */
export interface RecoverySurroundings {
  readonly media: CallMedia;
  readonly extension: string;
  apply(event: PhoneEvent): void;
  now(): number;
  /** Sends an INVITE; throws what JsSIP throws. */
  invite(target: string, microphone: Microphone, extraHeaders: readonly string[]): RTCSession;
  /** Makes a session one of the line's calls. */
  follow(id: string, session: RTCSession, microphone: Microphone | undefined, beginning: Beginning): SipCall;
  /** Puts a message on the socket as it is. */
  send(message: string): void;
}

/** A ringing call of an earlier page rings on for this long at most, ms: nothing tells a page without its dialog that the caller gave up, but the data source. */
const RINGS_ON_MS = 60_000;

const GONE: CallEnd = { reason: 'hung-up', side: 'remote' };
const LOST: CallEnd = { reason: 'network-lost', side: 'network' };

interface Recovering extends RecoveredCall {
  /** Open, or opening, for the next INVITE. */
  microphone: Promise<Microphone> | undefined;
  readonly limit: ReturnType<typeof setTimeout>;
  /** Commands that wait until the call is ours. */
  readonly taken: Promise<void>;
  settle(): void;
  /** An INVITE for it is under way. */
  busy: boolean;
}

/**
 * Goes on with calls of an earlier page, or of another tab, as soon as the socket is up:
 *
 *     talking            INVITE with Replaces (RFC 3891); it stays talking, held and muted as it was
 *     ringing here       rings on; answered by a directed pick-up (`*8<extension>`, see README "Asterisk")
 *     dialling           cannot be replaced (RFC 3891 section 3: an early dialog only by who began it at the other side): cancelled, and dialled again
 */
export class Recovery {
  readonly #around: RecoverySurroundings;
  readonly #calls = new Map<string, Recovering>();
  #connected = false;
  #connecting: (() => void)[] = [];

  constructor(recovered: readonly RecoveredCall[], around: RecoverySurroundings) {
    this.#around = around;
    for (const entry of recovered) this.#begin(entry);
  }

  /** The socket is up: whatever is left is tried now. */
  connected(): void {
    this.#connected = true;
    for (const go of this.#connecting.splice(0)) go();
    for (const entry of [...this.#calls.values()]) {
      if (entry.call.phase === 'active') void this.#replace(entry);
      else if (entry.call.direction === 'out') void this.#dialAgain(entry);
    }
  }

  disconnected(): void {
    this.#connected = false;
  }

  /** The dialog that a further page would have to take over, while this one has none of its own that Asterisk has answered. */
  dialogOf(id: string): DialogRecord | undefined {
    return this.#calls.get(id)?.dialog;
  }

  /**
   * To be asked before a command is carried out: resolves to true when that has been done here, to false when the call is the line's own.
   * @throws ItError as {@link Line.execute} does
   */
  async settles(command: LineCommand): Promise<boolean> {
    if ('ids' in command) await Promise.all(command.ids.flatMap((id) => this.#calls.get(id)?.taken ?? []));
    const entry = 'id' in command ? this.#calls.get(command.id) : undefined;
    if (!entry) return false;
    if (!ringsHere(entry.call)) {
      await entry.taken;
      return false;
    }
    if (command.type === 'answer') await this.#pickUp(entry);
    else if (command.type === 'reject' || command.type === 'hang-up') this.#refuse(entry);
    else throw new ItError('no-such-call', { field: 'id', value: entry.call.id, expected: 'a call that is answered' });
    return true;
  }

  /** A queue rings its member anew: the same call, which has found its page. Returns the call's id. */
  claim(linkedId: string | undefined): string | undefined {
    const entry = [...this.#calls.values()].find(({ call }) => ringsHere(call) && call.linkedId !== undefined && call.linkedId === linkedId);
    if (!entry || entry.busy) return undefined;
    this.#forget(entry);
    return entry.call.id;
  }

  /** The data source says that this call is over: only it can tell while the call rings without a dialog. */
  ended(linkedId: string, end: CallEnd): void {
    for (const entry of [...this.#calls.values()]) {
      if (ringsHere(entry.call) && entry.call.linkedId === linkedId && !entry.busy) this.#end(entry, end);
    }
  }

  stop(): void {
    for (const entry of [...this.#calls.values()]) {
      this.#forget(entry);
      void entry.microphone?.then((microphone) => microphone.stop());
    }
  }

  #begin({ call, dialog }: RecoveredCall): void {
    let settle: () => void = () => undefined;
    const taken = new Promise<void>((resolve) => (settle = resolve));
    const ringing = ringsHere(call);
    const limit = setTimeout(() => this.#end(entry, ringing ? { reason: 'no-answer', side: 'local' } : LOST), ringing ? RINGS_ON_MS : EXPIRES_MS);
    // At once, so that it is open when the socket is.
    const microphone = ringing ? undefined : this.#openMicrophone(call);
    const entry: Recovering = { call, dialog, microphone, limit, taken, settle, busy: false };
    this.#calls.set(call.id, entry);
  }

  /** Without a microphone the agent still hears; the display says what is missing. */
  async #openMicrophone({ id, muted, hold }: Call): Promise<Microphone> {
    const microphone = await this.#around.media.openMicrophone().catch((thrown: unknown) => {
      this.#around.apply({ type: 'command-failed', code: ItError.from(thrown, 'microphone-missing').code, callId: id, at: this.#around.now() });
      return this.#around.media.silence();
    });
    for (const track of microphone.stream.getAudioTracks()) track.enabled = !muted && !hold.local;
    return microphone;
  }

  async #replace(entry: Recovering): Promise<void> {
    const { call, dialog } = entry;
    await this.#invite(entry, this.#around.extension, [replacesHeader(dialog)], {
      call,
      done: (sipCallId) => {
        this.#forget(entry);
        this.#replaced(call.id, sipCallId);
      },
      failed: (end) => {
        entry.busy = false;
        // The network: once it is back. Anything else is Asterisk's word that there is no such call any more.
        if (end.side !== 'network') {
          this.#end(entry, end.code === undefined || end.code === 481 || end.code === 404 ? GONE : end);
          return;
        }
        entry.microphone = this.#openMicrophone(call);
        if (this.#connected) void this.#replace(entry);
      },
    });
  }

  async #dialAgain(entry: Recovering): Promise<void> {
    const { call, dialog } = entry;
    if (hasInvite(dialog)) this.#around.send(cancelOf(dialog));
    if (await this.#invite(entry, call.peer.number, [], undefined)) this.#forget(entry);
  }

  async #pickUp(entry: Recovering): Promise<void> {
    if (entry.microphone) return entry.taken;
    const opening = this.#around.media.openMicrophone();
    entry.microphone = opening;
    try {
      await opening;
    } catch (refused) {
      entry.microphone = undefined;
      this.#around.apply({ type: 'call-answer-failed', id: entry.call.id });
      throw refused;
    }
    if (!this.#connected) await new Promise<void>((resolve) => this.#connecting.push(resolve));
    const call = await this.#invite(entry, `*8${this.#around.extension}`, [], 'pick-up');
    if (!call) throw await this.#notPickedUp(entry, opening);
    this.#forget(entry);
    await call.talking();
  }

  /** Rings on, where it has not ended meanwhile: the socket went again before the pick-up was sent. */
  async #notPickedUp(entry: Recovering, opening: Promise<Microphone>): Promise<ItError> {
    (await opening).stop();
    if (!this.#calls.has(entry.call.id)) return new ItError('no-such-call', { field: 'id', value: entry.call.id, expected: 'a call that still rings' });
    entry.microphone = undefined;
    this.#around.apply({ type: 'call-answer-failed', id: entry.call.id });
    return new ItError('line-offline');
  }

  /** Asterisk goes on to whoever comes next; it also does where it does not understand an answer by another connection. */
  #refuse(entry: Recovering): void {
    if (hasInvite(entry.dialog)) this.#around.send(busyHere(entry.dialog));
    this.#end(entry, { reason: 'rejected', side: 'local' });
  }

  async #invite(entry: Recovering, target: string, headers: readonly string[], beginning: Beginning): Promise<SipCall | undefined> {
    if (entry.busy) return undefined;
    entry.busy = true;
    const microphone = await entry.microphone;
    if (!this.#calls.has(entry.call.id) || !microphone) {
      microphone?.stop();
      return undefined;
    }
    try {
      const session = this.#around.invite(target, microphone, headers);
      const call = this.#around.follow(entry.call.id, session, microphone, beginning);
      // A talking call's own dialog counts until the new one stands: a further page would have to take that over.
      if (typeof beginning !== 'object') this.#replaced(entry.call.id, call.sipCallId);
      return call;
    } catch {
      // JsSIP refuses while its socket is down: tried again once it is up.
      entry.busy = false;
      return undefined;
    }
  }

  #replaced(id: string, sipCallId: string): void {
    this.#around.apply({ type: 'call-dialog-replaced', id, sipCallId });
  }

  #end(entry: Recovering, end: CallEnd): void {
    this.#forget(entry);
    void entry.microphone?.then((microphone) => microphone.stop());
    this.#around.apply({ type: 'call-ended', id: entry.call.id, end, at: this.#around.now() });
  }

  #forget(entry: Recovering): void {
    clearTimeout(entry.limit);
    this.#calls.delete(entry.call.id);
    entry.settle();
  }
}

function ringsHere({ direction, phase }: Call): boolean {
  return direction === 'in' && phase !== 'active';
}

function hasInvite(dialog: DialogRecord): dialog is DialogRecord & { invite: InviteRecord } {
  return dialog.invite !== undefined;
}
