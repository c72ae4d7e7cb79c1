import type { ErrorCode } from '../it-error.js';
import { isCallCode } from './status-code.js';

/** The server refused a requested status. `at` is the server's clock, epoch ms: only compared with itself. */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly at: number;
}

/** What the agent's document says, already parsed. */
export interface AgentFacts {
  readonly code: number;
  /** Survives 78 to 99: the last status that was chosen (0, 1, 2, 3, 7). */
  readonly chosen?: number;
  readonly since: number;
  /** Why the server set it, e.g. a call that rang out. */
  readonly reason?: string;
  /** When the server ends 自動ワーク, where it says so: the server's clock, epoch ms. */
  readonly autoWorkEndsAt?: number;
  readonly requested?: number;
  readonly refused?: Refusal;
  readonly extension?: string;
}

/** The server is the truth: `code` is what it says, `requested` what was asked and is not confirmed. */
export interface AgentSnapshot extends Partial<AgentFacts> {
  /** The server has the wish and keeps it until the call is over. */
  readonly queued?: boolean;
  /** The wish is being taken back. */
  readonly withdrawing?: boolean;
  /** By how many ms this computer's clock is ahead of the server's, where that was noticed: add it to `since` before comparing with `Date.now()`. */
  readonly clockOffset?: number;
  /** Why there is no status at all (tenant-not-allowed, no-telephony, no-data-source, data-denied). */
  readonly absent?: ErrorCode;
  /** True while the data source is out of reach: what is shown may be old. */
  readonly stale?: boolean;
}

export type AgentEvent =
  /** The document as the server has it. */
  | { type: 'agent-read'; facts: AgentFacts; clockOffset?: number; requested?: number; withdrawing?: boolean }
  | { type: 'agent-absent'; reason: ErrorCode }
  | { type: 'agent-source-lost' }
  /** The document cannot be read: which field, and what was expected. */
  | { type: 'agent-invalid'; field: string; value: string; expected: string }
  /** Ours: the menu was used, nothing is confirmed. */
  | { type: 'status-requested'; code: number }
  | { type: 'status-request-failed'; code: number }
  /** Ours: the wish is to be taken back, nothing is confirmed. */
  | { type: 'status-withdrawn' }
  | { type: 'status-withdrawal-failed' };

export const AGENT_UNKNOWN: AgentSnapshot = {};

/** Pure reducer of the agent's status. */
export function reduceAgent(state: AgentSnapshot, event: AgentEvent): AgentSnapshot {
  switch (event.type) {
    case 'agent-read': {
      const next = read(event);
      return same(state, next) ? state : next;
    }
    case 'agent-absent':
      return state.absent === event.reason ? state : { absent: event.reason };
    case 'agent-source-lost':
      return state.stale ? state : { ...state, stale: true };
    case 'status-requested':
      return state.requested === event.code ? state : { ...without(state, 'queued', 'withdrawing'), requested: event.code };
    case 'status-request-failed':
      return state.requested === event.code ? without(state, 'requested', 'queued') : state;
    case 'status-withdrawn':
      return { ...state, withdrawing: true };
    case 'agent-invalid':
      return state;
    case 'status-withdrawal-failed':
      return state.withdrawing ? without(state, 'withdrawing') : state;
  }
}

/** `requested` of the event is this page's own wish: drawn as queued only once the document has it too. */
function read({ facts, clockOffset, requested = facts.requested, withdrawing }: Extract<AgentEvent, { type: 'agent-read' }>): AgentSnapshot {
  const queued = requested !== undefined && requested === facts.requested && isCallCode(facts.code);
  return {
    ...facts,
    ...(requested !== undefined && { requested }),
    ...(queued && { queued }),
    ...(withdrawing && { withdrawing }),
    ...(clockOffset && { clockOffset }),
  };
}

function without(state: AgentSnapshot, ...keys: readonly (keyof AgentSnapshot)[]): AgentSnapshot {
  return Object.fromEntries(Object.entries(state).filter(([key]) => !keys.includes(key as keyof AgentSnapshot)));
}

function same(a: AgentSnapshot, b: AgentSnapshot): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
