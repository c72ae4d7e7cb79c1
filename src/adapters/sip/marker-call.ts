import type { UA } from 'jssip';
import type { Microphone } from '../media/microphone.js';

/** What is dialled to leave a mark in the PBX's log: it shows when the phone was initialised. `%2300` on the wire. */
export const MARKER = '#00';

/** It has made its mark long before, ms. */
const LIMIT_MS = 5000;

/** Makes the mark when the line is registered, the first time only. */
export class MarkerCall {
  readonly #place: () => () => void;
  #placed = false;
  #end: () => void = () => undefined;

  constructor(ua: UA, address: string, silence: () => Microphone) {
    this.#place = () => placeMarkerCall(ua, address, silence());
  }

  registered(): void {
    if (this.#placed) return;
    this.#placed = true;
    this.#end = this.#place();
  }

  stop(): void {
    this.#end();
  }
}

/**
 * Places the marker call: nobody's call, so it opens no microphone, is in no snapshot, and ends by itself: when the PBX answers or refuses it, or after 5 s.
 * Returns its stop.
 */
function placeMarkerCall(ua: UA, address: string, silence: Microphone): () => void {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const over = (): void => {
    clearTimeout(limit);
    silence.stop();
  };
  try {
    const session = ua.call(address, { mediaStream: silence.stream, mediaConstraints: { audio: true, video: false } });
    const end = (): void => {
      if (!session.isEnded()) session.terminate();
    };
    limit = setTimeout(end, LIMIT_MS);
    session.on('confirmed', end);
    session.on('ended', over);
    session.on('failed', over);
    // One unreachable STUN server would hold it back: the host's own candidates will do.
    session.on('icecandidate', ({ ready }: { ready: () => void }) => ready());
    return end;
  } catch {
    // JsSIP refuses while its socket is down: there is no log to make a mark in.
    over();
    return () => undefined;
  }
}
