import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './test/gate/chromium.mjs';
import { FIREFOX_USE } from './test/gate/firefox.mjs';

const onCi = process.env['CI'] === 'true';
const executablePath = await findChromium();
/** The tests of the other projects that are tagged so, in Firefox; test/firefox/run.mjs starts them. */
const inFirefox = {
  grep: /@firefox/,
  use: { ...devices['Desktop Firefox'], browserName: 'firefox', ...FIREFOX_USE, screenshot: 'off', trace: 'off' },
} as const;

/** `embedded`: the stack of `npm start`, Node only. `stories`: the built Storybook, no server at all. `asterisk-16`, `asterisk-22`: a real Asterisk with chan_sip and chan_pjsip. `firefox…`: the same in Firefox. */
export default defineConfig({
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: onCi ? 1 : 0,
  forbidOnly: onCi,
  // One stack, one PBX with fixed ports and accounts: tests take turns.
  workers: 1,
  reporter: 'line',
  use: {
    ...devices['Desktop Chrome'],
    locale: 'ja-JP',
    launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath !== undefined && { executablePath }) },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'embedded', testDir: 'test/e2e' },
    { name: 'stories', testDir: 'test/stories', use: { screenshot: 'off', trace: 'off' } },
    { name: 'asterisk-16', testDir: 'test/peers' },
    { name: 'asterisk-22', testDir: 'test/peers' },
    { name: 'firefox', testDir: 'test/e2e', ...inFirefox },
    { name: 'firefox-asterisk-16', testDir: 'test/peers', ...inFirefox },
    { name: 'firefox-asterisk-22', testDir: 'test/peers', ...inFirefox },
  ],
});
