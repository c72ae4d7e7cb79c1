import { expect } from '@open-wc/testing';
import { MediaRecovery } from '../../../../src/adapters/sip/media-recovery.js';

describe('the audio path of a call', () => {
  it('is seen as the browser has it, also where a host has put a class of its own before RTCPeerConnection', () => {
    const Native = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Native {};
    const connection = new globalThis.RTCPeerConnection();
    globalThis.RTCPeerConnection = Native;
    new MediaRecovery(connection, { restart: () => Promise.resolve(true), gaveUp: () => undefined });
    expect(connection.iceConnectionState).to.equal('new');
    connection.close();
  });
});
