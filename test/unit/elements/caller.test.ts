import { expect } from '@open-wc/testing';
import { callerLine, callerOf, contactOf } from '../../../src/elements/call/caller.js';
import en from '../../../src/i18n/en.js';
import ja from '../../../src/i18n/ja.js';
import type { Call, CallKind, Peer } from '../../../src/phone/call.js';

const YAMADA = { '09012345678': { id: '1', name: '山田太郎', company: 'サンプル商事' } };

function call(peer: Peer, kind: CallKind = 'external'): Call {
  return { id: '1', direction: 'in', kind, phase: 'ringing', peer, muted: false, hold: { local: false, remote: false }, startedAt: 0 };
}

describe('who calls', () => {
  it('names withheld callers by the reason, and never looks them up', () => {
    const contacts = { anonymous: { id: '1', name: '山田太郎' } };
    const title = (peer: Peer): string => callerOf(call(peer), contacts, ja).title;
    expect(title({ number: '' })).to.equal('非通知');
    expect(title({ number: 'anonymous' })).to.equal('非通知');
    expect(title({ number: 'anonymous', name: '公衆電話' })).to.equal('公衆電話');
    expect(title({ number: '公衆電話' })).to.equal('公衆電話');
    expect(title({ number: 'unavailable' })).to.equal('表示圏外');
    expect(callerOf(call({ number: '表示圏外' }), contacts, ja)).to.include({ withheld: true, honorific: '' });
  });

  it('gives customers 様 in Japanese and nothing elsewhere', () => {
    const yamada = call({ number: '09012345678' });
    expect(callerLine(callerOf(yamada, YAMADA, ja))).to.equal('山田太郎 様');
    expect(callerLine(callerOf(yamada, YAMADA, en))).to.equal('山田太郎');
  });

  it('gives colleagues no 様, and nobody two of them', () => {
    expect(callerLine(callerOf(call({ number: '1002', name: '山田太郎' }, 'internal'), {}, ja))).to.equal('山田太郎');
    expect(callerLine(callerOf(call({ number: '03', name: '山田太郎様' }), {}, ja))).to.equal('山田太郎様');
  });

  it('finds the contact behind 184 and 186, and shows the number as it was signalled', () => {
    expect(callerOf(call({ number: '18409012345678' }), YAMADA, ja)).to.include({ title: '山田太郎', number: '18409012345678' });
    expect(callerOf(call({ number: '18609012345678' }), YAMADA, ja).company).to.equal('サンプル商事');
  });

  it('finds the contact by the number in its other form, known or not', () => {
    expect(callerOf(call({ number: '+819012345678' }), YAMADA, ja)).to.include({ title: '山田太郎', number: '+819012345678' });
    expect(contactOf('+81312345678', { '0312345678': null }, 'JP')).to.equal(null);
    expect(contactOf('+84312345678', { '0312345678': null }, 'JP')).to.equal(undefined);
  });

  it('shows the number alone when nobody is known', () => {
    expect(callerOf(call({ number: '0312345678' }), { '0312345678': null }, ja)).to.deep.include({ title: '0312345678', honorific: '', withheld: false });
  });
});
