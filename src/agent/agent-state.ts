import type { ErrorCode } from '../it-error.js';

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
  readonly requested?: number;
  readonly refused?: Refusal;
  readonly extension?: string;
}

/** The server is the truth: `code` is what it says, `requested` what was asked and is not confirmed. */
export interface AgentSnapshot {
  readonly code?: number;
  readonly since?: number;
  readonly chosen?: number;
  readonly reason?: string;
  readonly requested?: number;
  readonly refused?: Refusal;
  readonly extension?: string;
  /** Why there is no status at all (tenant-not-allowed, no-telephony, no-data-source, data-denied). */
  readonly absent?: ErrorCode;
  /** True while the data source is out of reach: what is shown may be old. */
  readonly stale?: boolean;
}

export type AgentEvent =
  | { type: 'agent-read'; facts: AgentFacts }
  | { type: 'agent-absent'; reason: ErrorCode }
  | { type: 'agent-source-lost' }
  /** Ours: the menu was used, nothing is confirmed. */
  | { type: 'status-requested'; code: number }
  | { type: 'status-request-failed'; code: number };

export const AGENT_UNKNOWN: AgentSnapshot = {};

/** Pure reducer of the agent's status. */
export function reduceAgent(state: AgentSnapshot, event: AgentEvent): AgentSnapshot {
  switch (event.type) {
    case 'agent-read':
      return sameFacts(state, event.facts) ? state : { ...event.facts };
    case 'agent-absent':
      return state.absent === event.reason ? state : { absent: event.reason };
    case 'agent-source-lost':
      return state.stale ? state : { ...state, stale: true };
    case 'status-requested':
      return state.requested === event.code ? state : { ...state, requested: event.code };
    case 'status-request-failed': {
      if (state.requested !== event.code) return state;
      const { requested: _requested, ...rest } = state;
      return rest;
    }
  }
}

function sameFacts(state: AgentSnapshot, facts: AgentFacts): boolean {
  return JSON.stringify(Object.entries(state).sort()) === JSON.stringify(Object.entries(facts).sort());
}
