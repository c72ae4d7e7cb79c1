import { useSyncExternalStore } from 'react';
import type { Call } from '../../src/index.js';

let log: readonly Call[] = [];
const listeners = new Set<() => void>();

/** The provider's `logCall`: every call that ended, newest first, for as long as the page lives. */
export function logCall(call: Call): Promise<void> {
  log = [call, ...log];
  for (const listener of listeners) listener();
  return Promise.resolve();
}

/** The calls logged so far with this number. */
export function useCallLog(number: string): readonly Call[] {
  const all = useSyncExternalStore(subscribe, () => log);
  return all.filter((call) => call.peer.number === number);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
