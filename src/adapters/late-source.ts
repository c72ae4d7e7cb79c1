import type { AgentFeed } from '../agent/agent-feed.js';
import type { CallEventFeed } from '../contacts/call-event-feed.js';
import type { CallHistoryFeed, OpenHistory } from '../contacts/call-history-feed.js';

/** The feeds of one data source. */
export interface DataSource {
  readonly agentFeed: AgentFeed;
  readonly callEventFeed: CallEventFeed;
  readonly historyFeed: CallHistoryFeed;
}

/** A data source whose code is still loading: the line registers meanwhile. Code that does not load is a source that is not there. */
export function lateSource(loading: Promise<DataSource>): DataSource {
  return {
    agentFeed: {
      start: (apply) =>
        whenLoaded(
          loading,
          ({ agentFeed }) => agentFeed.start(apply),
          () => apply({ type: 'agent-absent', reason: 'no-data-source' }),
        ),
      requestStatus: async (code) => (await loading).agentFeed.requestStatus(code),
    },
    callEventFeed: {
      start: (listener) =>
        whenLoaded(
          loading,
          ({ callEventFeed }) => callEventFeed.start(listener),
          () => listener.absent('no-data-source'),
        ),
    },
    historyFeed: {
      open: (listener) => {
        let opened: OpenHistory | undefined;
        const close = whenLoaded(
          loading,
          ({ historyFeed }) => {
            opened = historyFeed.open(listener);
            return () => opened?.close();
          },
          () => listener.absent('no-data-source'),
        );
        return { older: async () => opened?.older(), close };
      },
    },
  };
}

/** Starts what is still loading once it is there, unless it was stopped before; `missing` when it does not load. Returns the stop. */
export function whenLoaded<T>(loading: Promise<T>, start: (loaded: T) => () => void, missing: () => void): () => void {
  let stopped = false;
  let stop: () => void = () => undefined;
  loading.then((loaded) => {
    if (!stopped) stop = start(loaded);
  }, missing);
  return () => {
    stopped = true;
    stop();
  };
}
