import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // They have packages to be made first: `npm run test:dist`.
  testIgnore: 'installed/**',
  outputDir: 'test-results',
  // Each test has an app, a display and a database of its own to start: one at a time on two cores.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  globalTimeout: 15 * 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
