import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** Packages, installed and started as people do it: by `npm run test:dist`, which makes them. */
export default defineConfig(base, {
  testDir: '.',
  testIgnore: [],
  outputDir: '../../test-results/installed',
  // A package is installed in it, by apt, on a disk that others use too.
  timeout: 180_000,
  globalTimeout: 10 * 60_000,
});
