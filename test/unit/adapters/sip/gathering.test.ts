import { expect } from '@open-wc/testing';
import { gatherAnew } from '../../../../src/adapters/sip/gathering.js';

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
