import { expect } from '@open-wc/testing';
import { ItError } from '../../../src/it-error.js';
import { isDialLink, normaliseDialString } from '../../../src/phone/dial-string.js';

const DIALLED: readonly (readonly [input: string, wire: string])[] = [
  ['0312345678', '0312345678'],
  ['０３-１２３４-５６７８', '0312345678'],
  ['（03）1234', '031234'],
  ['(03) 1234 5678', '0312345678'],
  ['03ー1234ー5678', '0312345678'],
  ['03−1234‐5678', '0312345678'],
  ['03―1234–5678', '0312345678'],
  ['03　1234　5678', '0312345678'],
  ['\u202a090-1234-5678\u202c', '09012345678'],
  ['＋81 90 1234 5678', '+819012345678'],
  ['0120-123-456', '0120123456'],
  ['110', '110'],
  ['184-0312345678', '1840312345678'],
  ['＃00', '#00'],
  ['*8＊1001', '*8*1001'],
  ['tel:09012345678', '09012345678'],
  ['TEL:+81-90-1234-5678', '+819012345678'],
  ['tel:03-1234-5678;ext=12', '0312345678'],
  ['tel:%EF%BC%90%EF%BC%93', '03'],
  ['tel-app:080-1234-5678', '08012345678'],
  ['tel-app/08012345678', '08012345678'],
  ['/text-service/tel-app/08012345678', '08012345678'],
  ['https://crm.example/tel-app/08012345678?from=list', '08012345678'],
  ['sip:1002@pbx.example', 'sip:1002@pbx.example'],
  ['sips:1002@pbx.example;transport=ws', 'sips:1002@pbx.example;transport=ws'],
];

const REFUSED: readonly string[] = [
  '',
  '   ',
  '100%',
  'tel:',
  'tel-app/',
  'tel:%',
  'abc',
  '03a',
  '1+2',
  '++81',
  'javascript:alert(1)',
  'sip:',
  'sip:@host',
  'sip:1002@a"b',
  '１'.repeat(33),
  '<b>1</b>',
];

describe('what a person types, pastes or clicks', () => {
  for (const [input, wire] of DIALLED) {
    it(`${JSON.stringify(input)} goes on the wire as ${wire}`, () => expect(normaliseDialString(input)).to.equal(wire));
  }

  for (const input of REFUSED) {
    it(`${JSON.stringify(input)} is refused by name`, () => {
      const error = refusal(input);
      expect(error.code).to.equal('number-invalid');
      expect(error.field).to.equal('target');
      expect(error.value).to.equal(JSON.stringify(input.slice(0, 64)));
      expect(error.expected).to.contain('0-9');
    });
  }

  it('a value that is no text is refused, not thrown as a type error', () => {
    for (const value of [undefined, null, {}, Symbol.iterator]) expect(refusal(value as string).code).to.equal('number-invalid');
  });
});

describe('links that mean a number', () => {
  for (const href of ['tel:0312345678', 'tel-app:080', 'tel-app/080', '/tel-app/080', '../tel-app/080', 'https://crm.example/a/tel-app/080#x']) {
    it(`${href} does`, () => expect(isDialLink(href)).to.equal(true));
  }
  for (const href of [
    '',
    '/contacts/1',
    '/my-tel-app/080',
    '/tel-app/080/edit',
    '/tel-application/080',
    'mailto:tel@example',
    'https://crm.example/?next=/tel-app/080',
    '#tel-app/080',
  ]) {
    it(`${JSON.stringify(href)} does not`, () => expect(isDialLink(href)).to.equal(false));
  }
});

function refusal(input: string): ItError {
  try {
    normaliseDialString(input);
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(ItError);
    return thrown as ItError;
  }
  throw new Error(`${String(input)} was not refused`);
}
