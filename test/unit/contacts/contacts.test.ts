import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import { ContactsStore } from '../../../src/contacts/contacts.js';
import type { ResolveContact } from '../../../src/contacts/contact.js';
import { decidePop } from '../../../src/contacts/pop-rule.js';
import { type ItError } from '../../../src/it-error.js';
import type { Call } from '../../../src/phone/call.js';

const ringing: Call = {
  id: 'a',
  sipCallId: 'sip-a',
  direction: 'in',
  kind: 'acd',
  phase: 'ringing',
  peer: { number: '09012345678' },
  muted: false,
  hold: { local: false, remote: false },
  startedAt: 1,
};
const talking: Call = { ...ringing, phase: 'active', answeredAt: 2 };
const document: CallEvent = {
  linkedId: '1.1',
  direction: 'in',
  kind: 'acd',
  caller: { number: '09012345678' },
  called: { number: '700' },
  groupCode: 'G01',
  extensions: ['1001'],
  callIds: ['sip-a'],
  state: 'ringing',
  startedAt: 1,
};
const usual = { popAt: 'answered', groupCodes: ['G01'] } as const;

describe('when a contact pops', () => {
  it('waits for the answer by default and pops at the ring where configured', () => {
    expect(decidePop(ringing, document, usual)).to.equal('wait');
    expect(decidePop(talking, document, usual)).to.equal('pop');
    expect(decidePop(ringing, document, { ...usual, popAt: 'ringing' })).to.equal('pop');
  });

  it('never pops for internal calls, withheld numbers and calls that are over', () => {
    expect(decidePop({ ...talking, kind: 'internal' }, document, usual)).to.equal('never');
    expect(decidePop(talking, { ...document, kind: 'internal' }, usual)).to.equal('never');
    for (const number of ['', 'anonymous', 'Unavailable', '非通知', '公衆電話', '表示圏外']) {
      expect(decidePop({ ...talking, peer: { number } }, document, usual), number).to.equal('never');
    }
    expect(decidePop({ ...talking, phase: 'ended' }, document, usual)).to.equal('never');
  });

  it('needs the call’s document, and one of the agent’s groups in it', () => {
    expect(decidePop(talking, undefined, usual)).to.equal('wait');
    expect(decidePop(talking, { ...document, groupCode: 'G02' }, usual)).to.equal('group-mismatch');
    expect(decidePop(talking, { ...document, groupCode: null }, usual)).to.equal('group-mismatch');
  });
});

function makeContacts({ deskPhone = false, resolve = undefined as ResolveContact | undefined } = {}) {
  const pops: string[] = [];
  const failures: ItError[] = [];
  let calls: readonly Call[] = [];
  let takeEvent: (event: CallEvent) => void = () => undefined;
  const contacts = new ContactsStore({
    ...usual,
    deskPhone,
    extension: () => '1001',
    calls: () => calls,
    resolveContact: () => resolve,
    pop: (call, number) => {
      pops.push(`${call.id} ${number}`);
      return undefined;
    },
    failed: (error) => failures.push(error),
  });
  contacts.start({
    start: ({ callEvent }) => {
      takeEvent = callEvent;
      return () => undefined;
    },
  });
  const setCalls = (next: readonly Call[]): void => {
    calls = next;
    contacts.followCalls();
  };
  return { contacts, pops, failures, setCalls, takeEvent: (event: CallEvent) => takeEvent(event) };
}

describe('contacts', () => {
  it('pops once per call, whichever of call and document comes first and however often', () => {
    for (const order of ['call first', 'document first']) {
      const { pops, setCalls, takeEvent } = makeContacts();
      if (order === 'call first') setCalls([talking]);
      takeEvent(document);
      setCalls([talking]);
      takeEvent({ ...document, state: 'answered', answeredAt: 2 });
      takeEvent({ ...document, state: 'answered', answeredAt: 2 });
      setCalls([{ ...talking, muted: true }]);
      expect(pops, order).to.deep.equal(['a 09012345678']);
    }
  });

  it('names a group mismatch and pops nothing', () => {
    const { contacts, pops, setCalls, takeEvent } = makeContacts();
    takeEvent({ ...document, groupCode: 'G02' });
    setCalls([talking]);
    expect(pops).to.deep.equal([]);
    expect(contacts.snapshot.mismatches).to.deep.equal({ a: 'group-mismatch' });
  });

  it('shows a contact on demand whatever the rules say, and no call is no-such-call', async () => {
    const { contacts, pops, failures, setCalls } = makeContacts();
    setCalls([ringing]);
    await contacts.showContact('a');
    expect(pops).to.deep.equal(['a 09012345678']);
    const error = await contacts.showContact('b').then(
      () => expect.fail('resolved'),
      (thrown: ItError) => thrown,
    );
    expect(error.code).to.equal('no-such-call');
    expect(failures).to.deep.equal([error]);
  });

  it('makes calls of a desk phone from their documents, and pops them', () => {
    const { contacts, pops, takeEvent } = makeContacts({ deskPhone: true });
    takeEvent(document);
    expect(contacts.snapshot.deskCalls[0]).to.deep.include({ id: 'desk-1.1', phase: 'ringing', direction: 'in' });
    takeEvent({ ...document, state: 'answered', answeredAt: 2, answeredBy: '1001' });
    expect(contacts.snapshot.deskCalls[0]).to.deep.include({ phase: 'active', answeredAt: 2 });
    expect(pops).to.deep.equal(['desk-1.1 09012345678']);
    takeEvent({ ...document, state: 'ended', answeredAt: 2, answeredBy: '1001', endedAt: 3, cause: 16 });
    expect(contacts.snapshot.deskCalls[0]?.end).to.deep.equal({ reason: 'hung-up', side: 'remote', code: 16 });
    expect(contacts.snapshot.events).to.deep.equal({});
  });

  it('says of a desk phone’s call that a colleague answered it', () => {
    const { contacts, takeEvent } = makeContacts({ deskPhone: true });
    takeEvent(document);
    takeEvent({ ...document, state: 'answered', answeredAt: 2, answeredBy: '1002' });
    expect(contacts.snapshot.deskCalls[0]?.end?.reason).to.equal('answered-elsewhere');
  });

  it('shows nothing of documents that were over before it looked', () => {
    const { contacts, pops, takeEvent } = makeContacts({ deskPhone: true });
    takeEvent({ ...document, state: 'ended', endedAt: 3 });
    expect(contacts.snapshot.deskCalls).to.deep.equal([]);
    expect(pops).to.deep.equal([]);
  });

  it('asks the host once per number, without 184 and 186, never for internal calls or withheld numbers', async () => {
    const asked: string[] = [];
    const { contacts, setCalls } = makeContacts({
      resolve: async (number) => {
        asked.push(number);
        return { id: '1', name: '山田太郎' };
      },
    });
    setCalls([ringing]);
    setCalls([talking, { ...ringing, id: 'b', kind: 'internal', peer: { number: '1002' } }, { ...ringing, id: 'c', peer: { number: '' } }]);
    setCalls([{ ...talking, id: 'd', peer: { number: '18409012345678' } }]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).to.deep.equal(['09012345678', '09012345678']);
    expect(contacts.snapshot.contacts['18409012345678']).to.deep.equal({ id: '1', name: '山田太郎' });
  });

  it('survives a host’s look-up that throws, and asks again at the next call', async () => {
    let times = 0;
    const { setCalls } = makeContacts({
      resolve: () => {
        times += 1;
        throw new Error('the host’s own mistake');
      },
    });
    setCalls([ringing]);
    await new Promise((resolve) => setTimeout(resolve));
    setCalls([talking]);
    expect(times).to.equal(1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(times).to.equal(2);
  });
});
