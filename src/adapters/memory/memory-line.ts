import { ItError, type ErrorCode } from '../../it-error.js';
import type { CallEnd, CallKind, Peer } from '../../phone/call.js';
import type { DeviceKind, Line, LineCommand, LineListener } from '../../phone/line.js';
import type { LineState, PhoneEvent } from '../../phone/phone-state.js';

/** A call that the far end makes. */
export interface Ring {
  readonly peer: Peer;
  readonly kind?: CallKind;
  readonly queue?: string;
  readonly groupCode?: string;
  readonly linkedId?: string;
  /** The INVITE asks to be answered after so many seconds. */
  readonly answerAfter?: number;
  /** Epoch ms; now by default. */
  readonly at?: number;
}

/**
 * A line in memory whose far end and microphone follow a script: for unit tests and stories. Commands are confirmed at once,
 * outgoing calls wait for {@link farRings} and {@link farAnswers}.
 */
export class MemoryLine implements Line {
  /** Every command so far, in order. */
  readonly commands: LineCommand[] = [];
  /** A code: dial and answer reject with it, as without a microphone. */
  microphone: 'microphone-denied' | 'microphone-missing' | undefined;
  /** True: the far end refuses hold. */
  refusesHold = false;
  /** Why the target of a transfer does not take it. */
  targetRefuses: CallEnd | undefined;
  /** True: transfers wait for {@link settleTransfer}. */
  targetLetsWait = false;
  /** Hears of the devices that are chosen. */
  chosen: (device: DeviceKind, deviceId: string) => void = () => undefined;
  /** True: a colleague is faster than our answer. */
  answersTooLate = false;
  readonly #now: () => number;
  #listener: LineListener | undefined;
  #rings = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  start(listener: LineListener): () => void {
    this.#listener = listener;
    this.becomes('connecting');
    this.becomes('registered');
    return () => (this.#listener = undefined);
  }

  /** The line changes by itself. */
  becomes(state: LineState, reason?: ErrorCode, server?: string): void {
    this.#tell({ type: 'line-changed', state, at: this.#now(), ...(reason && { reason }), ...(server && { server }) });
  }

  /** The far end calls; returns the call's id, or undefined when it may not ring here (486). */
  rings({ peer, kind = 'external', at = this.#now(), ...known }: Ring): string | undefined {
    if (!this.#listener?.admits({ peer, kind })) return undefined;
    const id = `ring-${++this.#rings}`;
    this.#tell({ type: 'call-offered', id, peer, kind, sipCallId: `sip-${id}`, at, ...known });
    return id;
  }

  /** 180 Ringing for an outgoing call, or 183 with the far end's own tone or announcement. */
  farRings(id: string, earlyMedia = false): void {
    this.#tell({ type: 'call-progressed', id, earlyMedia });
  }

  farAnswers(id: string, at = this.#now()): void {
    this.#tell({ type: 'call-connected', id, at });
  }

  farHolds(id: string, held: boolean): void {
    this.#tell({ type: 'call-held', id, side: 'remote', held });
  }

  /** The call ends, not by us. */
  ends(id: string, end: CallEnd, at = this.#now()): void {
    this.#tell({ type: 'call-ended', id, end, at });
  }

  async execute(command: LineCommand): Promise<void> {
    this.commands.push(command);
    switch (command.type) {
      case 'dial':
        if (this.microphone) throw new ItError(this.microphone);
        return this.#tell({
          type: 'call-dialed',
          id: command.id,
          peer: command.peer,
          sipCallId: `sip-${command.id}`,
          at: this.#now(),
          ...(command.consults !== undefined && { consults: command.consults }),
        });
      case 'answer':
        return this.#answer(command.id);
      case 'reject':
        return this.ends(command.id, { reason: 'rejected', side: 'local', code: 486 });
      case 'hang-up':
        return this.ends(command.id, { reason: 'hung-up', side: 'local' });
      case 'set-hold':
        if (this.refusesHold) throw new ItError('hold-refused');
        return this.#tell({ type: 'call-held', id: command.id, side: 'local', held: command.held });
      case 'set-muted':
        return this.#tell({ type: 'call-muted', id: command.id, muted: command.muted });
      case 'transfer':
        this.#tell({ type: 'transfer-started', id: command.id, target: { number: command.target } });
        return this.#transferred(command.id);
      case 'transfer-to':
        this.#tell({ type: 'transfer-started', id: command.id });
        return this.#transferred(command.id, command.consultation);
      case 'merge':
        for (const id of command.ids) this.#tell({ type: 'call-held', id, side: 'local', held: false });
        return this.#tell({ type: 'calls-merged', ids: command.ids });
      case 'claim':
        return this.becomes('registered');
      case 'set-device':
        return this.chosen(command.device, command.deviceId);
      case 'stop-announcement':
        return this.#tell({ type: 'call-announced', id: command.id, announced: 'stopped', at: this.#now() });
      case 'caller-gone':
      case 'send-tones':
        return undefined;
    }
  }

  /** The target of a transfer rings. */
  targetRings(id: string): void {
    this.#tell({ type: 'transfer-progressed', id });
  }

  /** How a transfer that the target lets wait comes out: undefined, it took the call. */
  settleTransfer: (refusal?: CallEnd) => void = () => undefined;

  async #transferred(id: string, consultation?: string): Promise<void> {
    const refusal = this.targetLetsWait ? await new Promise<CallEnd | undefined>((settle) => (this.settleTransfer = settle)) : this.targetRefuses;
    if (refusal) {
      this.#tell({ type: 'transfer-refused', id, refusal });
      throw new ItError('transfer-refused');
    }
    for (const over of consultation === undefined ? [id] : [id, consultation]) this.ends(over, { reason: 'transferred', side: 'local' });
  }

  close(): Promise<void> {
    this.becomes('off');
    return Promise.resolve();
  }

  #answer(id: string): void {
    if (this.microphone) {
      this.#tell({ type: 'call-answer-failed', id });
      throw new ItError(this.microphone);
    }
    if (this.answersTooLate) {
      this.ends(id, { reason: 'answered-elsewhere', side: 'remote' });
      throw new ItError('call-taken');
    }
    this.#tell({ type: 'call-connected', id, at: this.#now() });
  }

  #tell(event: PhoneEvent): void {
    this.#listener?.apply(event);
  }
}
