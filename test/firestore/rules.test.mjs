import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { collection, deleteDoc, doc, getDoc, getDocs, limit, orderBy, query, serverTimestamp, setDoc, Timestamp, updateDoc, where } from 'firebase/firestore';
import { startFirestore } from '../../demo/firebase/emulators.mjs';
import { freePort } from '../free-port.mjs';
import { CLAIMS, openAsEveryone } from './people.mjs';

const EVERYONE = Object.keys(CLAIMS);
const TENANT = 'ast-allow-customers/C0001';
const AGENT = 'customer/C0001/agents/1001';
const AGENTS = 'customer/C0001/agents';
const CALLS = 'customer/C0001/amiEvents';
const AGREEMENT = 'agreements/A0001';
const CHATS = 'agreements/A0001/chats';
const MESSAGES = 'agreements/A0001/chats/chat-1/messages';

const at = (seconds) => Timestamp.fromMillis(1_700_000_000_000 + seconds * 1000);
const agent = (id, groupCodes) => ({ status: 0, chosenStatus: 0, since: at(0), extension: id, groupCodes, requestedStatus: null });
const call = (groupCode, extensions) => ({ direction: 'in', kind: 'acd', groupCode, extensions, state: 'ended', startedAt: at(1) });
const chat = { groupCode: 'G01', customer: { name: '山田太郎' }, status: 'open', assignedTo: null, lastMessageAt: at(2), unread: 1 };
const message = (from) => ({ from, author: 'a', text: 'はい', createdAt: serverTimestamp() });

/** What the server side has written before anyone comes. */
const SEED = {
  [TENANT]: {},
  'ast-allow-customers/C0002': {},
  [AGENT]: agent('1001', ['G01']),
  'customer/C0001/agents/1002': agent('1002', ['G01']),
  'customer/C0001/agents/1003': agent('1003', ['G02']),
  [`${CALLS}/own-direct`]: call(null, ['1001']),
  [`${CALLS}/of-group`]: call('G01', ['1002']),
  [`${CALLS}/internal`]: call(null, ['1002', '1003']),
  'customer/C0002/amiEvents/theirs': call('G01', ['1001']),
  [AGREEMENT]: { customerId: 'C0001' },
  'agreements/CRM1708391749': {},
  [`${CHATS}/chat-1`]: chat,
  [`${CHATS}/chat-2`]: { ...chat, groupCode: 'G02' },
  [`${MESSAGES}/first`]: { from: 'customer', author: 'a', text: 'もしもし', createdAt: at(2) },
};

const get = (path) => (as) => getDoc(doc(as, path));
const update = (path, change) => (as) => updateDoc(doc(as, path), change);
const set = (path, fields) => (as) => setDoc(doc(as, path), fields);
const remove = (path) => (as) => deleteDoc(doc(as, path));
const ask =
  (path, ...constraints) =>
  (as) =>
    getDocs(query(collection(as, path), ...constraints));

/** Action, and who may do it: everyone else may not. */
const MATRIX = [
  ['read the entry of the tenant', get(TENANT), ['agent', 'colleague', 'otherGroup', 'supervisor']],
  ["read another tenant's entry", get('ast-allow-customers/C0002'), ['otherTenant']],
  ['take a tenant off the list', remove(TENANT), []],
  ['list the tenants', ask('ast-allow-customers'), []],
  ['allow a tenant', set('ast-allow-customers/C0003', {}), []],
  ["read 1001's agent document", get(AGENT), ['agent', 'supervisor']],
  ["read 1003's agent document", get(`${AGENTS}/1003`), ['otherGroup']],
  ['list the agents of G02', ask(AGENTS, where('groupCodes', 'array-contains', 'G02')), []],
  ['ask for a status of 1002', update(`${AGENTS}/1002`, { requestedStatus: 3 }), ['colleague']],
  ['list the agents of the tenant', ask(AGENTS), []],
  ['list the agents of G01', ask(AGENTS, where('groupCodes', 'array-contains', 'G01')), ['supervisor']],
  ...[0, 1, 2, 3, null].map((code) => [`ask for status ${code} of 1001`, update(AGENT, { requestedStatus: code }), ['agent']]),
  ...[7, 99, -1, 0.5, '0', true].map((code) => [`ask for status ${JSON.stringify(code)} of 1001`, update(AGENT, { requestedStatus: code }), []]),
  ...['since', 'reason', 'autoWorkEndsAt', 'refused', 'extension'].map((field) => [`write ${field} of 1001`, update(AGENT, { [field]: 'x' }), []]),
  ['set the status of 1001', update(AGENT, { status: 3 }), []],
  ['ask for a status and set it', update(AGENT, { requestedStatus: 1, chosenStatus: 1 }), []],
  ['join another group', update(AGENT, { groupCodes: ['G01', 'G02'] }), []],
  ['make an agent document', set('customer/C0001/agents/1004', agent('1004', ['G01'])), []],
  ["remove 1001's agent document", remove(AGENT), []],
  ['read an internal call of 1001', get(`${CALLS}/own-direct`), ['agent']],
  ['read a call of G01', get(`${CALLS}/of-group`), ['agent', 'colleague', 'supervisor']],
  ['read an internal call of 1002 and 1003', get(`${CALLS}/internal`), ['colleague', 'otherGroup']],
  ['query the calls of 1001', ask(CALLS, where('extensions', 'array-contains', '1001'), orderBy('startedAt', 'desc'), limit(20)), ['agent']],
  ['query the history of G01', ask(CALLS, where('groupCode', '==', 'G01'), orderBy('startedAt', 'desc')), ['agent', 'colleague', 'supervisor']],
  ['query the history of G02', ask(CALLS, where('groupCode', '==', 'G02'), orderBy('startedAt', 'desc')), ['otherGroup']],
  ['query the history of G01 and G02', ask(CALLS, where('groupCode', 'in', ['G01', 'G02']), orderBy('startedAt', 'desc')), []],
  [
    'query the history of the own groups, as the product does',
    ask(CALLS, where('groupCode', 'in', ['G01']), orderBy('startedAt', 'desc'), limit(100)),
    ['agent', 'colleague', 'supervisor'],
  ],
  ['query all internal calls', ask(CALLS, where('groupCode', '==', null), orderBy('startedAt', 'desc')), []],
  ['query the calls of 1003', ask(CALLS, where('extensions', 'array-contains', '1003'), orderBy('startedAt', 'desc')), ['otherGroup']],
  ["read another tenant's call", get('customer/C0002/amiEvents/theirs'), ['otherTenant']],
  ["query another tenant's history", ask('customer/C0002/amiEvents', where('groupCode', '==', 'G01'), orderBy('startedAt', 'desc')), ['otherTenant']],
  ['remove a call', remove(`${CALLS}/own-direct`), []],
  ['list the calls of the tenant', ask(CALLS, orderBy('startedAt', 'desc')), []],
  ['write a call', set(`${CALLS}/new`, call('G01', ['1001'])), []],
  ['change a call', update(`${CALLS}/own-direct`, { state: 'answered' }), []],
  ['read the agreement', get(AGREEMENT), ['agent', 'colleague', 'otherGroup', 'supervisor']],
  ['read the agreement without telephony', get('agreements/CRM1708391749'), ['crmOnly']],
  ['give the agreement telephony', update('agreements/CRM1708391749', { customerId: 'C0001' }), []],
  ['make an agreement', set('agreements/A0003', {}), []],
  ['remove the agreement', remove(AGREEMENT), []],
  ['list the agreements', ask('agreements'), []],
  ['read a chat of G01', get(`${CHATS}/chat-1`), ['agent', 'colleague', 'supervisor', 'customer']],
  ['read a chat of G02', get(`${CHATS}/chat-2`), ['otherGroup', 'otherCustomer']],
  ['query the chats of G01', ask(CHATS, where('groupCode', '==', 'G01'), orderBy('lastMessageAt', 'desc')), ['agent', 'colleague', 'supervisor']],
  ['query the chats of G02', ask(CHATS, where('groupCode', '==', 'G02'), orderBy('lastMessageAt', 'desc')), ['otherGroup']],
  ['open a chat for G02', set(`${CHATS}/chat-3`, { ...chat, groupCode: 'G02' }), ['otherGroup']],
  ["read a chat's one message", get(`${MESSAGES}/first`), ['agent', 'colleague', 'supervisor', 'customer']],
  ['list the chats of the agreement', ask(CHATS), []],
  ['take a chat of G01', update(`${CHATS}/chat-1`, { assignedTo: '1001' }), ['agent', 'colleague', 'supervisor']],
  ['close a chat of G01', update(`${CHATS}/chat-1`, { status: 'closed' }), ['agent', 'colleague', 'supervisor']],
  ['give a chat a status that there is none of', update(`${CHATS}/chat-1`, { status: 'lost' }), []],
  ['count an unread message', update(`${CHATS}/chat-1`, { unread: 2, lastMessageAt: serverTimestamp() }), ['agent', 'colleague', 'supervisor', 'customer']],
  ["tell the name of a chat's customer", update(`${CHATS}/chat-1`, { customer: { name: '山田' } }), ['agent', 'colleague', 'supervisor', 'customer']],
  ['move a chat to another group', update(`${CHATS}/chat-1`, { groupCode: 'G02' }), []],
  ['open a chat for G01', set(`${CHATS}/chat-3`, chat), ['agent', 'colleague', 'supervisor']],
  ['remove a chat', remove(`${CHATS}/chat-1`), []],
  ['read the messages of a chat', ask(MESSAGES, orderBy('createdAt')), ['agent', 'colleague', 'supervisor', 'customer']],
  ['write as an agent', set(`${MESSAGES}/new`, message('agent')), ['agent', 'colleague', 'supervisor']],
  ['write as the customer', set(`${MESSAGES}/new`, message('customer')), ['customer']],
  ["write with a time of one's own", set(`${MESSAGES}/new`, { ...message('customer'), createdAt: at(0) }), []],
  ['write an empty message', set(`${MESSAGES}/new`, { ...message('customer'), text: '' }), []],
  ['write 10,001 characters', set(`${MESSAGES}/new`, { ...message('customer'), text: 'あ'.repeat(10_001) }), []],
  ["send the customer's message again", set(`${MESSAGES}/first`, { ...message('customer'), text: 'もしもし' }), ['customer']],
  ['change a message', update(`${MESSAGES}/first`, { text: 'いいえ' }), []],
  ['remove a message', remove(`${MESSAGES}/first`), []],
  ['read what is not in the schema', get('secrets/one'), []],
  ['write what is not in the schema', set('customer/C0001/other/one', {}), []],
];

describe('firestore.rules', () => {
  let emulator;
  let people;

  before(async () => {
    emulator = await startFirestore({ port: await freePort() });
    assert.equal(emulator.missing, undefined);
    people = openAsEveryone({ firestore: emulator.address, projectId: 'demo-it' });
    await seed();
  });
  after(async () => {
    await people?.close();
    await emulator?.stop?.();
  });

  const seed = () =>
    Promise.all([
      ...Object.entries(SEED).map(([path, fields]) => setDoc(doc(people.databases.server, path), fields)),
      ...[`${CHATS}/chat-3`, `${MESSAGES}/new`].map((path) => deleteDoc(doc(people.databases.server, path))),
    ]);

  for (const [action, run, allowed] of MATRIX) {
    it(`${allowed.join(', ') || 'nobody'} may ${action}`, async () => {
      const outcomeFor = (name) =>
        run(people.databases[name]).then(
          () => 'allowed',
          (error) => error.code,
        );
      const others = EVERYONE.filter((name) => !allowed.includes(name));
      const refusals = await Promise.all(others.map(outcomeFor));
      assert.deepEqual(
        Object.fromEntries(others.map((name, at) => [name, refusals[at]])),
        Object.fromEntries(others.map((name) => [name, 'permission-denied'])),
      );
      for (const name of allowed) {
        assert.equal(await outcomeFor(name), 'allowed', name);
        await seed();
      }
    });
  }
});
