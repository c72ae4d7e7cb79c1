import { isLive, type Call } from '../../phone/call.js';
import type { DialogRecord, InviteRecord, RecoveredCall } from './recovered-call.js';

/** How long a record is worth anything, ms: by then Asterisk has given up a phone that sends nothing (`rtp_timeout=30`). */
export const EXPIRES_MS = 30_000;

/** What is read back must be what was written: the form's own version. */
const FORM = 1;

/** Of calls that somebody may go on with. */
const PHASES: ReadonlySet<unknown> = new Set<Call['phase']>(['dialing', 'ringing', 'active']);

/**
 * Live calls in the origin's storage, for the next page or tab: what takes a call over and what the display needs until the data source says more.
 * No password and no name is in it. It is gone when the calls are over and after a sign-out.
 */
export class CallRecords {
  readonly #key: string;
  readonly #now: () => number;
  #written = '';

  constructor(key: string, now: () => number) {
    this.#key = `${key} calls`;
    this.#now = now;
  }

  /** `dialogOf` as {@link RecoverableLine.dialogOf}; a call without a dialog cannot be gone on with. */
  write(calls: readonly Call[], dialogOf: (id: string) => DialogRecord | undefined): void {
    const records = calls.filter(isLive).flatMap((call) => {
      const dialog = dialogOf(call.id);
      return dialog ? [{ call: asRecorded(call), dialog }] : [];
    });
    if (records.length === 0) {
      this.clear();
      return;
    }
    this.#written = JSON.stringify({ form: FORM, expires: this.#now() + EXPIRES_MS, records });
    try {
      localStorage.setItem(this.#key, this.#written);
    } catch {
      // Storage is closed to this page or full: its calls end with it.
    }
  }

  clear(): void {
    if (this.#written === '') return;
    this.#written = '';
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // As above: nothing was written.
    }
  }

  /** Records that somebody may still go on with; what is old or not ours is left alone. */
  read(): RecoveredCall[] {
    try {
      const stored = localStorage.getItem(this.#key);
      this.#written = stored ?? '';
      const { form, expires, records } = JSON.parse(stored ?? 'null') as { form?: unknown; expires?: unknown; records?: unknown };
      if (form !== FORM || typeof expires !== 'number' || expires < this.#now() || !Array.isArray(records)) return [];
      return records.filter(isRecoveredCall);
    } catch {
      return [];
    }
  }
}

/** An answer or a transfer that was under way ends with its page: the call rings on, or is talked in. */
function asRecorded({ transfer: _transfer, ...call }: Call): Call {
  return { ...call, peer: { number: call.peer.number }, phase: call.phase === 'answering' ? 'ringing' : call.phase };
}

function isRecoveredCall(value: unknown): value is RecoveredCall {
  if (!isRecord(value)) return false;
  const { call, dialog } = value;
  return isCall(call) && isDialog(dialog);
}

function isCall(call: unknown): call is Call {
  if (!isRecord(call) || !isRecord(call['peer']) || !isRecord(call['hold'])) return false;
  return (
    areText([call['id'], call['peer']['number']]) &&
    (call['direction'] === 'in' || call['direction'] === 'out') &&
    PHASES.has(call['phase']) &&
    areFlags([call['muted'], call['hold']['local'], call['hold']['remote']]) &&
    typeof call['startedAt'] === 'number'
  );
}

function isDialog(dialog: unknown): dialog is DialogRecord {
  return isRecord(dialog) && areText([dialog['callId'], dialog['localTag']]) && (dialog['invite'] === undefined || isInvite(dialog['invite']));
}

function isInvite(invite: unknown): invite is InviteRecord {
  if (!isRecord(invite) || !Array.isArray(invite['via'])) return false;
  return areText([invite['target'], invite['from'], invite['to'], ...(invite['via'] as unknown[])]) && typeof invite['cseq'] === 'number';
}

function areText(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

function areFlags(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'boolean');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
