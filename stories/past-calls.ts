import type { CallEvent } from '../src/contacts/call-event.js';

/** A call of the history, which a customer made to a queue and talked in for 65 s from its fifth second on, with what differs. */
export function pastCall(linkedId: string, startedAt: number, change: Partial<CallEvent> = {}): CallEvent {
  return {
    linkedId,
    direction: 'in',
    kind: 'acd',
    caller: { number: '09012345678', name: '山田太郎' },
    called: { number: '700' },
    groupCode: 'G01',
    groupName: 'ご注文窓口',
    extensions: ['1001'],
    callIds: [],
    state: 'ended',
    startedAt,
    answeredAt: startedAt + 5_000,
    endedAt: startedAt + 70_000,
    cause: 16,
    ...change,
  };
}

/** The same, as it is when nobody answers. */
export function neverAnswered({ answeredAt: _answeredAt, ...call }: CallEvent): CallEvent {
  return call;
}
