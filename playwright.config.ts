import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './test/gate/chromium.mjs';

const onCi = process.env['CI'] === 'true';
const executablePath = await findChromium();

/** `embedded`: the stack of `npm start`, Node only. `stories`: the built Storybook, no server at all. `asterisk-16`, `asterisk-22`: a real Asterisk with chan_sip and chan_pjsip. */
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
    { name: 'stories', testDir: 'test/stories', use: { trace: 'off' } },
    { name: 'asterisk-16', testDir: 'test/peers' },
    { name: 'asterisk-22', testDir: 'test/peers' },
  ],
});
