import { findChromium } from './chromium.mjs';
import { canInstall, installPackages } from './debian-packages.mjs';

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
  if (!canInstall()) return { missing: `no Chromium was found, and it can be installed only by root on Debian; ${help}` };
  const trouble = await installPackages(PACKAGES);
  const installed = await findChromium();
  return installed
    ? { path: installed }
    : { missing: `no Chromium was found, and it could not be installed (${trouble ?? 'the package holds none'}); ${help}` };
}
