import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { RTCSessionEvent } from 'jssip/lib/UA';
import type { Probe } from './probe.js';

declare const probe: Probe;

/** An account, as JsSIP wants it: `window.account`. */
export interface BareAccount {
  readonly url: string;
  readonly uri: string;
  readonly password: string;
}

/** JsSIP with nothing around it: what the product is measured against. Loaded into a page of its own as `window.bare`. */
export interface BareJsSip {
  /**
   * Calls, and hangs up when the first RTP packet is there; resolves with ms from here to its arrival. The microphone is opened here, as a phone
   * opens it. `tuned`: INVITE on the first host candidate instead of at the end of ICE gathering.
   */
  call(target: string, options: { tuned: boolean; iceServers: RTCIceServer[] }): Promise<number>;
  /** Calls, and talks on; resolves once talking. */
  talk(target: string): Promise<void>;
  /** From now on every incoming call is drawn as one line of text while it rings. */
  drawRings(): void;
}

const now = (): number => performance.timeOrigin + performance.now();
const { url, uri, password } = (window as unknown as { account: BareAccount }).account;
const ua = new UA({ uri, password, sockets: [new WebSocketInterface(url)], session_timers: false });

/** Resolves with when it was registered first, epoch ms. */
const registered = new Promise<number>((resolve, reject) => {
  ua.on('registered', () => resolve(now()));
  ua.on('registrationFailed', ({ cause }) => reject(new Error(String(cause))));
});
ua.start();

const bare: BareJsSip = {
  call: async (target, { tuned, iceServers }) => {
    const from = now();
    const mediaStream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const session = ua.call(target, { mediaStream, mediaConstraints: { audio: true, video: false }, pcConfig: { iceServers } });
    if (tuned) {
      session.on('icecandidate', ({ candidate, ready }) => {
        if (candidate.type === 'host') ready();
      });
    }
    const audio = new Audio();
    session.connection.addEventListener('track', ({ streams }) => {
      audio.srcObject = streams[0] ?? null;
      void audio.play();
    });
    const first = await probe.firstPacket();
    await ended(session);
    mediaStream.getTracks().forEach((track) => track.stop());
    audio.srcObject = null;
    return first - from;
  },

  talk: async (target) => {
    const mediaStream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const session = ua.call(target, { mediaStream, mediaConstraints: { audio: true, video: false } });
    session.on('icecandidate', ({ candidate, ready }) => {
      if (candidate.type === 'host') ready();
    });
    const audio = new Audio();
    session.connection.addEventListener('track', ({ streams }) => {
      audio.srcObject = streams[0] ?? null;
      void audio.play();
    });
    await new Promise<void>((resolve, reject) => {
      session.on('confirmed', () => resolve());
      session.on('failed', ({ cause }) => reject(new Error(String(cause))));
    });
  },

  drawRings: () => {
    ua.on('newRTCSession', ({ originator, session }: RTCSessionEvent) => {
      if (String(originator) !== 'remote') return;
      const line = document.body.appendChild(document.createElement('div'));
      line.className = 'ring';
      line.textContent = session.remote_identity.uri.user;
      for (const end of ['ended', 'failed'] as const) session.on(end, () => line.remove());
    });
  },
};

function ended(session: RTCSession): Promise<void> {
  return new Promise((resolve) => {
    session.on('ended', () => resolve());
    session.terminate();
  });
}

Object.assign(window, { bare, registered });
