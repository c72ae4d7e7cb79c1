import { canInstall, installPackages } from './debian-packages.mjs';
import { missingForFirefox } from './firefox.mjs';

const FONTS = 'fonts-noto-cjk';

/**
 * Firefox ESR and PulseAudio for tests; installed with apt where that can be done without asking: by root on a system with Debian's packages.
 * @returns {Promise<{ missing?: string }>} `missing`: what there is not, why, and what would help
 */
export async function ensureFirefox() {
  const wanted = missingForFirefox();
  if (wanted.length === 0) return {};
  const help = `apt-get install ${wanted.join(' ')}`;
  if (!canInstall()) return { missing: `${wanted.join(' and ')} not found, and can be installed only by root on Debian: ${help}` };
  const trouble = await installPackages([...wanted, FONTS]);
  const still = missingForFirefox();
  return still.length === 0 ? {} : { missing: `${still.join(' and ')} could not be installed (${trouble ?? 'the packages hold none'}): ${help}` };
}
