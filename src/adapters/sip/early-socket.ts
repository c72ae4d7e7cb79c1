/**
 * The WebSocket that a line begins with, opened while the line's own code is still being loaded and read: the handshakes of TCP, TLS and WebSocket take
 * longer than that. Nothing is sent by it before somebody takes it.
 */
export class EarlySocket {
  #socket: WebSocket | undefined;
  #url = '';

  /** Opens it, where the browser lets it be opened; what is wrong with the address is found by whoever needs it. */
  open(url: string): void {
    this.drop();
    this.#url = url;
    try {
      this.#socket = openSocket(url);
    } catch {
      // SecurityError: mixed content.
    }
  }

  /** Hands it over, once; undefined where there is none to this address, or it failed. */
  take(url: string): WebSocket | undefined {
    const socket = this.#socket;
    if (!socket || url !== this.#url || socket.readyState > WebSocket.OPEN) return undefined;
    this.#socket = undefined;
    return socket;
  }

  /** Closes it, unless it was taken; once it is open, since of one that is closed before browsers tell the console that it failed. */
  drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket?.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket?.close();
  }
}

/** Begins to open a WebSocket for SIP (RFC 7118 section 4.1). @throws DOMException SecurityError when the page may not, SyntaxError */
export function openSocket(url: string): WebSocket {
  return new WebSocket(url, 'sip');
}

/** Closes a socket and hears no more of it. */
export function release(socket: WebSocket): void {
  socket.onopen = socket.onclose = socket.onmessage = null;
  socket.close();
}
