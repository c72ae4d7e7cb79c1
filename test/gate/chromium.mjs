import { isExecutable } from './executable.mjs';

/** Where distributions put Chromium or Chrome. */
const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Flags of every browser that tests start: a fake microphone that needs no prompt, candidates on loopback (without the flag Chromium gathers
 * none there), and no traffic of the browser's own. The sandbox cannot be used as root.
 */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/**
 * Path of the Chromium that tests use: `CHROME_PATH`, else one that is installed, else Playwright's own (looked up in the installed dependencies).
 * @returns {Promise<string | undefined>} undefined when there is none
 * @throws {Error} when `CHROME_PATH` names no executable file
 */
export async function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROME_PATH is ${named}, expected the path of an executable Chromium`);
    return named;
  }
  const installed = KNOWN.find(isExecutable);
  if (installed) return installed;
  const own = await import('playwright').then(({ chromium }) => chromium.executablePath()).catch(() => undefined);
  return own && isExecutable(own) ? own : undefined;
}
