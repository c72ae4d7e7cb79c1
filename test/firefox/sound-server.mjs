import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_MS = 5_000;

/**
 * Starts a PulseAudio of our own whose only output is silent: without an output Firefox starts no AudioContext, and what a page hears cannot be measured.
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>} `address`: for `PULSE_SERVER`
 * @throws {Error} with what it said, when it does not start
 */
export async function startSoundServer() {
  const directory = await mkdtemp(join(tmpdir(), 'it-widgets-sound-'));
  const socket = join(directory, 'native');
  const loads = ['module-null-sink', `module-native-protocol-unix socket=${socket} auth-anonymous=1`].flatMap((module) => ['-L', module]);
  const server = spawn('pulseaudio', ['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--disable-shm=yes', ...loads], {
    env: { ...process.env, HOME: directory, PULSE_RUNTIME_PATH: directory, PULSE_STATE_PATH: directory },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-2000)));
  const ended = new Promise((resolve) => server.once('exit', resolve).once('error', resolve));
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));
  for (const limit = Date.now() + START_LIMIT_MS; !existsSync(socket); await delay(50)) {
    if (Date.now() < limit && server.exitCode === null) continue;
    await stop();
    throw new Error(`pulseaudio did not start: ${said.trim()}`);
  }
  return { address: `unix:${socket}`, stop };
}
