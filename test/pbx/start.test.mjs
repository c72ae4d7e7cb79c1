import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { PortTaken, startDemo } from '../../demo/start.mjs';

test('a taken port is named in a sentence, and nothing is left running', async (t) => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  t.after(() => blocker.close());
  const { port } = blocker.address();
  await assert.rejects(
    startDemo({ httpPort: port, sipPort: 0, build: false }),
    (error) => error instanceof PortTaken && error.message.includes(`Port ${port}`) && error.message.includes('--http-port'),
  );
  await assert.rejects(startDemo({ httpPort: 0, sipPort: port, build: false }), (error) => error instanceof PortTaken && error.message.includes('--sip-port'));
});

test("npm start's flags are checked before anything is built", async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../demo/start.mjs', import.meta.url)), '--http-port', 'many'], { stdio: 'pipe' });
  let output = '';
  child.stderr.on('data', (text) => (output += text));
  const [code] = await once(child, 'exit');
  assert.equal(code, 1);
  assert.match(output, /--http-port: expected a port from 0 to 65535, got "many"/);
});
