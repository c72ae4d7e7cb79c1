import { isExecutable } from './executable.mjs';

/** Playwright drives an ordinary Firefox over WebDriver BiDi; its own build is another browser. */
const FIREFOX = '/usr/bin/firefox-esr';
const PULSEAUDIO = '/usr/bin/pulseaudio';

/**
 * A fake microphone that needs no prompt; candidates on loopback, with their addresses as in any page that was allowed a microphone (else they are names of mDNS, which
 * no Asterisk resolves): a tone in place of the microphone is none to the browser.
 */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

/** Playwright's options for a project in Firefox. */
export const FIREFOX_USE = {
  channel: 'moz-firefox',
  launchOptions: { executablePath: FIREFOX, firefoxUserPrefs: PREFERENCES },
};

/** What is missing for tests in Firefox, as Debian's packages: the browser, and a sound server, without which it starts no AudioContext. @returns {string[]} */
export function missingForFirefox() {
  return [
    [FIREFOX, 'firefox-esr'],
    [PULSEAUDIO, 'pulseaudio'],
  ]
    .filter(([path]) => !isExecutable(path))
    .map(([, name]) => name);
}
