/**
 * What each scenario must leave behind, on both versions of Asterisk: its calls in the order in which they began, and each agent's statuses in their order.
 * `callIds`: at least so many; the statuses that are shown for some milliseconds only, while Asterisk joins two calls, are optional.
 */

const CUSTOMER = '09012345678';
const ABSENT = { queue: null, groupName: null, groupCode: null };
const G01 = { queue: null, groupName: 'グループ01', groupCode: 'G01' };
const NOBODY = { answered: false, answeredBy: null };

const outgoing = { direction: 'out', kind: 'external', caller: '1001', called: CUSTOMER, ...G01, extensions: ['1001'], callIds: 2 };
const internal = { direction: 'out', kind: 'internal', caller: '1001', called: '1002', ...ABSENT, extensions: ['1001', '1002'], callIds: 2 };
const direct = { direction: 'in', kind: 'external', caller: CUSTOMER, called: '1001', ...G01, extensions: ['1001'], callIds: 2 };
const acd = { direction: 'in', kind: 'acd', caller: CUSTOMER, called: '700', ...G01, queue: '700', extensions: ['1001', '1002', '1900'], callIds: 4 };
const answered = (answeredBy) => ({ answered: true, answeredBy, cause: 16 });

export const EXPECTED = {
  'outgoing answered': { calls: [{ ...outgoing, ...answered(CUSTOMER) }], statuses: { 1001: /^78 79 0$/ } },
  'outgoing cancelled': { calls: [{ ...outgoing, ...NOBODY, cause: 16 }], statuses: { 1001: /^78 0$/ } },
  'outgoing busy': { calls: [{ ...outgoing, ...NOBODY, cause: 17 }], statuses: { 1001: /^78 0$/ } },
  'outgoing to a service': { calls: [{ ...outgoing, called: '600', callIds: 1, ...answered(null) }], statuses: { 1001: /^(78 )?79 0$/ } },
  'internal answered': { calls: [{ ...internal, ...answered('1002') }], statuses: { 1001: /^78 79 0$/, 1002: /^88 89 0$/ } },
  'internal missed': { calls: [{ ...internal, ...NOBODY, cause: 16 }], statuses: { 1001: /^78 0$/, 1002: /^88 0$/ } },
  'internal rejected': { calls: [{ ...internal, ...NOBODY, cause: 17 }], statuses: { 1001: /^78 0$/, 1002: /^88 0$/ } },
  'direct answered': { calls: [{ ...direct, ...answered('1001') }], statuses: { 1001: /^88 89 0$/ } },
  'direct missed': { calls: [{ ...direct, ...NOBODY, cause: 16 }], statuses: { 1001: /^88 0$/ } },
  'direct rejected': { calls: [{ ...direct, ...NOBODY, cause: 17 }], statuses: { 1001: /^88 0$/ } },
  'direct rung out': { calls: [{ ...direct, name: '山田太郎', callIds: 0, ...NOBODY, cause: 19 }], statuses: { 1001: /^88 3$/ } },
  'direct from a trunk': { calls: [{ ...direct, name: '山田太郎', callIds: 1, ...answered('1001') }], statuses: { 1001: /^88 89 0$/ } },
  'queue answered, caller hangs up': { calls: [{ ...acd, ...answered('1001') }], statuses: { 1001: /^98 99 7$/, 1002: /^98 0$/, 1900: /^98 0$/ } },
  'queue answered, agent hangs up': {
    calls: [{ ...acd, name: '山田太郎', callIds: 3, ...answered('1002') }],
    statuses: { 1001: /^98 0$/, 1002: /^98 99 7$/, 1900: /^98 0$/ },
  },
  'queue abandoned': { calls: [{ ...acd, ...NOBODY, cause: 16 }], statuses: { 1001: /^98 0$/, 1002: /^98 0$/, 1900: /^98 0$/ } },
  'queue rejected by one, answered by another': { calls: [{ ...acd, ...answered('1002') }], statuses: { 1001: /^98 0$/, 1002: /^98 99 7$/, 1900: /^98 0$/ } },
  'queue rung out': { calls: [{ ...acd, ...NOBODY, cause: 16 }], statuses: { 1001: /^98 3$/, 1002: /^98 3$/, 1900: /^98 3$/ } },
  'transferred blindly': {
    calls: [{ ...direct, extensions: ['1001', '1002'], callIds: 3, ...answered('1002') }],
    statuses: { 1001: /^88 89 0$/, 1002: /^88 89 0$/ },
  },
  'transferred after consultation': {
    calls: [
      { ...direct, extensions: ['1001', '1002'], callIds: 3, ...answered('1002') },
      { ...internal, ...answered('1002') },
    ],
    statuses: { 1001: /^88 89 (79 )?0$/, 1002: /^88 89 0$/ },
  },
  'picked up by a colleague': {
    calls: [{ ...direct, extensions: ['1001', '1002'], ...answered('1002') }],
    statuses: { 1001: /^88 0$/, 1002: /^(78 )?(79 )?89 0$/ },
  },
  'picked up by the next page of the same phone': { calls: [{ ...direct, ...answered('1001') }], statuses: { 1001: /^88 (78 )?(79 )?89 0$/ } },
  'taken over by the next page of the same phone': { calls: [{ ...direct, ...answered('1001') }], statuses: { 1001: /^88 89 0$/ } },
};

/** The directory of the demo, as ami-manager is given it. */
export const DIRECTORY = {
  agents: [
    { id: '1001', extension: '1001', name: 'エージェント1001', groupCodes: ['G01'] },
    { id: '1002', extension: '1002', name: 'エージェント1002', groupCodes: ['G01'] },
    { id: '1003', extension: '1003', name: 'エージェント1003', groupCodes: ['G02'] },
    { id: '1900', extension: '1900', name: 'エージェント1900', groupCodes: ['G01'] },
  ],
  groupCodes: { 700: 'G01' },
  groupNames: { G01: 'グループ01', G02: 'グループ02' },
};

/** A call as it is compared: what must be the same at every run. */
export function comparable({ direction, kind, caller, called, queue, groupName, groupCode, extensions, answeredAt, answeredBy, cause }) {
  return {
    direction,
    kind,
    caller: caller.number,
    called: called.number,
    queue,
    groupName,
    groupCode,
    extensions: [...extensions].sort(),
    answered: answeredAt !== null,
    answeredBy,
    cause,
  };
}
