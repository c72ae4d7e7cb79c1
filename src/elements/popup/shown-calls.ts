import type { ContactsSnapshot } from '../../contacts/contacts-state.js';
import type { Call } from '../../phone/call.js';
import type { PhoneSnapshot } from '../../phone/phone-state.js';
import { wentUnanswered } from '../../phone/call.js';

/** How long a call that rang and was not answered here still says where it went, ms. */
export const SAID_FOR = 10_000;

/** More cards than a window has room for are not drawn: a burst of documents must not stop the page. */
const MOST_SHOWN = 20;

export interface ShownCall {
  readonly call: Call;
  /** `rings` wants an answer · `talks` has a contact to show (of a desk phone also while it is being called) · `over` says where it went */
  readonly as: 'rings' | 'talks' | 'over';
  /** Rings on a hardware phone: it is answered there. */
  readonly desk: boolean;
}

/** Which calls the pop-up shows, those of this phone first; `hidden` holds the ids that were dismissed. */
export function shownCalls(phone: PhoneSnapshot, contacts: ContactsSnapshot | undefined, hidden: ReadonlySet<string>, now: number): readonly ShownCall[] {
  const talks = (call: Call, desk: boolean): ShownCall[] => (desk || call.id === phone.activeCallId ? [{ call, as: 'talks', desk }] : []);
  const seen =
    (desk: boolean) =>
    (call: Call): ShownCall[] => {
      if (hidden.has(call.id)) return [];
      if (call.direction === 'out') return call.phase === 'active' || (desk && call.phase !== 'ended') ? talks(call, desk) : [];
      if (call.phase === 'ringing' || call.phase === 'answering') return [{ call, as: 'rings', desk }];
      if (call.phase === 'active') return talks(call, desk);
      return wentUnanswered(call) && now - (call.endedAt ?? 0) < SAID_FOR ? [{ call, as: 'over', desk }] : [];
    };
  return [...phone.calls.flatMap(seen(false)), ...(contacts?.deskCalls ?? []).flatMap(seen(true))].slice(0, MOST_SHOWN);
}
