import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isOwnHost, isOwnOrigin } from '../server/request-guard.mjs';

// Runs as a process of its own: node auth-server.mjs <directory of firebase-tools> <port> <project id>. Ends when its parent does.
const [directory, port, projectId] = process.argv.slice(2);

/** All that our clients call. Its router compiles a validator for each of the 76 paths of Identity Toolkit, which takes 9 s instead of 2. */
const CALLED = [
  '/v1/accounts:signInWithCustomToken',
  '/v1/accounts:lookup',
  '/v1/accounts:update',
  '/v1/token',
  '/emulator/v1/projects/{targetProjectId}/accounts',
];

const require = createRequire(join(directory, 'package.json'));
const { default: specification } = require('./lib/emulator/auth/apiSpec.js');
for (const path of Object.keys(specification.paths)) if (!CALLED.includes(path)) delete specification.paths[path];
const { createApp } = require('./lib/emulator/auth/server.js');

const app = await createApp(projectId);
createServer((request, response) => {
  const { host, origin } = request.headers;
  if (isOwnHost(host, Number(port)) && isOwnOrigin(origin)) app(request, response);
  else response.writeHead(403).end('Host and Origin: expected localhost or 127.0.0.1');
}).listen(Number(port), '127.0.0.1');
process.stdin.resume().on('end', () => process.exit());
