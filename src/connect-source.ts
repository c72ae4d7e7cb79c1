import { absentAgentFeed } from './agent/absent-agent-feed.js';
import { lateSource, type DataSource } from './adapters/late-source.js';
import type { LiveStream } from './adapters/live/live-stream.js';
import type { Capabilities, ItConfig } from './config/config.js';
import { absentHistoryFeed } from './contacts/absent-history-feed.js';

/** The part of the composition root that chooses where an account's data comes from; `stream` where `config.live` is set. */
export function connectSource(config: ItConfig, capabilities: Capabilities, stream: Promise<LiveStream> | undefined): DataSource {
  const { contract, agent, sip, firebase } = config;
  const { customerId } = contract;
  if (!capabilities.status && stream) {
    return lateSource(Promise.all([import('./adapters/live/live-source.js'), stream]).then(([{ LiveSource }, opened]) => new LiveSource(opened)));
  }
  if (!capabilities.status && firebase && customerId !== undefined) {
    return lateSource(
      import('./adapters/firestore/firestore-source.js').then(
        ({ FirestoreSource }) => new FirestoreSource(firebase, { customerId, agentId: agent.id, extension: sip?.extension, groupCodes: agent.groupCodes }),
      ),
    );
  }
  const reason = capabilities.status ?? 'no-data-source';
  return {
    agentFeed: absentAgentFeed(reason),
    callEventFeed: { start: ({ absent }) => (absent(reason), () => undefined) },
    historyFeed: absentHistoryFeed(reason),
  };
}
