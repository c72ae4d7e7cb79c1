import type { Peer } from '../phone/call.js';
import type { CallEvent } from './call-event.js';

/** More than an agent's calls that can still be told of late. */
const KEPT = 200;

const ORDER: readonly CallEvent['state'][] = ['ringing', 'answered', 'ended'];

/**
 * What is known of each call, whichever way its documents come: twice, late, in disorder, half-filled. A call goes from ringing to answered to ended and
 * never back, and a field that was told stays until another value is told.
 */
export class KnownCalls {
  readonly #calls = new Map<string, CallEvent>();

  /** What is known of a call after this document; undefined: nothing that was not known before. */
  take(event: CallEvent): CallEvent | undefined {
    const known = this.#calls.get(event.linkedId);
    const next = known ? mergeCallEvent(known, event) : event;
    if (next === known) return undefined;
    this.#calls.set(event.linkedId, next);
    if (this.#calls.size > KEPT) this.#forgetOne();
    return next;
  }

  all(): readonly CallEvent[] {
    return [...this.#calls.values()];
  }

  #forgetOne(): void {
    const oldest = [...this.#calls.values()].find(({ state }) => state === 'ended') ?? [...this.#calls.values()][0];
    if (oldest) this.#calls.delete(oldest.linkedId);
  }
}

/** `later` was told after `known`, which does not say that it happened after it. The same object when nothing is new. */
export function mergeCallEvent(known: CallEvent, later: CallEvent): CallEvent {
  const [old, young] = ORDER.indexOf(later.state) < ORDER.indexOf(known.state) ? [later, known] : [known, later];
  const { earlier: _earlier, ...facts } = { ...old, ...young };
  const next: CallEvent = {
    ...facts,
    caller: richer(old.caller, young.caller),
    called: richer(old.called, young.called),
    extensions: union(old.extensions, young.extensions),
    callIds: union(old.callIds, young.callIds),
    // A call that was there before stays so until it goes on.
    ...(known.earlier && known.state === young.state && { earlier: true }),
  };
  return sameFields(known, next) ? known : next;
}

function sameFields(a: CallEvent, b: CallEvent): boolean {
  const sorted = (event: CallEvent): string => JSON.stringify(Object.entries(event).sort());
  return sorted(a) === sorted(b);
}

function richer(old: Peer, young: Peer): Peer {
  return young.number === '' ? old : young;
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}
