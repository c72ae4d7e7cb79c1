import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, normalize } from 'node:path';

const BUILT = new URL('../../dist/cdn/', import.meta.url);

const KINDS: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json' };

/** The least that a host has: one script, and the elements. */
const HOST_PAGE = (lang: string): string => `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <title>Host</title>
    <link rel="icon" href="data:,">
    <script src="/it-widgets.js"></script>
  </head>
  <body>
    <it-provider>
      <it-agent-status></it-agent-status>
      <it-softphone></it-softphone>
      <it-call-popup></it-call-popup>
    </it-provider>
  </body>
</html>`;

/**
 * Serves a host page in each language (`/ja`, `/en`, `/vi`) and the built script-tag widgets, on a free port of localhost.
 * @throws Error when the widgets are not built
 */
export async function servePages(): Promise<{ origin: string; stop: () => Promise<void> }> {
  await readFile(new URL('it-widgets.js', BUILT)).catch(() => {
    throw new Error('dist/cdn/it-widgets.js is missing: npm run build:cdn');
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const lang = path.match(/^\/(ja|en|vi)$/)?.[1];
    if (lang !== undefined) {
      response.setHeader('content-type', 'text/html').end(HOST_PAGE(lang));
      return;
    }
    readFile(new URL(`.${normalize(path)}`, BUILT)).then(
      (content) => response.setHeader('content-type', KINDS[extname(path)] ?? 'application/octet-stream').end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
