import { expect } from '@open-wc/testing';
import { branchOf, contradictsItself, refusalOf } from '../../../../src/adapters/sip/unreadable.js';

const lines = (...all: string[]): string => [...all, '', ''].join('\r\n');
const HEADERS = ['Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1', 'From: 山田 <sip:1@a>;tag=f', 'To: <sip:2@b>', 'Call-ID: c', 'CSeq: 7 INVITE'];

describe('a request that cannot be read', () => {
  it('is answered 400 with its own Via, From, To, Call-ID and CSeq, and a tag in To', () => {
    const answer = refusalOf(lines('INVITE sip:2@b SIP/2.0', ...HEADERS))?.split('\r\n');
    expect(answer?.[0]).to.equal('SIP/2.0 400 Bad Request');
    expect(answer).to.include.members([HEADERS[0], HEADERS[1], HEADERS[3], HEADERS[4], 'Content-Length: 0']);
    expect(answer?.find((line) => line.startsWith('To:'))).to.match(/^To: <sip:2@b>;tag=\w+$/);
  });

  it('finds its headers in short form, folded, and in any order; every Via goes back', () => {
    const answer = refusalOf(
      lines('BYE sip:2@b SIP/2.0', 'i: c', 'v: SIP/2.0/WS a;branch=z1', 'Via: SIP/2.0/UDP b;branch=z2', 'f: x', 'CSeq: 7', '\tBYE', 't: <sip:2@b>;tag=t'),
    );
    expect(answer).to.include('Via: SIP/2.0/WS a;branch=z1\r\nVia: SIP/2.0/UDP b;branch=z2\r\n');
    expect(answer).to.include('To: <sip:2@b>;tag=t\r\n').and.include('CSeq: 7 BYE\r\n');
  });

  it('is answered 505 when it is of another version', () => {
    expect(refusalOf(lines('OPTIONS sip:2@b SIP/7.0', ...HEADERS))).to.match(/^SIP\/2\.0 505 /);
  });

  it('meets silence when it is an ACK, a response, no SIP, or lacks what an answer needs', () => {
    expect(refusalOf(lines('ACK sip:2@b SIP/2.0', ...HEADERS))).to.equal(undefined);
    expect(refusalOf(lines('SIP/2.0 200 OK', ...HEADERS))).to.equal(undefined);
    expect(refusalOf('\r\n\r\n')).to.equal(undefined);
    expect(refusalOf('')).to.equal(undefined);
    expect(refusalOf(lines('INVITE sip:2@b SIP/2.0', ...HEADERS.slice(1)))).to.equal(undefined);
  });

  it('is one whose CSeq names another method; a response is none', () => {
    expect(contradictsItself(lines('OPTIONS sip:2@b SIP/2.0', ...HEADERS))).to.equal(true);
    expect(contradictsItself(lines('INVITE sip:2@b SIP/2.0', ...HEADERS))).to.equal(false);
    expect(contradictsItself(lines('SIP/2.0 200 OK', ...HEADERS))).to.equal(false);
  });

  it('is answered however many spaces its first line has', () => {
    expect(refusalOf(lines('INVITE  sip:2@b  SIP/2.0', ...HEADERS))).to.match(/^SIP\/2\.0 400 /);
  });

  it('is known by the branch of its topmost Via', () => {
    expect(branchOf(lines('INVITE sip:2@b SIP/2.0', 'Via: SIP/2.0/WS a;rport ; branch = z1', 'Via: SIP/2.0/WS b;branch=z2'))).to.equal('z1');
    expect(branchOf('INVITE sip:2@b SIP/2.0')).to.equal(undefined);
  });
});
