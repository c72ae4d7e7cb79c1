import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const CONTENT_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

/**
 * The file behind a URL's path, and nothing outside the folder: neither by `..` in any encoding nor by a link.
 * @param {string} folder
 * @param {string} urlPath still percent-encoded; a folder means its index.html
 * @returns {Promise<string | undefined>} undefined: there is no such file
 */
export async function findFile(folder, urlPath) {
  const path = decodePath(urlPath);
  if (path === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(root + sep)) return undefined;
    return (await stat(file)).isFile() ? file : undefined;
  } catch {
    // Absent, or not to be read: there is nothing to serve.
    return undefined;
  }
}

/**
 * Sends a file that `findFile` found.
 * @param {import('node:http').IncomingMessage} request GET or HEAD
 * @param {import('node:http').ServerResponse} response
 * @param {string} file
 * @param {Record<string, string>} [headers]
 */
export async function sendFile(request, response, file, headers = {}) {
  const { size } = await stat(file);
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': size,
    'cache-control': 'no-cache',
    ...headers,
  });
  if (request.method === 'HEAD') response.end();
  // A browser that goes away in the middle is no fault of ours.
  else await pipeline(createReadStream(file), response).catch(() => {});
}

function decodePath(urlPath) {
  try {
    const path = decodeURIComponent(urlPath);
    return /[\0\\]/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}
