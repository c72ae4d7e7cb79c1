import { connect, createServer } from 'node:net';

/**
 * A TCP path to a server that can be broken: while it is, open connections are gone and new ones refused, as with a network that is away.
 * @param {{ host: string, port: number }} server
 * @returns {Promise<{ port: number, break: () => Promise<void>, mend: () => Promise<void>, stop: () => Promise<void> }>} `port` on 127.0.0.1
 */
export async function openPath({ host, port }) {
  const open = new Set();
  const path = createServer((near) => {
    const far = connect(port, host);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      open.add(socket);
      socket.pipe(other);
      // Either side's end is the other's.
      socket.on('error', () => other.destroy()).on('close', () => (open.delete(socket), other.destroy()));
    }
  });
  const listen = (at) => new Promise((resolve) => path.listen(at, '127.0.0.1', resolve));
  const close = () => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => path.close(() => resolve()));
  };
  await listen(0);
  const { port: own } = path.address();
  return { port: own, break: close, mend: () => listen(own), stop: () => (path.listening ? close() : Promise.resolve()) };
}
