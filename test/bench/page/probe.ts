/** What the bench puts into every page before anything else, ours and the peers' alike, so that both pay for it and both are read in the same way. */
export interface Probe {
  /** Every peer connection that the page made, held weakly. */
  readonly connections: WeakRef<RTCPeerConnection>[];
  /** Every track that the page captured, held weakly. */
  readonly tracks: WeakRef<MediaStreamTrack>[];
  /** Has the newest WebSocket, which is open, had a REGISTER accepted? */
  registered: boolean;
  /** When the newest INVITE came out of a WebSocket, epoch ms. */
  invitedAt: number;
  /** Resolves with when the first RTP packet of the newest connection arrived, epoch ms. */
  firstPacket(): Promise<number>;
  /** Resolves with when `there` was first true in a frame that is painted by now, epoch ms. */
  painted(there: () => unknown): Promise<number>;
  /** Is there an element for the selector, also in the shadow trees of our elements, and does it have a size? */
  shows(selector: string): boolean;
}

/** A packet of audio is sent every 20 ms. */
const PACKET_MS = 20;

const now = (): number => performance.timeOrigin + performance.now();
const connections: WeakRef<RTCPeerConnection>[] = [];
const tracks: WeakRef<MediaStreamTrack>[] = [];

const NativeConnection = window.RTCPeerConnection;
window.RTCPeerConnection = class extends NativeConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(new WeakRef(this));
  }
};

const capture = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
if (capture) {
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    tracks.push(...stream.getTracks().map((track) => new WeakRef(track)));
    return stream;
  };
}

const NativeSocket = window.WebSocket;
window.WebSocket = class extends NativeSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string') return;
      if (data.startsWith('INVITE ')) probe.invitedAt = now();
      if (data.startsWith('SIP/2.0 200 ') && /^CSeq: *\d+ REGISTER/m.test(data)) probe.registered = true;
    });
    this.addEventListener('close', () => (probe.registered = false));
  }
};

const probe: Probe = {
  connections,
  tracks,
  registered: false,
  invitedAt: 0,

  /** The statistics are renewed every 50 ms, so the arrival is reckoned back from the last packet. */
  firstPacket: async () => {
    for (;;) {
      const connection = connections.at(-1)?.deref();
      for (const report of connection ? (await connection.getStats()).values() : []) {
        const { type, packetsReceived, lastPacketReceivedTimestamp } = report as RTCInboundRtpStreamStats & { lastPacketReceivedTimestamp?: number };
        if (type === 'inbound-rtp' && packetsReceived && lastPacketReceivedTimestamp) return lastPacketReceivedTimestamp - PACKET_MS * (packetsReceived - 1);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },

  // Seen after all callbacks of the frame, when it has been laid out: what is drawn in a callback of the frame is painted with it. The element whose size
  // changes is what makes a ResizeObserver speak in every frame.
  painted: (there) =>
    new Promise((resolve) => {
      const ruler = document.createElement('i');
      ruler.style.cssText = 'position:fixed;visibility:hidden;height:0;width:1px';
      const observer = new ResizeObserver(() => {
        if (!there()) return look();
        observer.disconnect();
        ruler.remove();
        // The task after a frame's callbacks runs when the frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(now());
        port2.postMessage(undefined);
      });
      const look = (): void => {
        requestAnimationFrame(() => {
          if (!ruler.isConnected) document.documentElement.append(ruler);
          ruler.style.width = ruler.style.width === '1px' ? '2px' : '1px';
        });
      };
      observer.observe(ruler);
      look();
    }),

  shows: (selector) =>
    [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])].some((root) =>
      [...root.querySelectorAll(selector)].some((element) => element.getBoundingClientRect().height > 0),
    ),
};

Object.assign(window, { probe });
