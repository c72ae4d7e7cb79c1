import type { Readable } from '../store.js';
import type { AgentSnapshot } from './agent-state.js';

const AUTO_WORK = 7;
/** Left of 自動ワーク when the agent hears that calls come again, ms. */
const HEARD_BEFORE_MS = 5_000;

/** Surroundings of {@link followAutoWork}. */
export interface AutoWorkTimer {
  readonly now: () => number;
  /** Runs once after `ms`; returns its cancel. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/**
 * Calls `nearlyOver` once, 5 s before each 自動ワーク ends by the server's clock; not for one that the server gives no end, nor for one that is noticed later
 * than that, as after a reload. Returns its stop.
 */
export function followAutoWork(agent: Readable<AgentSnapshot>, nearlyOver: () => void, { now, after }: AutoWorkTimer): () => void {
  let known: number | undefined;
  let cancel = (): void => undefined;
  const hear = ({ code, autoWorkEndsAt, clockOffset = 0 }: AgentSnapshot): void => {
    const endsAt = code === AUTO_WORK && autoWorkEndsAt !== undefined ? autoWorkEndsAt + clockOffset : undefined;
    if (endsAt === known) return;
    known = endsAt;
    cancel();
    cancel = () => undefined;
    if (endsAt === undefined) return;
    const left = endsAt - HEARD_BEFORE_MS - now();
    if (left > 0) cancel = after(left, nearlyOver);
  };
  const stop = agent.subscribe(hear);
  hear(agent.snapshot);
  return () => {
    stop();
    cancel();
  };
}
