import { createSocket } from 'node:dgram';

const MAGIC = 0x2112a442;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const XOR_MAPPED_ADDRESS = 0x0020;
const IPV4 = 1;

/**
 * A STUN server (RFC 8489) that says who asks, on IPv4, and nothing else: what a browser gathers its server-reflexive candidates from.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startStunServer() {
  const socket = createSocket('udp4');
  socket.on('message', (request, { address, port }) => {
    if (request.length >= 20 && request.readUInt16BE(0) === BINDING_REQUEST) socket.send(answer(request.subarray(4, 20), address, port), port, address);
  });
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { url: `stun:127.0.0.1:${socket.address().port}`, stop: () => new Promise((resolve) => socket.close(resolve)) };
}

/** `cookie` is the magic cookie with the transaction id after it. */
function answer(cookie, address, port) {
  const message = Buffer.alloc(32);
  message.writeUInt16BE(BINDING_SUCCESS, 0);
  message.writeUInt16BE(12, 2);
  cookie.copy(message, 4);
  message.writeUInt16BE(XOR_MAPPED_ADDRESS, 20);
  message.writeUInt16BE(8, 22);
  message.writeUInt8(IPV4, 25);
  message.writeUInt16BE(port ^ (MAGIC >>> 16), 26);
  message.writeUInt32BE((Buffer.from(address.split('.').map(Number)).readUInt32BE(0) ^ MAGIC) >>> 0, 28);
  return message;
}
