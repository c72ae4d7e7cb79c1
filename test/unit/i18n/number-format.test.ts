import { expect } from '@open-wc/testing';
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import { partsOf } from '../../../src/i18n/number-format.js';
import { METADATA } from '../../../src/i18n/number-metadata.js';
import { numberKey, type Region } from '../../../src/phone-number.js';

const WRITTEN: readonly (readonly [number: string, region: Region, written: string])[] = [
  ['0312345678', 'JP', '03-1234-5678'],
  ['0612345678', 'JP', '06-1234-5678'],
  ['0453123456', 'JP', '045-312-3456'],
  ['0982345678', 'JP', '0982-34-5678'],
  ['0126712345', 'JP', '01267-1-2345'],
  ['09012345678', 'JP', '090-1234-5678'],
  ['06012345678', 'JP', '060-1234-5678'],
  ['05012345678', 'JP', '050-1234-5678'],
  ['0120123456', 'JP', '0120-123-456'],
  ['08001234567', 'JP', '0800-123-4567'],
  ['0570012345', 'JP', '0570-012-345'],
  ['+819012345678', 'JP', '+81 90 1234 5678'],
  ['+84912345678', 'JP', '+84 912 345 678'],
  ['1840312345678', 'JP', '184 03-1234-5678'],
  ['18609012345678', 'JP', '186 090-1234-5678'],
  ['0912345678', 'VN', '0912 345 678'],
  ['02438123456', 'VN', '024 3812 3456'],
  ['18001234', 'VN', '18001234'],
  ['+819012345678', 'VN', '+81 90 1234 5678'],
  // A number of the other country, where this one has none.
  ['09012345678', 'VN', '090-1234-5678'],
];

const AS_THEY_ARE = [
  '',
  '1',
  '110',
  '119',
  '118',
  '117',
  '1001',
  '700',
  '184',
  '*81002',
  '#00',
  '*31#0912345678',
  'sip:1002@pbx.example',
  '+12025550123',
  '0000000000',
  '03123',
  '山田',
  '０３',
  'anonymous',
];

function written(number: string, region: Region): string | undefined {
  return partsOf(number, region)
    ?.map(({ before, digits }) => `${before}${digits}`)
    .join('');
}

describe('how a number is written', () => {
  for (const [number, region, text] of WRITTEN) {
    it(`${number} as ${text} in ${region}`, () => expect(written(number, region) ?? number).to.equal(text));
    it(`${number} keeps its digits`, () => expect((partsOf(number, region) ?? [{ digits: number }]).map(({ digits }) => digits).join('')).to.equal(number));
  }
  for (const number of AS_THEY_ARE)
    it(`${JSON.stringify(number)} stays as it is`, () => expect([written(number, 'JP'), written(number, 'VN')]).to.deep.equal([undefined, undefined]));
});

describe('the numbering plans', () => {
  it('are those of the installed library', async () => {
    const response = await fetch('/node_modules/libphonenumber-js/metadata.min.json');
    const { version, countries } = (await response.json()) as { version: number; countries: Record<string, unknown> };
    expect(METADATA).to.deep.equal({ version, country_calling_codes: { 81: ['JP'], 84: ['VN'] }, countries: { JP: countries['JP'], VN: countries['VN'] } });
  });

  it('agree with the rule by which two ways of writing are one number', () => {
    const e164 = (number: string, region: Region): string | undefined =>
      parsePhoneNumberFromString(number, { defaultCountry: region, extract: false }, METADATA as never)?.number;
    for (const [national, international, region] of [
      ['09012345678', '+819012345678', 'JP'],
      ['0312345678', '+81312345678', 'JP'],
      ['0120123456', '+81120123456', 'JP'],
      ['0912345678', '+84912345678', 'VN'],
      ['02438123456', '+842438123456', 'VN'],
    ] as const) {
      expect([e164(national, region), e164(international, region)]).to.deep.equal([international, international]);
      expect(numberKey(national, region)).to.equal(numberKey(international, region));
    }
  });
});
