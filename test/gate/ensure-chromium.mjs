import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { run } from './command.mjs';

const LIMIT_MS = 10 * 60_000;
/** Without the fonts, Japanese text has no glyphs and measures as nothing. */
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/**
 * The Chromium for tests; installed with apt where that can be done without asking: by root on a system with Debian's packages.
 * @returns {Promise<{ path: string, missing?: undefined } | { path?: undefined, missing: string }>} `missing`: why there is none, and what would help
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return { path: found };
  const help = 'install Chromium, or name one in CHROME_PATH';
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return { missing: `no Chromium was found, and it can be installed only by root on Debian; ${help}` };
  console.log(`Installing ${PACKAGES.join(' and ')} …`);
  const options = { cwd: '/', timeoutMs: LIMIT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  const trouble =
    (await run('apt-get', ['-qq', 'update'], options)) ?? (await run('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...PACKAGES], options));
  const installed = await findChromium();
  return installed
    ? { path: installed }
    : { missing: `no Chromium was found, and it could not be installed (${trouble ?? 'the package holds none'}); ${help}` };
}
