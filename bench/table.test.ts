import { expect, test } from 'vitest';
import { resultsOf } from './figures.ts';
import { line, shown, table } from './table.ts';

test.each([
  [12345.6, '12,346'],
  [12.345, '12.3'],
  [1.234, '1.23'],
  [0, '0'],
  [null, '–'],
  [Infinity, '–'],
])('%s is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

const results = resultsOf({
  name: 'drag',
  size: 1000,
  figures: { paint: { unit: 'ms', budgets: { 'an empty page': { of: 'difference', atMost: 16.7 } } } },
  ours: [{ paint: [30, 40] }],
  theirs: { 'an empty page': [{ paint: [20, 20] }] },
});

test('a result in one line says both sides, the ratio with its spread, and whether its budget is kept', () => {
  expect(line(results[0]!)).toBe(
    'drag.paint at 1,000: 35 ms (p95 39.5) beside an empty page 20 (p95 20), ratio 1.75 (1.75 … 1.75); ' +
      'p95 ≤ 16.7 ms more: missed',
  );
});

test('a table has a row for each result', () => {
  expect(table(results).split('\n')).toHaveLength(3);
  expect(table(results)).toContain('| drag.paint, ms | 1,000 | 35 | 39.5 | an empty page | 20 | 20 | 1.75 |');
});
