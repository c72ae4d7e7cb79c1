/** A message in the manner of RFC 4475, of our own, and what the RFC asks for in return; undefined: silence. */
export interface Torture {
  /** The section that it stands for. */
  readonly section: string;
  readonly what: string;
  readonly message: (branch: string) => string;
  readonly answer: RegExp | undefined;
}

const URI = 'sip:1001@127.0.0.1';
/** No audio: whoever reads it refuses it, and nothing rings. */
const VIDEO = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n';
const READ = /^SIP\/2\.0 200/;
const REFUSED = /^SIP\/2\.0 4\d\d/;
const UNREADABLE = /^SIP\/2\.0 400/;
const NO_MEDIA = /^SIP\/2\.0 (?:415|488|606)/;

interface Head {
  readonly via?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cseq?: string;
  readonly forwards?: string;
  readonly more?: readonly string[];
}

export function head(branch: string, method: string, { via, from, to, cseq, forwards, more = [] }: Head = {}): string[] {
  return [
    via ?? `Via: SIP/2.0/WS t.invalid;branch=${branch}`,
    `Max-Forwards: ${forwards ?? '70'}`,
    `From: ${from ?? '<sip:1@a.example>;tag=x'}`,
    `To: ${to ?? `<${URI}>`}`,
    `Call-ID: ${branch}`,
    `CSeq: ${cseq ?? `1 ${method}`}`,
    'Contact: <sip:1@a.example;transport=ws>',
    ...more,
  ];
}

export function request(start: string, headers: readonly string[], body = ''): string {
  const type = body === '' ? [] : ['Content-Type: application/sdp'];
  return [start, ...headers, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

const options =
  (about: Head = {}, start = `OPTIONS ${URI} SIP/2.0`) =>
  (branch: string): string =>
    request(start, head(branch, 'OPTIONS', about));
const invite =
  (about: Head = {}, start = `INVITE ${URI} SIP/2.0`) =>
  (branch: string): string =>
    request(start, head(branch, 'INVITE', about), VIDEO);
const register =
  (contact: string) =>
  (branch: string): string =>
    request(
      'REGISTER sip:127.0.0.1 SIP/2.0',
      head(branch, 'REGISTER').map((line) => (line.startsWith('Contact') ? `Contact: ${contact}` : line)),
    );

export const TORTURES: readonly Torture[] = [
  {
    section: '3.1.1.1',
    what: 'folded headers, odd spaces, short forms',
    message: (branch) =>
      `OPTIONS ${URI} SIP/2.0\r\nv:  SIP/2.0/WS t.invalid\r\n ;branch=${branch}\r\nf: "J \\"R\\"" <sip:1@a.example>\r\n ;tag = x\r\nt: ${URI}\r\ni: ${branch}\r\nCSeq: 1\r\n  OPTIONS\r\nMax-Forwards: 0068\r\nX-Unknown:  : ;;,,\r\nl: 0\r\n\r\n`,
    answer: /^SIP\/2\.0 (?:200|400)/,
  },
  { section: '3.1.1.2', what: 'every character that a header may have', message: options({ more: ["X-!.%*_+`'~: ＮＵＬ ~!@#$%^&*()_+{}|"] }), answer: READ },
  { section: '3.1.1.3', what: 'escapes in the user part', message: options({ from: '<sip:%75%73er;x=%2f@a.example>;tag=x' }), answer: READ },
  { section: '3.1.1.4', what: 'an escaped nought in the user part', message: options({ from: '<sip:nul-%00-nul@a.example>;tag=x' }), answer: READ },
  { section: '3.1.1.5', what: 'a % that escapes nothing', message: options({ from: '"%Z%45" <sip:1@a.example>;tag=x' }), answer: READ },
  { section: '3.1.1.6', what: 'no space between name and <', message: options({ from: 'caller<sip:1@a.example>;tag=x' }), answer: READ },
  {
    section: '3.1.1.7',
    what: 'very long values',
    message: options({ from: `"${'long '.repeat(400)}" <sip:${'9'.repeat(600)}@a.example>;tag=${'x'.repeat(300)}`, more: [`X-Long: ${'y'.repeat(3000)}`] }),
    answer: READ,
  },
  { section: '3.1.1.8', what: 'something behind the message', message: (branch) => `${options()(branch)}INVITE ${URI} SIP/2.0`, answer: READ },
  { section: '3.1.1.9', what: 'semicolons in the user part', message: options({ from: '<sip:user;par=u%40example.net@a.example>;tag=x' }), answer: READ },
  {
    section: '3.1.1.10',
    what: 'transports that nobody knows',
    message: (branch) => options({ via: `Via: SIP/2.0/WS t.invalid;branch=${branch}\r\nVia: SIP/2.0/UNKNOWN u.invalid;branch=z9hG4bKo` })(branch),
    answer: READ,
  },
  {
    section: '3.1.1.11',
    what: 'a body of several parts',
    message: (branch) =>
      request(`INVITE ${URI} SIP/2.0`, head(branch, 'INVITE'), '--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n').replace(
        'application/sdp',
        'multipart/mixed;boundary=b',
      ),
    answer: REFUSED,
  },
  {
    section: '3.1.1.12',
    what: 'a reason of many signs',
    message: (branch) => request('SIP/2.0 200 = 2**3 * 5**2 но сто 九', head(branch, 'OPTIONS')),
    answer: undefined,
  },
  { section: '3.1.1.13', what: 'an empty reason', message: (branch) => request('SIP/2.0 100 ', head(branch, 'OPTIONS')), answer: undefined },
  { section: '3.1.2.1', what: 'separators too many', message: invite({ from: '<sip:1@a.example>;;,;,,' }), answer: UNREADABLE },
  {
    section: '3.1.2.2',
    what: 'a body shorter than its Content-Length',
    message: (branch) => [`INVITE ${URI} SIP/2.0`, ...head(branch, 'INVITE'), 'Content-Length: 9999', '', 'v=0'].join('\r\n'),
    answer: UNREADABLE,
  },
  {
    section: '3.1.2.3',
    what: 'a negative Content-Length',
    message: (branch) => [`INVITE ${URI} SIP/2.0`, ...head(branch, 'INVITE'), 'Content-Length: -999', '', VIDEO].join('\r\n'),
    answer: REFUSED,
  },
  {
    section: '3.1.2.4',
    what: 'numbers beyond what they may be',
    message: options({ cseq: '36893488147419103232 OPTIONS', forwards: '300' }),
    answer: /^SIP\/2\.0 (?:400|200)/,
  },
  {
    section: '3.1.2.5',
    what: 'numbers of a response beyond what they may be',
    message: (branch) =>
      request('SIP/2.0 503 No', head(branch, 'OPTIONS', { cseq: '9292394834772304023312 OPTIONS', more: ['Retry-After: 949302838503028349304023988'] })),
    answer: undefined,
  },
  { section: '3.1.2.6', what: 'a quoted name that is not closed', message: invite({ from: '"Not closed <sip:1@a.example>;tag=x' }), answer: UNREADABLE },
  { section: '3.1.2.7', what: '<> around the address of the request line', message: invite({}, `INVITE <${URI}> SIP/2.0`), answer: UNREADABLE },
  { section: '3.1.2.8', what: 'a space within the address of the request line', message: invite({}, 'INVITE sip:1001@127.0.0.1; lr SIP/2.0'), answer: REFUSED },
  { section: '3.1.2.9', what: 'several spaces in the request line', message: invite({}, `INVITE  ${URI}  SIP/2.0`), answer: REFUSED },
  { section: '3.1.2.10', what: 'spaces behind the request line', message: options({}, `OPTIONS ${URI} SIP/2.0  `), answer: /^SIP\/2\.0 (?:200|400|505)/ },
  { section: '3.1.2.11', what: 'headers in the address of the request line', message: invite({}, `INVITE ${URI}?Route=%3Csip:a%3E SIP/2.0`), answer: REFUSED },
  { section: '3.1.2.12', what: 'a date of another time zone', message: options({ more: ['Date: Fri, 01 Jan 2010 16:00:00 EST'] }), answer: READ },
  { section: '3.1.2.13', what: 'parameters of an address without <>', message: invite({ from: 'sip:1@a.example?Route=x;tag=x' }), answer: REFUSED },
  { section: '3.1.2.14', what: 'spaces within an address', message: invite({ to: '"1001" < sip:1001@127.0.0.1 >' }), answer: REFUSED },
  {
    section: '3.1.2.15',
    what: 'signs in a name that need quotes',
    message: invite({ from: 'Bell, Alexander <sip:a.g.bell@a.example>;tag=x' }),
    answer: REFUSED,
  },
  { section: '3.1.2.16', what: 'another version of SIP', message: options({}, `OPTIONS ${URI} SIP/7.0`), answer: /^SIP\/2\.0 505/ },
  { section: '3.1.2.17', what: 'another method in CSeq', message: options({ cseq: '8 INVITE' }), answer: REFUSED },
  {
    section: '3.1.2.18',
    what: 'an unknown method, and another in CSeq',
    message: (branch) => request(`NEWMETHOD ${URI} SIP/2.0`, head(branch, 'NEWMETHOD', { cseq: '8 INVITE' })),
    answer: REFUSED,
  },
  {
    section: '3.1.2.19',
    what: 'a status that does not exist',
    message: (branch) => request('SIP/2.0 4294967301 better not break the receiver', head(branch, 'OPTIONS')),
    answer: undefined,
  },
  {
    section: '3.2.1',
    what: 'a Via without an identifier',
    message: (branch) => options({ via: 'Via: SIP/2.0/WS t.invalid;branch=z9hG4bK' })(branch),
    answer: /^SIP\/2\.0/,
  },
  { section: '3.3.1', what: 'nothing but the request line', message: () => `INVITE ${URI} SIP/2.0\r\n\r\n`, answer: undefined },
  { section: '3.3.2', what: 'a scheme that nobody knows', message: options({}, 'OPTIONS nobodyknows:1001 SIP/2.0'), answer: /^SIP\/2\.0 4(?:00|16)/ },
  {
    section: '3.3.3',
    what: 'a scheme that is known and not for SIP',
    message: options({}, 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0'),
    answer: /^SIP\/2\.0 4(?:00|16)/,
  },
  { section: '3.3.4', what: 'unknown schemes in headers', message: options({ from: '<name:John_Smith>;tag=x' }), answer: /^SIP\/2\.0/ },
  {
    section: '3.3.5',
    what: 'something required that nobody knows',
    message: invite({ more: ['Require: nothingSupportsThis'] }),
    answer: /^SIP\/2\.0 (?:420|488)/,
  },
  {
    section: '3.3.6',
    what: 'a body of an unknown kind',
    message: (branch) => invite()(branch).replace('application/sdp', 'application/unknownformat'),
    answer: NO_MEDIA,
  },
  {
    section: '3.3.7',
    what: 'credentials of an unknown scheme',
    message: options({ more: ['Authorization: NoOneKnowsThisScheme opaque-data=here'] }),
    answer: READ,
  },
  {
    section: '3.3.8',
    what: 'headers twice that may be there once',
    message: (branch) => options({ more: [`Call-ID: ${branch}`, 'CSeq: 5 OPTIONS', 'Max-Forwards: 5'] })(branch),
    answer: /^SIP\/2\.0/,
  },
  { section: '3.3.9', what: 'two values of Content-Length', message: (branch) => options({ more: ['Content-Length: 0'] })(branch), answer: /^SIP\/2\.0/ },
  {
    section: '3.3.10',
    what: 'a response whose Via names everybody',
    message: (branch) => request('SIP/2.0 200 OK', head(branch, 'OPTIONS', { via: `Via: SIP/2.0/WS 255.255.255.255;branch=${branch}` })),
    answer: undefined,
  },
  { section: '3.3.11', what: 'a Max-Forwards of nought', message: options({ forwards: '0' }), answer: READ },
  { section: '3.3.12', what: 'REGISTER with a parameter of the contact', message: register('sip:user@a.example;unknownparam'), answer: REFUSED },
  { section: '3.3.13', what: 'REGISTER with a parameter of the address', message: register('<sip:user@a.example;unknownparam>'), answer: REFUSED },
  { section: '3.3.14', what: 'REGISTER with headers in the address', message: register('<sip:user@a.example?Route=%3Csip:b%3E>'), answer: REFUSED },
  {
    section: '3.3.15',
    what: 'who accepts no answer that there is',
    message: options({ more: ['Accept: text/nobodyknowsthis'] }),
    answer: /^SIP\/2\.0 (?:200|406)/,
  },
  {
    section: '3.4.1',
    what: 'an INVITE of RFC 2543: no branch, no tag',
    message: (branch) => invite({ via: 'Via: SIP/2.0/WS t.invalid', from: 'sip:1@a.example' })(branch),
    answer: /^SIP\/2\.0/,
  },
  // Not of the RFC, and seen.
  { section: '–', what: 'bytes that are no text', message: () => '\u0000\u0001\uFFFDINVITE\u0000', answer: undefined },
  { section: '–', what: 'an ACK for nothing', message: (branch) => request(`ACK ${URI} SIP/2.0`, head(branch, 'ACK')), answer: undefined },
  {
    section: '–',
    what: 'an ACK that cannot be read',
    message: (branch) => request(`ACK ${URI} SIP/2.0`, head(branch, 'ACK', { from: '山 <sip:1@a>' })),
    answer: undefined,
  },
  {
    section: '–',
    what: 'a BYE for no call',
    message: (branch) => request(`BYE ${URI} SIP/2.0`, head(branch, 'BYE', { to: `<${URI}>;tag=never` })),
    answer: /^SIP\/2\.0 481/,
  },
  {
    section: '–',
    what: 'a NOTIFY without Event',
    message: (branch) => request(`NOTIFY ${URI} SIP/2.0`, head(branch, 'NOTIFY', { to: `<${URI}>;tag=never` })),
    answer: /^SIP\/2\.0 (?:400|481|489)/,
  },
];

/** Sections of RFC 4475 that hold a message. */
export const SECTIONS: readonly string[] = [
  ...Array.from({ length: 13 }, (_none, index) => `3.1.1.${index + 1}`),
  ...Array.from({ length: 19 }, (_none, index) => `3.1.2.${index + 1}`),
  '3.2.1',
  ...Array.from({ length: 15 }, (_none, index) => `3.3.${index + 1}`),
  '3.4.1',
];
