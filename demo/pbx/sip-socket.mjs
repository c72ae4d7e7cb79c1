import { serialiseSipMessage } from './sip-message.mjs';

/** One phone's WebSocket: whole SIP messages in and out, keep-alives answered (RFC 5626 section 3.5.1). */
export class SipSocket {
  #socket;

  /**
   * @param {import('ws').WebSocket} socket
   * @param {{ received: (text: string) => void, closed: () => void }} listener `received` gets every frame that is no keep-alive
   */
  constructor(socket, { received, closed }) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const text = data.toString();
      if (text === '\r\n\r\n') this.#sendText('\r\n');
      else if (text.trim() !== '') received(text);
    });
    socket.on('close', closed);
    // 'close' follows; without a listener the error would end the process.
    socket.on('error', () => {});
  }

  get open() {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Sends, or does nothing once the socket is closed. @param {import('./sip-message.mjs').SipRequest | import('./sip-message.mjs').SipResponse} message */
  send(message) {
    this.#sendText(serialiseSipMessage(message));
  }

  #sendText(text) {
    if (this.open) this.#socket.send(text);
  }
}
