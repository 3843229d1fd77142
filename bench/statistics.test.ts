import { expect, test } from 'vitest';
import { median, quantile, ratioOfRounds, summary } from './statistics.ts';

test('a quantile lies between the two nearest readings, in whatever order they came', () => {
  expect(quantile([40, 10, 30, 20], 0.5)).toBe(25);
  expect(quantile([40, 10, 30, 20], 0)).toBe(10);
  expect(quantile([40, 10, 30, 20], 1)).toBe(40);
  expect(quantile([7], 0.95)).toBe(7);
});

test('readings are left in their order', () => {
  const readings = [3, 1, 2];
  median(readings);
  expect(readings).toEqual([3, 1, 2]);
});

test('a summary says median, p95, the largest and how many', () => {
  const readings = Array.from({ length: 101 }, (_, at) => at);
  expect(summary(readings)).toEqual({ median: 50, p95: 95, max: 100, count: 101 });
});

test('nothing measured has no summary', () => {
  expect(() => summary([])).toThrow(RangeError);
});

test('a ratio is taken within each round, so that a slow round does not change it', () => {
  const ours = [[10, 12, 14], [120], [11]];
  const theirs = [[6], [60, 61, 59], [5.5]];
  expect(ratioOfRounds(ours, theirs)).toEqual({ ratio: 2, spread: { min: 2, max: 2 } });
});

test('the spread of a ratio is that of its rounds', () => {
  const { ratio, spread } = ratioOfRounds([[1], [2], [9]], [[1], [1], [3]]);
  expect([ratio, spread]).toEqual([2, { min: 1, max: 3 }]);
});

test('a round without the other side is refused', () => {
  expect(() => ratioOfRounds([[1], [2]], [[1]])).toThrow('A round has both sides');
});
