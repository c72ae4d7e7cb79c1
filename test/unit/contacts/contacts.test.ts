import { expect } from '@open-wc/testing';
import type { CallEvent } from '../../../src/contacts/call-event.js';
import type { CallEventListener } from '../../../src/contacts/call-event-feed.js';
import { ContactsStore } from '../../../src/contacts/contacts.js';
import type { ResolveContact } from '../../../src/contacts/contact.js';
import { decidePop } from '../../../src/contacts/pop-rule.js';
import { type ItError, type ItErrorDetail } from '../../../src/it-error.js';
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
    const { groupCode: _groupCode, ...untold } = document;
    expect(decidePop(talking, untold, usual), 'a document that does not tell the group yet').to.equal('wait');
  });

  it('goes by the same rules for outgoing calls', () => {
    const out: Call = { ...talking, direction: 'out', kind: 'external' };
    const told: CallEvent = { ...document, direction: 'out', kind: 'external' };
    expect(decidePop(out, told, usual)).to.equal('pop');
    expect(decidePop({ ...out, phase: 'dialing' }, told, usual)).to.equal('wait');
    expect(decidePop({ ...out, phase: 'ringing' }, told, { ...usual, popAt: 'ringing' })).to.equal('pop');
    expect(decidePop({ ...out, kind: 'internal' }, told, usual)).to.equal('never');
  });
});

interface Setting {
  readonly deskPhone?: boolean;
  readonly popAt?: 'ringing' | 'answered';
  readonly inCall?: boolean;
  readonly resolve?: ResolveContact;
  readonly leads?: boolean;
  readonly popped?: Set<string>;
}

function makeContacts({ deskPhone = false, popAt = 'answered', inCall, resolve, leads = true, popped = new Set() }: Setting = {}) {
  const pops: string[] = [];
  const failures: ItError[] = [];
  let calls: readonly Call[] = [];
  let feed!: CallEventListener;
  const agent: { extension: string | undefined; inCall: boolean | undefined } = { extension: '1001', inCall };
  const contacts: ContactsStore = new ContactsStore({
    ...usual,
    popAt,
    deskPhone,
    extension: () => agent.extension,
    inCall: () => agent.inCall,
    calls: () => calls,
    resolveContact: () => resolve,
    leads: () => leads,
    popped: { has: (id) => popped.has(id), add: (id) => popped.add(id), forget: (id) => popped.delete(id) },
    pop: (call) => contacts.show(call),
    show: (call, number) => {
      pops.push(`${call.id} ${number}`);
      return undefined;
    },
    failed: (error) => failures.push(error),
  });
  contacts.start({
    start: (listener) => {
      feed = listener;
      return () => undefined;
    },
  });
  const setCalls = (next: readonly Call[]): void => {
    calls = next;
    contacts.followCalls();
  };
  return {
    contacts,
    pops,
    failures,
    agent,
    setCalls,
    takeEvent: (event: CallEvent) => feed.callEvent(event),
    takeNonsense: (defect: ItErrorDetail) => feed.invalid(defect),
  };
}

describe('contacts', () => {
  it('pops in no tab but by the one that leads, and not again after a reload', () => {
    const follower = makeContacts({ leads: false });
    follower.setCalls([talking]);
    follower.takeEvent(document);
    expect(follower.pops).to.deep.equal([]);
    const reloaded = makeContacts({ popped: new Set([talking.id]) });
    reloaded.setCalls([talking]);
    reloaded.takeEvent(document);
    expect(reloaded.pops).to.deep.equal([]);
  });

  it('forgets that a call popped when it is over', () => {
    const popped = new Set([talking.id]);
    makeContacts({ popped }).setCalls([{ ...talking, phase: 'ended' }]);
    expect(popped.size).to.equal(0);
  });

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

  it('survives a host’s look-up that throws or rejects: it is asked no more for this call, and again for the next one', async () => {
    for (const refuse of [() => Promise.reject(new Error('the host’s server is down')), () => expect.fail('the host’s own mistake')]) {
      let times = 0;
      const { contacts, setCalls } = makeContacts({
        resolve: () => {
          times += 1;
          return refuse();
        },
      });
      setCalls([ringing]);
      await new Promise((resolve) => setTimeout(resolve));
      setCalls([talking]);
      setCalls([{ ...talking, muted: true }]);
      await new Promise((resolve) => setTimeout(resolve));
      expect(times, 'for one call').to.equal(1);
      setCalls([{ ...ringing, id: 'b' }]);
      await new Promise((resolve) => setTimeout(resolve));
      expect(times, 'for the next one').to.equal(2);
      expect(contacts.snapshot.contacts).to.deep.equal({});
    }
  });

  it('pops nothing of a document that tells no group yet, and pops once it does: a mismatch that is none is taken back', () => {
    const { contacts, pops, setCalls, takeEvent } = makeContacts();
    const { groupCode: _groupCode, ...untold } = document;
    setCalls([talking]);
    takeEvent(untold);
    expect(contacts.snapshot.mismatches).to.deep.equal({});
    takeEvent({ ...document, groupCode: 'G02' });
    expect(contacts.snapshot.mismatches).to.deep.equal({ a: 'group-mismatch' });
    takeEvent(document);
    expect(contacts.snapshot.mismatches).to.deep.equal({});
    expect(pops).to.deep.equal(['a 09012345678']);
  });

  it('gives the number without 184 and 186, which belong to the wire', () => {
    const { pops, setCalls, takeEvent } = makeContacts();
    setCalls([{ ...talking, direction: 'out', peer: { number: '18609012345678' } }]);
    takeEvent({ ...document, direction: 'out' });
    expect(pops).to.deep.equal(['a 09012345678']);
  });

  it('pops a desk phone’s outgoing call too', () => {
    const { contacts, pops, takeEvent } = makeContacts({ deskPhone: true });
    const dialled: CallEvent = { ...document, direction: 'out', kind: 'external', caller: { number: '1001' }, called: { number: '09012345678' } };
    takeEvent(dialled);
    expect(contacts.snapshot.deskCalls[0]).to.deep.include({ direction: 'out', phase: 'ringing', peer: { number: '09012345678' } });
    takeEvent({ ...dialled, state: 'answered', answeredAt: 2, answeredBy: '09012345678' });
    expect(pops).to.deep.equal(['desk-1.1 09012345678']);
  });

  for (const popAt of ['ringing', 'answered'] as const) {
    it(`pops nothing of what a desk phone did before this page was there (${popAt})`, () => {
      const { contacts, pops, takeEvent } = makeContacts({ deskPhone: true, popAt });
      const answered: CallEvent = { ...document, state: 'answered', answeredAt: 2, answeredBy: '1001' };
      takeEvent({ ...answered, earlier: true });
      takeEvent({ ...answered, linkedId: '2.2', earlier: true });
      // Written again without being another call, e.g. by a repair of old documents.
      takeEvent({ ...answered, groupName: 'ご注文窓口' });
      expect(pops).to.deep.equal([]);
      expect(contacts.snapshot.deskCalls.map(({ phase }) => phase)).to.deep.equal(['active', 'active']);
    });

    it(`pops a call that rang before this page was there once it is answered (${popAt})`, () => {
      const { pops, takeEvent } = makeContacts({ deskPhone: true, popAt });
      takeEvent({ ...document, earlier: true });
      expect(pops).to.deep.equal([]);
      takeEvent({ ...document, state: 'answered', answeredAt: 2, answeredBy: '1001' });
      expect(pops).to.deep.equal(['desk-1.1 09012345678']);
    });
  }

  it('does not show old calls whose end was never written, where the server says that the agent is in no call', () => {
    const { contacts, takeEvent } = makeContacts({ deskPhone: true, inCall: false });
    takeEvent({ ...document, earlier: true });
    takeEvent({ ...document, linkedId: '2.2' });
    expect(contacts.snapshot.deskCalls.map(({ id }) => id)).to.deep.equal(['desk-2.2']);
  });

  it('shows a desk phone’s calls once the agent’s document has told the extension', () => {
    const { agent, contacts, takeEvent } = makeContacts({ deskPhone: true });
    agent.extension = undefined;
    takeEvent(document);
    expect(contacts.snapshot.deskCalls).to.deep.equal([]);
    agent.extension = '1001';
    contacts.followAgent();
    expect(contacts.snapshot.deskCalls).to.have.length(1);
  });

  it('says that a call was transferred when a desk phone handed it on', () => {
    const { contacts, takeEvent } = makeContacts({ deskPhone: true });
    takeEvent({ ...document, state: 'answered', answeredAt: 2, answeredBy: '1001' });
    takeEvent({ ...document, state: 'answered', answeredAt: 2, answeredBy: '1002' });
    expect(contacts.snapshot.deskCalls[0]).to.deep.include({ phase: 'ended', answeredAt: 2, end: { reason: 'transferred', side: 'remote' } });
  });

  it('pops once whatever the order: every shuffle of one call’s documents, each of them twice', () => {
    const told: readonly CallEvent[] = [
      { ...document, caller: { number: '' }, callIds: [] },
      document,
      { ...document, state: 'answered', answeredAt: 2, answeredBy: '1001' },
      { ...document, state: 'ended', answeredAt: 2, answeredBy: '1001', endedAt: 3, cause: 16 },
    ];
    for (const order of permutations(told.slice(0, 3))) {
      const { pops, setCalls, takeEvent } = makeContacts();
      setCalls([talking]);
      for (const event of [...order, ...order]) takeEvent(event);
      expect(pops, order.map(({ state }) => state).join(' ')).to.deep.equal(['a 09012345678']);
    }
    for (const order of permutations(told)) {
      const { contacts, pops, takeEvent } = makeContacts({ deskPhone: true });
      for (const event of [...order, ...order]) takeEvent(event);
      expect(pops.length, order.map(({ state }) => state).join(' ')).to.be.at.most(1);
      expect(contacts.snapshot.deskCalls.every(({ phase }) => phase === 'ended')).to.equal(true);
      expect(contacts.snapshot.events).to.deep.equal({});
    }
  });

  it('tells the host once of each field that is wrong', () => {
    const { failures, takeNonsense } = makeContacts();
    const defect = { field: 'amiEvents/1.1.state', value: 'a number', expected: 'ringing, answered or ended' };
    takeNonsense(defect);
    takeNonsense(defect);
    takeNonsense({ ...defect, field: 'amiEvents/2.2.state' });
    expect(failures.map(({ code, field }) => [code, field])).to.deep.equal([
      ['document-invalid', 'amiEvents/1.1.state'],
      ['document-invalid', 'amiEvents/2.2.state'],
    ]);
  });

  it('takes nonsense of the host for nobody known', async () => {
    for (const nonsense of [5, 'x', {}, { name: 7 }, undefined]) {
      const { contacts, setCalls } = makeContacts({ resolve: () => Promise.resolve(nonsense as unknown as null) });
      setCalls([ringing]);
      await new Promise((resolve) => setTimeout(resolve));
      expect(contacts.snapshot.contacts).to.deep.equal({ '09012345678': null });
    }
  });
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]));
}
