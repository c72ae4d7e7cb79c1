import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGES } from '../../demo/build.mjs';
import { buildPages } from '../../demo/pages.mjs';
import { ensureFirefox } from '../gate/ensure-firefox.mjs';
import { besideAsterisk, runIn } from '../peers/run.mjs';
import { startSoundServer } from './sound-server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PLAYWRIGHT = join(ROOT, 'node_modules/@playwright/test/cli.js');
/** Where the sentences that are tagged `@firefox` are tried: the embedded stack, and a real Asterisk. */
export const STAGES = ['embedded', '16', '22'];

/**
 * Runs the tests of `test/e2e` or `test/peers` that are tagged `@firefox` in Firefox, with a sound server that is silent. The widgets must be built (`npm run build:cdn`).
 * @param {'embedded' | '16' | '22'} stage
 * @param {object} [options]
 * @param {readonly string[]} [options.words] further words for `playwright test`
 * @param {Record<string, string>} [options.env] added to the environment of Playwright
 * @param {number} [options.timeoutMs] everything is ended after this time; the exit code is 124 then
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<{ exitCode: number } | { missing: string }>} `missing`: what is not here, and what would help
 */
export async function runFirefox(stage, { words = [], env = {}, timeoutMs = 8 * 60_000, log = console.log } = {}) {
  const firefox = await ensureFirefox();
  if (firefox.missing !== undefined) return firefox;
  const sound = await startSoundServer();
  const surroundings = { ...env, PULSE_SERVER: sound.address };
  try {
    if (stage === 'embedded') return { exitCode: await runEmbedded(words, surroundings, timeoutMs) };
    return await besideAsterisk(stage, log, async (playwright) => {
      await buildPages(PAGES);
      return { exitCode: await playwright(words, { project: `firefox-asterisk-${stage}`, env: surroundings, timeoutMs }) };
    });
  } finally {
    await sound.stop();
  }
}

function runEmbedded(words, env, timeoutMs) {
  const output = `--output=${join(ROOT, 'test-results', 'firefox')}`;
  return runIn(ROOT, [process.execPath, PLAYWRIGHT, 'test', '--project=firefox', output, ...words], { ...process.env, ...env }, timeoutMs);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [stage, ...words] = process.argv.slice(2);
  if (!STAGES.includes(stage)) {
    console.error(`usage: node test/firefox/run.mjs ${STAGES.join('|')} [playwright's options]`);
    process.exit(2);
  }
  const outcome = await runFirefox(stage, { words });
  if (outcome.missing !== undefined) console.error(outcome.missing);
  process.exitCode = outcome.exitCode ?? 1;
}
