import { expect } from '@open-wc/testing';
import { readCallHeaders, toPeer } from '../../../../src/adapters/sip/caller.js';

const message = (headers: Record<string, string>) => ({ getHeader: (name: string) => headers[name] });

describe('who calls, read from an INVITE', () => {
  it('believes the dialplan’s headers', () => {
    const headers = { 'X-Call-Kind': 'ACD', 'X-Linkedid': '1700000000.1 ', 'X-Group-Code': 'G01', 'X-Queue': '700' };
    expect(readCallHeaders(message(headers), { number: '1002' }, '1001')).to.deep.equal({
      kind: 'acd',
      linkedId: '1700000000.1',
      groupCode: 'G01',
      queue: '700',
    });
  });

  it('takes a caller of digits only and as long as our extension for a colleague', () => {
    expect(readCallHeaders(message({}), { number: '1002' }, '1001').kind).to.equal('internal');
    expect(readCallHeaders(message({}), { number: '09012345678' }, '1001').kind).to.equal('external');
    expect(readCallHeaders(message({}), { number: '+123' }, '1001').kind).to.equal('external');
    expect(readCallHeaders(message({}), { number: '' }, '1001').kind).to.equal('external');
  });

  it('does not believe a kind that it does not know', () => {
    expect(readCallHeaders(message({ 'X-Call-Kind': 'admin' }), { number: '1002' }, '1001').kind).to.equal('internal');
  });

  it('keeps a name as it came, HTML included, and drops one that repeats the number', () => {
    expect(toPeer({ display_name: '<b>山田太郎</b>', uri: { user: '090' } })).to.deep.equal({ number: '090', name: '<b>山田太郎</b>' });
    expect(toPeer({ display_name: '1002', uri: { user: '1002' } })).to.deep.equal({ number: '1002' });
    // Unescaped by the parser already.
    expect(toPeer({ display_name: 'a \\"b', uri: { user: '1' } })).to.deep.equal({ number: '1', name: 'a \\"b' });
  });

  it('shows no number for anonymous callers and survives a user part that does not decode', () => {
    expect(toPeer({ display_name: 'Anonymous', uri: { user: 'anonymous' } })).to.deep.equal({ number: '' });
    expect(toPeer({ uri: {} })).to.deep.equal({ number: '' });
    expect(toPeer({ uri: { user: '100%' } })).to.deep.equal({ number: '100%' });
  });
});
