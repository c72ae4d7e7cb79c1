import { setTimeout as delay } from 'node:timers/promises';
import JsSIP from 'jssip';
import { WebSocket } from 'ws';

const RING_MS = 500;

/**
 * A phone for tests of what a server makes of calls: JsSIP's whole signalling in Node, without any media. What it offers looks like a browser's
 * description, so that Asterisk negotiates it, but nothing listens there: Asterisk ends such a call after its `rtptimeout`.
 */

const DESCRIPTION = (setup, direction) =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0 101',
    'c=IN IP4 127.0.0.1',
    'a=rtcp:9 IN IP4 127.0.0.1',
    'a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host',
    'a=ice-ufrag:itit',
    'a=ice-pwd:ititititititititititititit',
    `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
    `a=setup:${setup}`,
    'a=mid:0',
    `a=${direction}`,
    'a=rtcp-mux',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    '',
  ].join('\r\n');

class SilentConnection extends EventTarget {
  iceGatheringState = 'complete';
  iceConnectionState = 'connected';
  connectionState = 'connected';
  signalingState = 'stable';
  localDescription = null;
  remoteDescription = null;

  async createOffer() {
    return { type: 'offer', sdp: DESCRIPTION('actpass', 'sendrecv') };
  }

  async createAnswer() {
    return { type: 'answer', sdp: DESCRIPTION('active', 'sendrecv') };
  }

  async setLocalDescription(description) {
    this.localDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
  }

  async setRemoteDescription(description) {
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
  }

  addTrack() {}
  addStream() {}
  getSenders() {
    return [];
  }
  getReceivers() {
    return [];
  }
  close() {
    this.signalingState = 'closed';
  }
}

const silence = { getTracks: () => [], getAudioTracks: () => [], getVideoTracks: () => [] };

globalThis.window ??= globalThis;
globalThis.RTCPeerConnection = SilentConnection;
globalThis.RTCSessionDescription = class {
  constructor(description) {
    Object.assign(this, description);
  }
};

/** JsSIP's `Socket` interface on the package ws. */
class NodeSocket {
  via_transport = 'WS';
  #url;
  #socket;

  constructor(url) {
    this.#url = url;
  }

  get url() {
    return this.#url;
  }

  get sip_uri() {
    return `sip:127.0.0.1:${new URL(this.#url).port};transport=ws`;
  }

  connect() {
    this.#socket = new WebSocket(this.#url, 'sip');
    this.#socket.on('open', () => this.onconnect());
    this.#socket.on('message', (data) => this.ondata(data.toString()));
    this.#socket.on('close', (code, reason) => this.ondisconnect(code !== 1000, code, reason.toString()));
    this.#socket.on('error', () => {});
  }

  disconnect() {
    this.#socket?.close();
  }

  isConnected() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  isConnecting() {
    return this.#socket?.readyState === WebSocket.CONNECTING;
  }

  send(message) {
    if (!this.isConnected()) return false;
    this.#socket.send(message);
    return true;
  }
}

/**
 * Registers a phone.
 * @param {{ wsUrl: string, extension: string, password: string }} account
 * @returns {Promise<Phone>}
 * @throws {Error} when the registration is refused
 */
export async function openPhone({ wsUrl, extension, password }) {
  const ua = new JsSIP.UA({ sockets: [new NodeSocket(wsUrl)], uri: `sip:${extension}@127.0.0.1`, password, session_timers: false, register_expires: 600 });
  const phone = new Phone(ua, extension);
  await new Promise((resolve, reject) => {
    ua.once('registered', resolve);
    ua.once('registrationFailed', ({ cause }) => reject(new Error(`${extension}: ${cause}`)));
    ua.start();
  });
  return phone;
}

/** A registered phone; `session` of JsSIP's are what its methods give. */
export class Phone {
  #ua;
  #ringing = [];
  #waiting = [];

  /** Use {@link openPhone}. */
  constructor(ua, extension) {
    this.#ua = ua;
    this.extension = extension;
    ua.on('newRTCSession', ({ originator, session }) => {
      if (originator !== 'remote') return;
      const next = this.#waiting.shift();
      if (next) next(session);
      else this.#ringing.push(session);
    });
  }

  /** Dials; `extraHeaders` e.g. `Replaces`. */
  dial(number, { extraHeaders = [] } = {}) {
    return this.#ua.call(`sip:${encodeURIComponent(number)}@127.0.0.1`, { mediaStream: silence, extraHeaders });
  }

  /** The next call that rings here, or the oldest that has not been taken. */
  rung(limitMs = 10_000) {
    const waiting = this.#ringing.shift();
    if (waiting) return Promise.resolve(waiting);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.extension} did not ring within ${limitMs} ms`)), limitMs);
      this.#waiting.push((session) => {
        clearTimeout(late);
        resolve(session);
      });
    });
  }

  /** Answers the next call that rings, after it rang for a while as for a person. */
  async answer() {
    const session = await this.rung();
    await delay(RING_MS);
    session.answer({ mediaStream: silence });
    await confirmed(session);
    return session;
  }

  /** Refuses the next call that rings, after a while, as busy by default. */
  async reject(status = 486) {
    const session = await this.rung();
    await delay(RING_MS);
    session.terminate({ status_code: status });
    return session;
  }

  close() {
    this.#ua.stop();
  }
}

/** Resolves when the call is talked in; rejects when it ended instead. */
export function confirmed(session) {
  if (session.isEstablished()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    session.once('confirmed', resolve);
    session.once('failed', ({ cause }) => reject(new Error(`the call failed: ${cause}`)));
  });
}

/** Resolves when the call is over, however. */
export function ended(session) {
  if (session.isEnded()) return Promise.resolve();
  return new Promise((resolve) => session.once('ended', resolve).once('failed', resolve));
}
