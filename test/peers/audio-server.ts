import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toneFile } from '../hearing/tone-file.js';

/** The announcement's tone: near no phone's. */
export const ANNOUNCEMENT_HZ = 2210;

/** An origin of its own with announcements: `/tone.wav` lasts 9 s, `/private.wav` is for its own origin only, `/broken.wav` is no audio. */
export async function serveAudio(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const tone = toneFile(ANNOUNCEMENT_HZ, 9);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://audio');
    if (pathname !== '/private.wav') response.setHeader('access-control-allow-origin', '*');
    if (pathname === '/tone.wav' || pathname === '/private.wav') response.setHeader('content-type', 'audio/wav').end(tone);
    else if (pathname === '/broken.wav') response.setHeader('content-type', 'audio/wav').end('no audio');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
