import type { ErrorCode } from '../it-error.js';
import type { CallEvent } from './call-event.js';
import { mergeCallEvent } from './known-calls.js';

export interface CallHistorySnapshot {
  /** Newest first. */
  readonly calls: readonly CallEvent[];
  /** Older calls can be asked for. */
  readonly more: boolean;
  readonly loading: boolean;
  readonly absent?: ErrorCode;
}

export type CallHistoryEvent =
  | { type: 'history-opened' }
  | { type: 'history-closed' }
  | { type: 'page-asked' }
  | { type: 'page-read'; calls: readonly CallEvent[]; more: boolean }
  | { type: 'page-failed' }
  | { type: 'calls-changed'; calls: readonly CallEvent[] }
  | { type: 'history-absent'; reason: ErrorCode };

export const NO_HISTORY: CallHistorySnapshot = { calls: [], more: false, loading: false };

/** Pure reducer of the call history. */
export function reduceCallHistory(state: CallHistorySnapshot, event: CallHistoryEvent): CallHistorySnapshot {
  switch (event.type) {
    case 'history-opened':
      return { ...NO_HISTORY, loading: true };
    case 'history-closed':
      return NO_HISTORY;
    case 'page-asked':
      return { ...state, loading: true };
    case 'page-read':
      return { calls: take(state.calls, event.calls), more: event.more, loading: false };
    case 'page-failed':
      return { ...state, loading: false };
    case 'calls-changed': {
      const calls = take(state.calls, event.calls);
      return calls === state.calls ? state : { ...state, calls };
    }
    case 'history-absent':
      return { ...NO_HISTORY, absent: event.reason };
  }
}

/** The same list when nothing of it is news. */
function take(known: readonly CallEvent[], told: readonly CallEvent[]): readonly CallEvent[] {
  const news = new Map(told.map((call) => [call.linkedId, call]));
  let changed = false;
  const kept = known.map((call) => {
    const later = news.get(call.linkedId);
    if (!later) return call;
    news.delete(call.linkedId);
    const next = mergeCallEvent(call, later);
    changed ||= next !== call;
    return next;
  });
  if (news.size === 0) return changed ? kept : known;
  return [...news.values(), ...kept].sort((a, b) => b.startedAt - a.startedAt || (a.linkedId < b.linkedId ? 1 : -1));
}
