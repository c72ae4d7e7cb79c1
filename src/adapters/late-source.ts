import type { AgentFeed } from '../agent/agent-feed.js';
import type { CallEventFeed } from '../contacts/call-event-feed.js';

/** Both feeds of one data source. */
export interface DataSource {
  readonly agentFeed: AgentFeed;
  readonly callEventFeed: CallEventFeed;
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
  };
}

function whenLoaded(loading: Promise<DataSource>, start: (source: DataSource) => () => void, missing: () => void): () => void {
  let stopped = false;
  let stop: () => void = () => undefined;
  loading.then((source) => {
    if (!stopped) stop = start(source);
  }, missing);
  return () => {
    stopped = true;
    stop();
  };
}
