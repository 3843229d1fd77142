import { expect, test } from 'vitest';
import { resultsOf } from './figures.ts';
import { filled } from './prose.ts';

const run = (ours: number) =>
  resultsOf({
    name: 'first-sync',
    size: 100_000,
    figures: { rows: { unit: 'rows/s' } },
    ours: [{ rows: ours }],
    theirs: { 'plain Dexie': [{ rows: 4000 }] },
  });
const runs = new Map([
  ['', run(3000)],
  ['small-pages', run(1500)],
]);

test('a figure of the last run stands where the words name it', () => {
  const words =
    'At {{first-sync.rows, 100000, plain Dexie, ratio}} of {{ first-sync.rows, 100000, plain Dexie, theirs }}.';
  expect(filled(words, runs)).toEqual({ text: 'At 0.75 of 4,000.', missing: [] });
});

test('a figure of a run that was kept stands under its name', () => {
  expect(filled('{{small-pages: first-sync.rows, 100000, plain Dexie, ours}}', runs).text).toBe('1,500');
});

test('what names no result is told, and left as it is', () => {
  const words = '{{first-sync.rows, 5, plain Dexie, ratio}}';
  expect(filled(words, runs)).toEqual({ text: words, missing: ['first-sync.rows, 5, plain Dexie, ratio'] });
  expect(filled('{{first-sync.rows, 100000, plain Dexie, mean}}', runs).missing).toHaveLength(1);
});
