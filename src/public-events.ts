import type { AgentSnapshot } from './agent/agent-state.js';
import type { ChatMessage } from './chat/conversation.js';
import { ItError, type ErrorCode } from './it-error.js';
import type { Call } from './phone/call.js';
import { same, type LineStatus, type PhoneSnapshot } from './phone/phone-state.js';

/** Every public event and its detail; all bubble and are composed. `it-contact-pop` is cancelable: cancel it to show the contact yourself. */
export interface ItEventDetails {
  'it-ready': { version: string };
  'it-line-change': { line: LineStatus };
  'it-call-incoming': { call: Call };
  'it-call-change': { call: Call };
  'it-call-ended': { call: Call };
  'it-call-quality': { call: Call };
  'it-agent-status-change': { code: number; since: number; requested?: number };
  'it-contact-pop': { call: Call; number: string; url?: string };
  'it-chat-message': { chatId: string; message: ChatMessage };
  'it-config-needed': undefined;
  'it-error': { error: ItError };
}

export type ItEventName = keyof ItEventDetails;
export type ItEvent = { [Name in ItEventName]: { name: Name; detail: ItEventDetails[Name] } }[ItEventName];

declare global {
  interface HTMLElementEventMap extends Record<never, never> {
    'it-ready': CustomEvent<ItEventDetails['it-ready']>;
    'it-line-change': CustomEvent<ItEventDetails['it-line-change']>;
    'it-call-incoming': CustomEvent<ItEventDetails['it-call-incoming']>;
    'it-call-change': CustomEvent<ItEventDetails['it-call-change']>;
    'it-call-ended': CustomEvent<ItEventDetails['it-call-ended']>;
    'it-call-quality': CustomEvent<ItEventDetails['it-call-quality']>;
    'it-agent-status-change': CustomEvent<ItEventDetails['it-agent-status-change']>;
    'it-contact-pop': CustomEvent<ItEventDetails['it-contact-pop']>;
    'it-chat-message': CustomEvent<ItEventDetails['it-chat-message']>;
    'it-config-needed': CustomEvent<ItEventDetails['it-config-needed']>;
    'it-error': CustomEvent<ItEventDetails['it-error']>;
  }
}

/** What the host is told when one snapshot of the phone follows another. */
export function phoneEvents(before: PhoneSnapshot, after: PhoneSnapshot): ItEvent[] {
  const events: ItEvent[] = [];
  if (after.line !== before.line) {
    events.push({ name: 'it-line-change', detail: { line: after.line } });
    if (after.line.state === 'refused' || after.line.state === 'off') events.push(...errorEvents(before.line.reason, after.line.reason));
  }
  for (const call of after.calls) {
    const known = before.calls.find((candidate) => candidate.id === call.id);
    if (known === call) continue;
    if (known && onlyMeasured(known, call)) {
      const { quality: was } = known;
      const { quality: is } = call;
      if (was?.verdict !== is?.verdict || was?.issue !== is?.issue) events.push({ name: 'it-call-quality', detail: { call } });
      continue;
    }
    const fresh = !known && call.direction === 'in' ? 'it-call-incoming' : 'it-call-change';
    events.push({ name: call.phase === 'ended' ? 'it-call-ended' : fresh, detail: { call } });
  }
  return events;
}

/** Numbers come every few seconds: they are no change of the call. */
function onlyMeasured({ quality: _was, ...before }: Call, { quality: _is, ...after }: Call): boolean {
  return same(before, after);
}

/** What the host is told when one snapshot of the agent follows another. */
export function agentEvents(before: AgentSnapshot, after: AgentSnapshot): ItEvent[] {
  const events = errorEvents(before.absent, after.absent);
  const { code, since = 0, requested } = after;
  if (code !== undefined && (code !== before.code || after.since !== before.since || requested !== before.requested)) {
    events.push({ name: 'it-agent-status-change', detail: { code, since, ...(requested !== undefined && { requested }) } });
  }
  return events;
}

function errorEvents(before: ErrorCode | undefined, after: ErrorCode | undefined): ItEvent[] {
  return after === undefined || after === before ? [] : [{ name: 'it-error', detail: { error: new ItError(after) } }];
}
