import { randomBytes } from 'node:crypto';

/**
 * The demo's accounts. Sign-in credentials are fixed and reusable; extension passwords are made anew at every start.
 *
 * @typedef {object} DemoAccount
 * @property {string} credential what the host page signs in with
 * @property {'agent' | 'customer'} kind an agent signs in at `/text-service` and `/crm`, the customer at `/customer`
 * @property {string} id agentId
 * @property {string} name
 * @property {'operator' | 'supervisor'} role
 * @property {readonly string[]} groupCodes
 * @property {{ agreementId: string, customerId?: string }} contract CRM-only tenants have no customerId
 * @property {readonly string[]} licenses
 * @property {{ extension: string, password: string, number: string }} [sip] `number` is what called parties see
 */

export const GROUP_NAMES = new Map([
  ['G01', 'グループ01'],
  ['G02', 'グループ02'],
]);

/** Group code by the queue's number. */
export const QUEUES = new Map([['700', 'G01']]);

const CONTRACT = { agreementId: 'A0001', customerId: 'C0001' };

/**
 * Everybody.
 * @param {(extension: string) => string} [passwordOf] of an extension; without it they are made anew
 * @returns {readonly DemoAccount[]}
 */
export function makeAccounts(passwordOf = makePassword) {
  const agent = (extension, role, groupCode) => makeAgent(extension, role, groupCode, passwordOf(extension));
  return [
    agent('1001', 'operator', 'G01'),
    agent('1002', 'operator', 'G01'),
    agent('1003', 'operator', 'G02'),
    agent('1900', 'supervisor', 'G01'),
    {
      credential: 'demo-crm',
      kind: 'agent',
      id: 'crm',
      name: 'CRM担当',
      role: 'operator',
      groupCodes: ['G01'],
      contract: { agreementId: 'CRM1708391749' },
      licenses: [],
    },
    {
      credential: 'demo-2001',
      kind: 'customer',
      id: '2001',
      name: '山田太郎',
      role: 'operator',
      groupCodes: [],
      contract: CONTRACT,
      licenses: ['softphone'],
      sip: { extension: '2001', password: passwordOf('2001'), number: '09012345678' },
    },
  ];
}

/** @param {string} extension @param {'operator' | 'supervisor'} role @param {string} groupCode @param {string} password @returns {DemoAccount} */
function makeAgent(extension, role, groupCode, password) {
  return {
    credential: `demo-${extension}`,
    kind: 'agent',
    id: extension,
    name: `エージェント${extension}`,
    role,
    groupCodes: [groupCode],
    contract: CONTRACT,
    licenses: ['softphone'],
    sip: { extension, password, number: extension },
  };
}

function makePassword() {
  return randomBytes(18).toString('base64url');
}
