// Types and unused code are tsc's; style is prettier's. This file holds what only lint can see: who may import
// whom, promises left alone, and the house rules that a reviewer would otherwise repeat.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Forbids imports by path pattern, with the sentence a developer reads. */
const forbid = (message, ...group) => ({ group, message });

const NO_IO = forbid(
  'sync/schema and sync/core are pure: hand the outside in through a port.',
  'rxdb',
  'rxdb/**',
  'rxjs',
  'dexie',
  '@supabase/**',
  'node:*',
  'react',
);
const NO_FRAMEWORK = forbid(
  'sync/ knows neither React nor Electron.',
  'react',
  'react-dom',
  'electron',
  '**/renderer/**',
  '**/electron/**',
  'node:*',
);

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', '.data/', 'test-results/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'e2e/hold.cjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['sync/schema/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            NO_IO,
            forbid('sync/schema is the lowest layer.', '**/core/**', '**/remote/**', '**/replica/**'),
          ],
        },
      ],
    },
  },
  {
    files: ['sync/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            NO_IO,
            forbid('sync/core sits below remote and replica.', '**/remote/**', '**/replica/**'),
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The clock is handed in.',
        },
      ],
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'fetch', 'crypto', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is handed in.' },
        { object: 'Date', property: 'now', message: 'The clock is handed in.' },
      ],
    },
  },
  {
    files: ['sync/query/**/*.ts', 'sync/search/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            NO_IO,
            forbid(
              'sync/query and sync/search know rows, not where they come from.',
              '**/mutations/**',
              '**/remote/**',
              '**/replica/**',
              '**/reader/**',
            ),
          ],
        },
      ],
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'fetch', 'crypto', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is handed in.' },
        { object: 'Date', property: 'now', message: 'The clock is handed in.' },
      ],
    },
  },
  {
    files: ['sync/reader/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            NO_FRAMEWORK,
            forbid(
              'The reader reads what is on this laptop, and writes nothing.',
              '**/remote/**',
              '**/mutations/**',
            ),
          ],
        },
      ],
    },
  },
  {
    files: ['sync/remote/**/*.ts', 'sync/replica/**/*.ts', 'sync/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [NO_FRAMEWORK] }] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    // The replica in memory lists its rows by the code of the real one.
    ignores: ['renderer/vite.config.ts', 'renderer/test/memory-reads.ts'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name='t']:not(:function CallExpression)",
          message:
            'Words asked for while a module loads keep the language of that moment: ask while drawing.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'electron', message: 'There is no Electron in the window.' }],
          patterns: [
            forbid(
              'The window speaks to sync/ through sync/index.ts only.',
              '**/sync/core/**',
              '**/sync/remote/**',
              '**/sync/replica/**',
              '**/sync/schema/**',
              '**/sync/query/**',
              '**/sync/reader/**',
              '**/sync/search/**',
            ),
            forbid(
              'The window may import only the types of the IPC contract.',
              '**/electron/*',
              '!**/electron/ipc',
            ),
            forbid('There is no Node in the window.', 'node:*', 'rxdb', 'rxdb/**', '@supabase/**'),
          ],
        },
      ],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            forbid('The shell knows nothing of the replica or the screens.', '**/sync/**', '**/renderer/**'),
          ],
        },
      ],
    },
  },
  {
    files: ['supabase/**/*.ts'],
    ignores: ['**/*.test.ts', 'supabase/tests/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            forbid('The server side stands alone.', '**/renderer/**', '**/electron/**', '**/sync/**'),
          ],
        },
      ],
    },
  },
  {
    files: ['build/**/*.ts', 'supabase/local/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
  {
    // Electron loads it as it is.
    files: ['e2e/hold.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
