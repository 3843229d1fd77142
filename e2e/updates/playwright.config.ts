import { defineConfig } from '@playwright/test';

/** Run by `npm run test:updates`, which makes the packages first. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.dist.ts',
  outputDir: '../../test-results/updates',
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
});
