import { expect, test } from './phones.js';
import { head, request, SECTIONS, TORTURES } from './torture-messages.js';

test('every section of RFC 4475 that holds a message has one here', () => {
  expect(TORTURES.map(({ section }) => section).filter((section) => section !== '–')).toEqual(SECTIONS);
});

test('torture messages (RFC 4475) are answered or met with silence as the RFC asks; none rings, throws or costs the registration', async ({
  openProxy,
  openPhone,
}) => {
  const proxy = await openProxy();
  const phone = await openPhone('1001', { through: proxy });
  proxy.rule = (message, direction) => (direction === 'up' && message.startsWith('SIP/2.0') ? undefined : message);
  const answers = (callId: string): string[] =>
    proxy.sent.filter((message) => message.startsWith('SIP/2.0') && message.includes(callId) && !message.startsWith('SIP/2.0 100'));
  for (const { section, what, message, answer } of TORTURES) {
    const about = `${section} ${what}`;
    const branch = `z9hG4bK${Math.random().toString(36).slice(2)}`;
    proxy.say(message(branch));
    // What follows it is answered after it.
    const probe = `z9hG4bK${Math.random().toString(36).slice(2)}`;
    proxy.say(request('OPTIONS sip:1001@127.0.0.1 SIP/2.0', head(probe, 'OPTIONS')));
    await expect.poll(() => answers(probe).map((text) => text.slice(8, 11)), { message: `the line lives after ${about}` }).toEqual(['200']);
    if (answer === undefined) expect.soft(answers(branch), about).toEqual([]);
    else expect.soft(answers(branch)[0] ?? 'nothing', about).toMatch(answer);
  }
  expect((await phone.snapshot()).calls).toEqual([]);
  await phone.lineIs('registered');
  expect(proxy.tries).toHaveLength(1);
  // The line said how many it could not read; nothing was thrown.
  expect(phone.errors.splice(0).filter((text) => !text.startsWith('it-widgets:'))).toEqual([]);
});
