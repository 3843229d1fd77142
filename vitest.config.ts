import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{sync,electron,renderer,supabase,build,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.pg.test.ts', '**/*.dist.test.ts', '**/node_modules/**', 'dist/**'],
          environment: 'node',
          // Properties are tried by the hundred; a machine that does something else as well takes its time.
          testTimeout: 30_000,
          // The contrast test reads the colour tokens as text.
          css: { include: /tokens\.css/ },
        },
      },
      {
        test: {
          name: 'dist',
          include: ['build/**/*.dist.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['{sync,supabase}/**/*.pg.test.ts'],
          environment: 'node',
          globalSetup: ['supabase/tests/stack.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // A condition is waited for as long as a slow machine needs; a second is the default.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
