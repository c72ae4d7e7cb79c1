import type { Page } from '@playwright/test';

/** What the page keeps for tests about its audio. */
export interface PageAudio {
  /** Every connection that was made, closed ones included. */
  readonly connections: Set<RTCPeerConnection>;
  /** Every media element that was ever given a stream. */
  readonly players: Set<HTMLMediaElement>;
  /** Every microphone track that was ever opened. */
  readonly microphones: Set<MediaStreamTrack>;
}

declare global {
  interface Window {
    pageAudio: PageAudio;
  }
}

/** From the next navigation on, what the page connects, plays and records can be found by {@link Window.pageAudio}; nothing behaves differently. */
export async function giveEars(page: Page): Promise<void> {
  await page.addInitScript(keepAudio);
}

function keepAudio(): void {
  const audio: PageAudio = { connections: new Set(), players: new Set(), microphones: new Set() };
  window.pageAudio = audio;

  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...configuration: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...configuration);
      audio.connections.add(this);
    }
  };

  const native = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject') as Required<PropertyDescriptor>;
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...native,
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      audio.players.add(this);
      native.set.call(this, stream);
    },
  });

  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    for (const track of stream.getAudioTracks()) audio.microphones.add(track);
    return stream;
  };
}
