import { expect } from '@open-wc/testing';
import { gatherAnew, limitGathering, withAddress } from '../../../../src/adapters/sip/gathering.js';

const candidates = ({ localDescription }: RTCPeerConnection): number => localDescription?.sdp.match(/^a=candidate:/gm)?.length ?? 0;

const gathered = (connection: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (connection.iceGatheringState === 'complete') resolve();
    };
    connection.addEventListener('icegatheringstatechange', look);
    look();
  });

describe('gathering after an ICE restart', () => {
  let caller: RTCPeerConnection;
  let callee: RTCPeerConnection;

  beforeEach(async () => {
    caller = new RTCPeerConnection();
    callee = new RTCPeerConnection();
    caller.addTransceiver('audio');
    await caller.setLocalDescription(await caller.createOffer());
    await callee.setRemoteDescription(caller.localDescription!);
    await callee.setLocalDescription(await callee.createAnswer());
    await caller.setRemoteDescription(callee.localDescription!);
    await Promise.all([gathered(caller), gathered(callee)]);
  });

  afterEach(() => {
    caller.close();
    callee.close();
  });

  it('an answer to new credentials has a candidate as soon as it is in place, although gathering was complete before', async () => {
    gatherAnew(callee);
    await caller.setLocalDescription(await caller.createOffer({ iceRestart: true }));
    await callee.setRemoteDescription(caller.localDescription!);
    await callee.setLocalDescription(await callee.createAnswer());
    expect(candidates(callee)).to.be.greaterThan(0);
  });

  it('so has an offer, and one that is taken back is taken back at once', async () => {
    gatherAnew(caller);
    await caller.setLocalDescription(await caller.createOffer({ iceRestart: true }));
    expect(candidates(caller)).to.be.greaterThan(0);
    const before = performance.now();
    await caller.setLocalDescription({ type: 'rollback' });
    expect(performance.now() - before).to.be.lessThan(500);
  });
});

describe('gathering without any network', () => {
  it('is over after a second although it never begins: an empty candidate, with which the offer is sent', async () => {
    const connection = Object.assign(new EventTarget(), { signalingState: 'have-local-offer', iceGatheringState: 'new' }) as unknown as RTCPeerConnection;
    limitGathering(connection);
    const over = new Promise<RTCPeerConnectionIceEvent>((resolve) => connection.addEventListener('icecandidate', resolve));
    connection.dispatchEvent(new Event('signalingstatechange'));
    expect((await over).candidate).to.equal(null);
  });
});

describe('the address of a description that is sent before gathering is over', () => {
  const sdp = (media: string, ...candidates: string[]): string =>
    ['v=0', 'o=- 1 1 IN IP4 0.0.0.0', ...media.split('|'), ...candidates.map((line) => `a=candidate:${line}`), 'a=sendrecv', ''].join('\r\n');
  const unset = 'm=audio 9 UDP/TLS/RTP/SAVPF 109 0|c=IN IP4 0.0.0.0';
  const udp = '0 1 UDP 2122252543 10.0.0.5 39722 typ host';

  it('is that of its first UDP candidate: 0.0.0.0 would be hold', () => {
    const other = '3 1 TCP 2105524479 10.0.0.6 9 typ host tcptype active';
    expect(withAddress(sdp(unset, other, udp))).to.equal(sdp('m=audio 39722 UDP/TLS/RTP/SAVPF 109 0|c=IN IP4 10.0.0.5', other, udp));
  });

  it('stays what it is where it is set, or where no candidate has one', () => {
    const set = 'm=audio 20000 UDP/TLS/RTP/SAVPF 109 0|c=IN IP4 10.0.0.7';
    const named = '0 1 UDP 2122252543 25b22bc8-5519-4136-8fb3-ff8cf5790c3e.local 44165 typ host';
    for (const same of [sdp(set, udp), sdp(unset, named), sdp(unset)]) expect(withAddress(same)).to.equal(same);
  });
});
