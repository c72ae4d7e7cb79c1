import { expect } from '@open-wc/testing';
import { splitByPath } from '../../../../src/adapters/sip/path-choice.js';

const candidate = (address: string, type: string): string => `a=candidate:1 1 UDP 100 ${address} 20000 typ ${type}`;
const description = (...candidates: string[]): string =>
  ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=mid:audio-0', ...candidates, 'a=end-of-candidates', 'a=rtcp-mux', ''].join('\r\n');

describe('the path to the far end', () => {
  const relay = candidate('198.51.100.7', 'relay');
  const seen = candidate('203.0.113.5', 'srflx raddr 10.0.0.5 rport 9');
  const own = candidate('203.0.113.6', 'host');
  const near = candidate('10.0.0.5', 'host');

  it('is a private address where there is one; the others are held back, for the section that they belong to', () => {
    const { sdp, others } = splitByPath(description(relay, seen, own, near));
    expect(sdp).to.equal(['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=mid:audio-0', near, 'a=rtcp-mux', ''].join('\r\n'));
    expect(others).to.deep.equal([relay, seen, own].map((line) => ({ candidate: line.slice(2), sdpMLineIndex: 0, sdpMid: 'audio-0' })));
  });

  it('is else the server’s own address, then one seen from outside, then a relay', () => {
    expect(splitByPath(description(relay, seen, own)).sdp)
      .to.include(own)
      .and.not.include(seen);
    expect(splitByPath(description(relay, seen)).sdp)
      .to.include(seen)
      .and.not.include(relay);
  });

  it('leaves a description alone whose candidates are alike, or that has none', () => {
    for (const alike of [description(near, candidate('192.168.1.9', 'host')), description(), description(relay)]) {
      expect(splitByPath(alike)).to.deep.equal({ sdp: alike, others: [] });
    }
  });

  it('knows private addresses from others', () => {
    for (const address of ['127.0.0.1', '10.1.1.1', '172.16.0.1', '172.31.9.9', '192.168.0.1', '169.254.1.1', '100.64.0.1', 'fd00::1', 'fe80::1', '::1']) {
      expect(splitByPath(description(candidate(address, 'host'), own)).others, address).to.have.length(1);
    }
    for (const address of ['172.32.0.1', '100.128.0.1', '11.0.0.1', '2001:db8::1']) {
      expect(splitByPath(description(candidate(address, 'host'), own)).others, address).to.have.length(0);
    }
  });
});
