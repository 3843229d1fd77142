import { expect, test } from 'vitest';
import { lossesOf } from './baseline.ts';
import type { Baseline } from './results.ts';

const known = (better: 'less' | 'more', ratio: number): Baseline => ({
  ...{ name: 'sync.time', size: 100, beside: 'plain', better, ratio },
});
const run = (ratio: number | null) => ({ name: 'sync.time', size: 100, beside: 'plain', ratio });

test.each([
  ['less', 1, 2],
  ['less', 1, 0.1],
  ['more', 4, 2],
  ['more', 4, 40],
] as const)('of a figure of which %s is better, %d then and %d now is no loss', (better, then, now) => {
  expect(lossesOf([known(better, then)], [run(now)])).toEqual([]);
});

test('a ratio more than twice worse is a loss, and says by how much', () => {
  expect(lossesOf([known('less', 1)], [run(2.5)])).toEqual([
    "sync.time at 100 beside plain: ratio 2.5, 2.5 times worse than the baseline's 1.",
  ]);
  expect(lossesOf([known('more', 4)], [run(1)])).toHaveLength(1);
});

test('a figure that is not measured any more is a loss; a new one is not', () => {
  expect(lossesOf([known('less', 1)], [run(null)])).toEqual([
    'sync.time at 100 beside plain was not measured; the baseline has it.',
  ]);
  expect(lossesOf([], [run(9)])).toEqual([]);
});
