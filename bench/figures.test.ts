import { expect, test } from 'vitest';
import { resultsOf, type Budget } from './figures.ts';

const measured = (budget: Budget, ours: number[], theirs: number[]) => {
  const [result] = resultsOf({
    name: 'drag',
    size: 100,
    figures: { paint: { unit: 'ms', budgets: { empty: budget } } },
    ours: ours.map((paint) => ({ paint })),
    theirs: { empty: theirs.map((paint) => ({ paint })) },
  });
  return result!;
};

test('a figure stands beside every peer, under the name of its case', () => {
  const results = resultsOf({
    name: 'first-sync',
    size: 10_000,
    figures: { rows: { unit: 'rows/s', better: 'more', budgets: { plain: { of: 'ratio', atLeast: 0.6 } } } },
    ours: [{ rows: 700 }, { rows: [600, 800] }],
    theirs: { plain: [{ rows: 1000 }, { rows: 1000 }], plugin: [{ rows: 350 }, { rows: 175 }] },
  });
  expect(results).toMatchObject([
    { name: 'first-sync.rows', beside: 'plain', size: 10_000, better: 'more', ratio: 0.7, ok: true },
    { name: 'first-sync.rows', beside: 'plugin', ratio: 3, spread: { min: 2, max: 4 }, ok: null },
  ]);
  expect(results[0]!.ours).toMatchObject({ median: 700, max: 800, count: 3 });
});

test.each<[string, Budget, number[], number[], boolean]>([
  ['a ratio at its limit', { of: 'ratio', atMost: 1.5 }, [15, 15], [10, 10], true],
  ['a ratio over its limit', { of: 'ratio', atMost: 1.5 }, [16, 16], [10, 10], false],
  ['a ratio that is to be large', { of: 'ratio', atLeast: 2 }, [15, 15], [10, 10], false],
  ['a difference within its limit', { of: 'difference', atMost: 100 }, [190, 190], [100, 100], true],
  ['a difference over its limit', { of: 'difference', atMost: 100 }, [201, 201], [100, 100], false],
  ['a largest reading over its limit', { of: 'largest', atMost: 50 }, [1, 51], [100, 100], false],
])('%s is judged', (_, budget, ours, theirs, ok) => {
  expect(measured(budget, ours, theirs).ok).toBe(ok);
});

test('where the peer has no such figure there is no ratio, and a budget of one is not kept', () => {
  const results = resultsOf({
    name: 'opening',
    size: 1,
    figures: { board: { unit: 'ms', budgets: { empty: { of: 'ratio', atMost: 2 } } } },
    ours: [{ board: 1 }],
    theirs: { empty: [{}] },
  });
  expect(results).toMatchObject([{ theirs: null, ratio: null, spread: null, ok: false }]);
});

test('a figure that was not read in a round is an error, not a smaller sample', () => {
  const figures = { paint: { unit: 'ms' } };
  expect(() =>
    resultsOf({ name: 'drag', size: 1, figures, ours: [{ paint: 1 }, {}], theirs: { empty: [{}, {}] } }),
  ).toThrow('drag.paint was not read in every round');
});
