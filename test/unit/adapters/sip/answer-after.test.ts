import { expect } from '@open-wc/testing';
import { readAnswerAfter } from '../../../../src/adapters/sip/answer-after.js';

const ask = (headers: Record<string, string | readonly string[]>): number | undefined =>
  readAnswerAfter({
    getHeader: () => expect.fail('one of several'),
    getHeaders: (name) => [headers[name] ?? []].flat(),
  });

describe('an INVITE that asks to be answered by itself', () => {
  for (const [headers, seconds] of [
    [{ 'Call-Info': '<sip:pbx.example>;answer-after=0' }, 0],
    [{ 'Call-Info': ['<http://pbx.example/photo.jpg>;purpose=icon', '<sip:pbx.example>;answer-after=3'] }, 3],
    [{ 'Call-Info': '<uri>;purpose=icon,<sip:pbx>; answer-after = 5' }, 5],
    [{ 'Call-Info': 'answer-after=2' }, 2],
    [{ 'Call-Info': 'sip:pbx\\;answer-after=0' }, 0],
    [{ 'Call-Info': '<sip:pbx>;answer-after=9999' }, 60],
    [{ 'Alert-Info': '<http://www.notused.com>;info=alert-autoanswer;delay=3' }, 3],
    [{ 'Alert-Info': 'info=alert-autoanswer' }, 0],
    [{ 'Alert-Info': '<http://localhost>;info=Auto Answer' }, 0],
    [{ 'Alert-Info': 'Auto Answer' }, 0],
    [{ 'Alert-Info': 'Ring Answer' }, 0],
    [{ 'Alert-Info': '<http://pbx>;info=intercom' }, 0],
    [{ 'Answer-Mode': 'Auto' }, 0],
    [{ 'Priv-Answer-Mode': 'Auto;require' }, 0],
  ] as const) {
    it(`${JSON.stringify(headers)} after ${seconds} s`, () => expect(ask(headers)).to.equal(seconds));
  }

  for (const headers of [
    {},
    { 'Call-Info': '<sip:pbx>;purpose=info' },
    { 'Call-Info': '<sip:pbx;answer-after=0>' },
    { 'Call-Info': '<sip:pbx>;answer-after=soon' },
    { 'Call-Info': '<sip:pbx>;no-answer-after=1' },
    { 'Alert-Info': '<http://pbx/auto-answer.wav>' },
    { 'Alert-Info': '<http://127.0.0.1/Bellcore-dr2>' },
    { 'Answer-Mode': 'Manual', 'Call-Info': '<sip:pbx>;answer-after=0' },
  ]) {
    it(`not ${JSON.stringify(headers)}`, () => expect(ask(headers)).to.equal(undefined));
  }
});
