/** The document of a call to queue 700 that rings at 1001, as ami-manager writes it, with the fields that differ. */
export function ringingCall(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    direction: 'in',
    kind: 'acd',
    caller: { number: '09012345678', name: '' },
    called: { number: '700', name: '' },
    groupCode: 'G01',
    groupName: 'グループ01',
    queue: '700',
    extensions: ['1001'],
    callIds: [],
    state: 'ringing',
    startedAt: new Date(),
    answeredAt: null,
    endedAt: null,
    answeredBy: null,
    cause: null,
    ...change,
  };
}

/** The same, answered by 1001. */
export function answeredCall(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return ringingCall({ state: 'answered', answeredAt: new Date(), answeredBy: '1001', ...change });
}
