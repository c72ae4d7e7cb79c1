import { expect, test } from './phones.js';

/**
 * Messages in the manner of RFC 4475, one of our own per section: what comes back, undefined: nothing. None of them may ring, throw or cost the registration.
 */
const BODY = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n';

interface Torture {
  readonly what: string;
  readonly message: (branch: string) => string;
  readonly answer: RegExp | undefined;
}

const request = (start: string, headers: readonly string[], body = ''): string => [start, ...headers, `Content-Length: ${body.length}`, '', body].join('\r\n');
const head = (branch: string, method: string, { from = '<sip:1@a.example>;tag=x', to = '<sip:1001@127.0.0.1>', cseq = `1 ${method}` } = {}): string[] => [
  `Via: SIP/2.0/WS t.invalid;branch=${branch}`,
  'Max-Forwards: 70',
  `From: ${from}`,
  `To: ${to}`,
  `Call-ID: ${branch}`,
  `CSeq: ${cseq}`,
];

const TORTURES: readonly Torture[] = [
  {
    what: '3.1.1 a valid OPTIONS with folded headers, odd spaces and short forms',
    message: (branch) =>
      `OPTIONS sip:1001@127.0.0.1 SIP/2.0\r\nv:  SIP/2.0/WS t.invalid\r\n ;branch=${branch}\r\nf: "J \\"R\\"" <sip:1@a.example>\r\n ;tag = x\r\nt: sip:1001@127.0.0.1\r\ni: ${branch}\r\nCSeq: 1\r\n  OPTIONS\r\nMax-Forwards: 0068\r\nX-Unknown:  : ;;,,\r\nl: 0\r\n\r\n`,
    answer: /^SIP\/2\.0 (?:200|400)/,
  },
  {
    what: '3.1.1 an unknown method',
    message: (branch) => request('NEWMETHOD sip:1001@127.0.0.1 SIP/2.0', head(branch, 'NEWMETHOD')),
    answer: /^SIP\/2\.0 405|^SIP\/2\.0 400/,
  },
  {
    what: '3.1.2 extraneous separators in a header',
    message: (branch) => request('INVITE sip:1001@127.0.0.1 SIP/2.0', head(branch, 'INVITE', { from: '<sip:1@a.example>;;,;,,' }), BODY),
    answer: /^SIP\/2\.0 400/,
  },
  {
    what: '3.1.2 a body shorter than its Content-Length',
    message: (branch) => ['INVITE sip:1001@127.0.0.1 SIP/2.0', ...head(branch, 'INVITE'), 'Content-Length: 9999', '', 'v=0'].join('\r\n'),
    answer: /^SIP\/2\.0 400/,
  },
  {
    what: '3.1.2 a negative Content-Length',
    message: (branch) => ['INVITE sip:1001@127.0.0.1 SIP/2.0', ...head(branch, 'INVITE'), 'Content-Length: -999', '', BODY].join('\r\n'),
    answer: /^SIP\/2\.0 4/,
  },
  {
    what: '3.1.2 a CSeq beyond 2^31',
    message: (branch) => request('OPTIONS sip:1001@127.0.0.1 SIP/2.0', head(branch, 'OPTIONS', { cseq: '36893488147419103232 OPTIONS' })),
    answer: /^SIP\/2\.0 (?:400|200)/,
  },
  {
    what: '3.1.2 a quoted name that is not closed',
    message: (branch) => request('INVITE sip:1001@127.0.0.1 SIP/2.0', head(branch, 'INVITE', { from: '"Not closed <sip:1@a.example>;tag=x' }), BODY),
    answer: /^SIP\/2\.0 400/,
  },
  {
    what: '3.1.2 an address within <> in the request line',
    message: (branch) => request('INVITE <sip:1001@127.0.0.1> SIP/2.0', head(branch, 'INVITE'), BODY),
    answer: /^SIP\/2\.0 400/,
  },
  {
    what: '3.1.2 another version of SIP',
    message: (branch) => request('OPTIONS sip:1001@127.0.0.1 SIP/7.0', head(branch, 'OPTIONS')),
    answer: /^SIP\/2\.0 505/,
  },
  {
    what: '3.1.2 a response whose status does not exist',
    message: (branch) => request('SIP/2.0 4294967301 better not break the receiver', head(branch, 'OPTIONS')),
    answer: undefined,
  },
  {
    what: '3.2 a method in CSeq that is another',
    message: (branch) => request('OPTIONS sip:1001@127.0.0.1 SIP/2.0', head(branch, 'OPTIONS', { cseq: '8 NEWMETHOD' })),
    answer: /^SIP\/2\.0/,
  },
  { what: '3.3.1 nothing but the request line', message: () => 'INVITE sip:1001@127.0.0.1 SIP/2.0\r\n\r\n', answer: undefined },
  {
    what: '3.3.2 a request to an unknown scheme',
    message: (branch) => request('OPTIONS nobodyknows:1001 SIP/2.0', head(branch, 'OPTIONS')),
    answer: /^SIP\/2\.0 4/,
  },
  {
    what: '3.3 an INVITE that merges with itself by another way',
    message: (branch) => request('BYE sip:1001@127.0.0.1 SIP/2.0', head(branch, 'BYE', { to: '<sip:1001@127.0.0.1>;tag=never' })),
    answer: /^SIP\/2\.0 481/,
  },
  {
    what: '3.3 a NOTIFY without Event',
    message: (branch) => request('NOTIFY sip:1001@127.0.0.1 SIP/2.0', head(branch, 'NOTIFY', { to: '<sip:1001@127.0.0.1>;tag=never' })),
    answer: /^SIP\/2\.0 (?:400|481|489)/,
  },
  { what: '3.4 bytes that are no text', message: () => '\u0000\u0001\uFFFDINVITE\u0000', answer: undefined },
  { what: '4 an ACK for nothing', message: (branch) => request('ACK sip:1001@127.0.0.1 SIP/2.0', head(branch, 'ACK')), answer: undefined },
  {
    what: '4 an ACK that cannot be read',
    message: (branch) => request('ACK sip:1001@127.0.0.1 SIP/2.0', head(branch, 'ACK', { from: '山 <sip:1@a>' })),
    answer: undefined,
  },
];

test('torture messages (RFC 4475) are answered or met with silence as the RFC asks; none rings, throws or costs the registration', async ({
  openProxy,
  openPhone,
}) => {
  const proxy = await openProxy();
  const phone = await openPhone('1001', { through: proxy });
  proxy.rule = (message, direction) => (direction === 'up' && message.startsWith('SIP/2.0') ? undefined : message);
  const answers = (branch: string): string[] =>
    proxy.sent.filter((message) => message.startsWith('SIP/2.0') && message.includes(branch) && !message.startsWith('SIP/2.0 100'));
  for (const { what, message, answer } of TORTURES) {
    const branch = `z9hG4bK${Math.random().toString(36).slice(2)}`;
    proxy.say(message(branch));
    // What follows it is answered after it.
    const probe = `z9hG4bK${Math.random().toString(36).slice(2)}`;
    proxy.say(request('OPTIONS sip:1001@127.0.0.1 SIP/2.0', head(probe, 'OPTIONS')));
    await expect.poll(() => answers(probe).map((text) => text.slice(8, 11)), { message: `the line lives after ${what}` }).toEqual(['200']);
    if (answer === undefined) expect(answers(branch), what).toEqual([]);
    else expect(answers(branch)[0] ?? 'nothing', what).toMatch(answer);
  }
  expect((await phone.snapshot()).calls).toEqual([]);
  await phone.lineIs('registered');
  expect(proxy.tries).toHaveLength(1);
  // The line said how many it could not read; nothing was thrown.
  expect(phone.errors.splice(0).filter((text) => !text.startsWith('it-widgets:'))).toEqual([]);
});
