import { ItError, type ErrorCode } from '../it-error.js';
import type { AgentFeed } from './agent-feed.js';

/** The feed of an account without an agent status: says why. */
export function absentAgentFeed(reason: ErrorCode): AgentFeed {
  return {
    start: (apply) => {
      apply({ type: 'agent-absent', reason });
      return () => undefined;
    },
    requestStatus: () => Promise.reject(new ItError(reason)),
  };
}
