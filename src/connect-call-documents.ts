import type { CallEvent } from './contacts/call-event.js';
import type { CallEventFeed } from './contacts/call-event-feed.js';
import type { PhoneStore } from './phone/phone.js';

/** A call's document also tells the phone what SIP could not: linkedId, kind, group, queue. */
export function describing(feed: CallEventFeed, phone: PhoneStore, heard: (event: CallEvent) => void): CallEventFeed {
  return {
    start: (listener) =>
      feed.start({
        ...listener,
        callEvent: (event) => {
          const { linkedId, callIds, kind, groupCode, queue } = event;
          phone.apply({
            type: 'call-described',
            linkedId,
            sipCallIds: callIds,
            kind,
            ...(typeof groupCode === 'string' && { groupCode }),
            ...(queue !== undefined && { queue }),
          });
          heard(event);
          listener.callEvent(event);
        },
      }),
  };
}
