import { expect } from '@open-wc/testing';
import { offersAudio } from '../../../../src/adapters/sip/offered-media.js';

it('audio is offered by an audio section whose port is not 0', () => {
  expect(offersAudio({ body: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n' })).to.equal(true);
  expect(offersAudio({ body: 'v=0\r\nm=audio 0 UDP/TLS/RTP/SAVPF 0\r\n' })).to.equal(false);
  expect(offersAudio({ body: 'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n' })).to.equal(false);
  expect(offersAudio({ body: '' })).to.equal(false);
});
