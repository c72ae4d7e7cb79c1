import type { ErrorCode } from '../it-error.js';
import type { CallHistoryFeed } from './call-history-feed.js';

/** The feed of an account without call history: says why. */
export function absentHistoryFeed(reason: ErrorCode): CallHistoryFeed {
  return {
    open: ({ absent }) => {
      absent(reason);
      return { older: () => Promise.resolve(), close: () => undefined };
    },
  };
}
