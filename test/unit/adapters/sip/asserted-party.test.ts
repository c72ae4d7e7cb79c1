import { expect } from '@open-wc/testing';
import { answeredBy, assertedParty, replacedBy } from '../../../../src/adapters/sip/asserted-party.js';
import { guessKind, type HeaderSource } from '../../../../src/adapters/sip/caller.js';
import type { Peer } from '../../../../src/phone/call.js';

const saying = (value?: string): HeaderSource => ({ getHeader: (name) => (name === 'P-Asserted-Identity' ? value : undefined) });
const kindOf = (peer: Peer): 'internal' | 'external' | 'acd' => guessKind(peer, '1001');

describe('who the PBX says is on the other side', () => {
  const ASSERTED: readonly (readonly [header: string | undefined, peer: Peer | undefined])[] = [
    [undefined, undefined],
    ['', undefined],
    ['nonsense', undefined],
    ['"Agent 1003" <sip:1003@127.0.0.1>', { number: '1003', name: 'Agent 1003' }],
    ['<sip:09012345678@vm>', { number: '09012345678' }],
    ['"Tanaka, Aya" <sip:1003@pbx>, <tel:+81312345678>', { number: '1003', name: 'Tanaka, Aya' }],
    ['"1003" <sip:1003@pbx>', { number: '1003' }],
    ['"Anonymous" <sip:anonymous@anonymous.invalid>', undefined],
  ];
  for (const [header, peer] of ASSERTED) it(String(header), () => expect(assertedParty(saying(header))).to.deep.equal(peer));
});

describe('who answered', () => {
  const ANSWERED: readonly (readonly [what: string, dialled: string, header: string, peer: Peer | undefined])[] = [
    ['a colleague has a name', '1003', '"Agent 1003" <sip:1003@pbx>', { number: '1003', name: 'Agent 1003' }],
    ['another colleague took the call', '1003', '"Agent 1002" <sip:1002@pbx>', { number: '1002', name: 'Agent 1002' }],
    ['a queue found somebody', '700', '"Agent 1002" <sip:1002@pbx>', { number: '1002', name: 'Agent 1002' }],
    ['an outside number stays as it was dialled', '0312345678', '"Minato" <sip:+81312345678@trunk>', { number: '0312345678', name: 'Minato' }],
    ['a trunk without a name says nothing', '0312345678', '<sip:0501234567@trunk>', undefined],
    ['a pick-up finds whoever called', '*81003', '<sip:09012345678@pbx>', { number: '09012345678' }],
  ];
  for (const [what, number, header, peer] of ANSWERED) it(what, () => expect(answeredBy({ number }, saying(header), kindOf)).to.deep.equal(peer));
});

describe('who takes the place of the party', () => {
  const REPLACED: readonly (readonly [what: string, known: string, header: string, peer: Peer | undefined])[] = [
    ['somebody else', '1001', '"Agent 1003" <sip:1003@pbx>', { number: '1003', name: 'Agent 1003' }],
    ['the same number again', '1001', '"Agent 1001" <sip:1001@pbx>', undefined],
    ['the same number in another spelling', '0312345678', '<sip:+81312345678@trunk>', undefined],
    ['an extension that another number ends with', '1001', '<sip:0901231001@pbx>', { number: '0901231001' }],
    ['somebody after a withheld number', '', '<sip:1003@pbx>', { number: '1003' }],
  ];
  for (const [what, number, header, peer] of REPLACED) it(what, () => expect(replacedBy({ number }, saying(header))).to.deep.equal(peer));
});
