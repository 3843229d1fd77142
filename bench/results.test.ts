import { expect, test } from 'vitest';
import { resultsOf } from './figures.ts';
import { baselineOf, merged, type Kept } from './results.ts';

const kept = (
  name: string,
  ours: number,
  theirs: Record<string, { a?: number }[]> = { peer: [{ a: 1 }] },
): Kept[] =>
  resultsOf({ name, size: 1, figures: { a: { unit: 'ms' } }, ours: [{ a: ours }], theirs }).map((result) => ({
    ...result,
    at: '2026-01-01T00:00:00.000Z',
    machine: 'a machine',
  }));

test('a case that ran again replaces what it gave before, and the others stay, in the order of the cases', () => {
  const before = [...kept('disk', 1), ...kept('drag', 2), ...kept('gone', 3)];
  const after = merged(before, kept('drag', 4), ['drag', 'disk']);
  expect(after.map(({ name, ours }) => [name, ours.median])).toEqual([
    ['drag.a', 4],
    ['disk.a', 1],
  ]);
});

test('a baseline holds the ratios, of figures that have one', () => {
  expect(baselineOf([...kept('drag', 3), ...kept('disk', 1, { peer: [{}] })])).toEqual([
    { name: 'drag.a', size: 1, beside: 'peer', better: 'less', ratio: 3 },
  ]);
});
