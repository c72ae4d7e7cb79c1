import { expect } from '@open-wc/testing';
import { isWithheld } from '../../src/contacts/pop-rule.js';
import { normaliseDialString } from '../../src/phone/dial-string.js';
import { isEmergency, isFeatureCode, numberKey, withoutCallerIdPrefix, type Region } from '../../src/phone-number.js';

describe('whose number it is', () => {
  const KEYS: readonly (readonly [number: string, region: Region, key: string])[] = [
    ['09012345678', 'JP', '09012345678'],
    ['+819012345678', 'JP', '09012345678'],
    ['+8109012345678', 'JP', '09012345678'],
    ['18409012345678', 'JP', '09012345678'],
    ['186+819012345678', 'JP', '09012345678'],
    ['+84912345678', 'JP', '+84912345678'],
    ['+84912345678', 'VN', '0912345678'],
    ['0912345678', 'VN', '0912345678'],
    ['+819012345678', 'VN', '+819012345678'],
    ['1001', 'JP', '1001'],
    ['1841', 'JP', '1841'],
    ['184', 'JP', '184'],
    ['186700', 'JP', '186700'],
    ['110', 'JP', '110'],
    ['*81002', 'JP', '*81002'],
    ['sip:+81312345678@pbx.example', 'JP', 'sip:+81312345678@pbx.example'],
  ];
  for (const [number, region, key] of KEYS) it(`${number} is ${key} in ${region}`, () => expect(numberKey(number, region)).to.equal(key));

  for (const [number, whose] of [
    ['1840312345678', '0312345678'],
    ['186117', '117'],
    ['184+81312345678', '+81312345678'],
    ['18400', '18400'],
    ['1840', '1840'],
    ['188', '188'],
  ] as const) {
    it(`${number} is looked up as ${whose}`, () => expect(withoutCallerIdPrefix(number)).to.equal(whose));
  }
});

describe('numbers that are dialled as they are', () => {
  const AS_TYPED = [
    '110',
    '118',
    '119',
    '104',
    '117',
    '171',
    '177',
    '188',
    '112',
    '113',
    '114',
    '115',
    '116',
    '0120123456',
    '0570012345',
    '05012345678',
    '184110',
  ];
  for (const number of AS_TYPED) it(number, () => expect(normaliseDialString(number)).to.equal(number));
  for (const [typed, wire] of [
    ['１１０', '110'],
    ['１-１-９', '119'],
    ['＊８１００２', '*81002'],
    ['＃00', '#00'],
    ['*31#0912345678', '*31#0912345678'],
  ] as const) {
    it(`${typed} as ${wire}`, () => expect(normaliseDialString(typed)).to.equal(wire));
  }
});

describe('calls for help', () => {
  for (const number of ['110', '118', '119', '184110', '186119']) it(`${number} in Japan`, () => expect(isEmergency(number, 'JP')).to.equal(true));
  for (const number of ['112', '113', '114', '115']) {
    it(`${number} in Vietnam, and not in Japan`, () => expect([isEmergency(number, 'VN'), isEmergency(number, 'JP')]).to.deep.equal([true, false]));
  }
  for (const number of ['111', '117', '1100', '0110', '1190', '', '*110'])
    it(`not ${JSON.stringify(number)}`, () => expect(isEmergency(number, 'JP')).to.equal(false));
});

describe('numbers that are nobody’s', () => {
  for (const number of ['', 'anonymous', 'Anonymous', 'unavailable', 'unknown', 'restricted', '非通知', '公衆電話', '表示圏外', ' 非通知 ']) {
    it(JSON.stringify(number), () => expect(isWithheld(number)).to.equal(true));
  }
  for (const code of ['*81002', '#00', '*31#0912345678', '##002#'])
    it(`${code}, a code of the PBX or the network`, () => expect(isFeatureCode(code)).to.equal(true));
  for (const number of ['110', '1001', '09012345678', 'sip:*8@pbx.example']) it(`not ${number}`, () => expect(isFeatureCode(number)).to.equal(false));
});
