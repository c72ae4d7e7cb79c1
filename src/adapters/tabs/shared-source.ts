import type { AgentFeed } from '../../agent/agent-feed.js';
import type { AgentEvent } from '../../agent/agent-state.js';
import type { ChoosableCode } from '../../agent/status-code.js';
import type { CallEvent } from '../../contacts/call-event.js';
import type { CallEventFeed } from '../../contacts/call-event-feed.js';
import type { ErrorCode } from '../../it-error.js';
import type { DataSource } from '../late-source.js';
import type { TabGroup } from './tab-group.js';
import { whileOwner } from './while-owner.js';

/** As many of the agent's calls as a source tells a newcomer. */
const CALLS_KEPT = 20;

/** One set of listeners for all tabs: they run in the owner, and what they hear goes to the others. */
export function sharedSource(group: TabGroup, source: DataSource): DataSource {
  return { ...source, agentFeed: shareAgentFeed(group, source.agentFeed), callEventFeed: shareCallEventFeed(group, source.callEventFeed) };
}

function shareAgentFeed(group: TabGroup, feed: AgentFeed): AgentFeed {
  const topic = group.topic('agent');
  return {
    start: (apply) => {
      // What a newcomer has to know: the agent's facts, and what has become of their source since.
      let read: AgentEvent | undefined;
      let since: AgentEvent | undefined;
      const hear = (event: AgentEvent): void => {
        if (event.type === 'agent-read') read = event;
        since = event.type === 'agent-read' ? undefined : event;
        apply(event);
      };
      const stops = [
        topic.onTold((event) => hear(event as AgentEvent)),
        topic.onArrival(() => [read, since].filter((event) => event !== undefined)),
        topic.serve((code) => feed.requestStatus(code as ChoosableCode | null)),
        whileOwner(group, () =>
          feed.start((event) => {
            hear(event);
            topic.publish(event);
          }),
        ),
      ];
      return () => stops.forEach((stop) => stop());
    },
    requestStatus: async (code) => {
      await topic.ask(code);
    },
  };
}

type CallEventFact = { readonly event: CallEvent } | { readonly absent: ErrorCode };

function shareCallEventFeed(group: TabGroup, feed: CallEventFeed): CallEventFeed {
  const topic = group.topic('call-events');
  return {
    start: (listener) => {
      const known = new Map<string, CallEventFact>();
      const hear = (fact: CallEventFact): void => {
        const key = 'event' in fact ? fact.event.linkedId : '';
        // Put at the end: the oldest that nothing was heard of goes first.
        known.delete(key);
        known.set(key, fact);
        if (known.size > CALLS_KEPT) known.delete(known.keys().next().value ?? '');
        if ('event' in fact) listener.callEvent(fact.event);
        else listener.absent(fact.absent);
      };
      const tell = (fact: CallEventFact): void => {
        hear(fact);
        topic.publish(fact);
      };
      const stops = [
        topic.onTold((fact) => hear(fact as CallEventFact)),
        topic.onArrival(() => [...known.values()]),
        whileOwner(group, () => feed.start({ ...listener, callEvent: (event) => tell({ event }), absent: (absent) => tell({ absent }) })),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}
